const PREFIX = "quorum.draft.";

/** Answers not sent yet, kept in this tab so that a reload, a lost login or a lost lease loses nothing. */
export class Drafts {
  #user;

  /** @param {number} user whose drafts: nobody sees another's, even on a shared computer */
  constructor(user) {
    this.#user = user;
  }

  read(task) {
    return sessionStorage.getItem(this.#key(task)) ?? "";
  }

  keep(task, answer) {
    if (answer === "") sessionStorage.removeItem(this.#key(task));
    else sessionStorage.setItem(this.#key(task), answer);
  }

  discard(task) {
    sessionStorage.removeItem(this.#key(task));
  }

  #key(task) {
    return `${PREFIX}${this.#user}.${task}`;
  }
}

/** Forgets everybody's drafts in this tab. */
export function clearDrafts() {
  for (const key of Object.keys(sessionStorage)) if (key.startsWith(PREFIX)) sessionStorage.removeItem(key);
}
