/** A project's quota and rules as this page shows them in its forms, saved only over the state that it shows. */
export class KnownRules {
  #api;
  #path;
  #changed;
  #forms = [];
  #tag = null;

  /** @param {() => Promise<void>} changed called when something was saved */
  constructor(api, path, changed) {
    this.#api = api;
    this.#path = `${path}/storage`;
    this.#changed = changed;
  }

  /** @param {{show: (storage: object) => void}} form shows its part of what is known */
  add(form) {
    this.#forms.push(form);
  }

  /** Reads the state and shows it in all forms. */
  async load() {
    const { body, tag } = await this.#api.getTagged(this.#path);
    this.#tag = tag;
    for (const form of this.#forms) form.show(body);
  }

  /**
   * Saves a part for a form; what somebody writes in another form stays.
   *
   * @param {"quota" | "rules"} part
   * @param {Notice} notice hears of the outcome
   */
  async save(form, part, value, notice) {
    notice.clear();
    try {
      const { body, tag } = await this.#api.putTagged(`${this.#path}/${part}`, value, this.#tag);
      this.#tag = tag;
      form.show(body);
    } catch (error) {
      if (error.status !== 412) throw error;
      return notice.show("warn", "Somebody else has changed quota or rules since you opened them.", [
        { label: "Show theirs", act: () => this.#showTheirs(notice) },
      ]);
    }
    await this.#changed();
    notice.show("good", "Saved.");
  }

  async #showTheirs(notice) {
    notice.clear();
    try {
      await this.load();
    } catch (error) {
      notice.show("bad", error.message);
    }
  }
}
