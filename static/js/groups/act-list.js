import { answerText } from "../answers/kinds.js";
import { byId, element } from "../dom.js";
import { formatMoment, formatPlural } from "../format.js";

/** What experts did about groups, each of it to undo. */
export class ActList {
  #api;
  #path;
  #kind;
  #notice;
  #onUndo;

  /** @param {object} parts `api`, `project`, `notice`, `onUndo` */
  constructor({ api, project, notice, onUndo }) {
    this.#api = api;
    this.#path = `/projects/${project.id}/group-acts`;
    this.#kind = project.kind;
    this.#notice = notice;
    this.#onUndo = onUndo;
  }

  async show() {
    let acts;
    try {
      ({ acts } = await this.#api.get(`${this.#path}?limit=20`));
    } catch (error) {
      return this.#notice.show("bad", error.message, [{ label: "Try again", act: () => this.show() }]);
    }
    byId("acts-frame").hidden = acts.length === 0;
    byId("acts").replaceChildren(...acts.map((act) => this.#row(act)));
  }

  /** Says what was done and offers to take it back. */
  tell(act) {
    this.#notice.show("good", this.words(act), [{ label: "Undo", act: () => this.undo(act) }]);
    return this.show();
  }

  async undo(act) {
    try {
      await this.#api.delete(`${this.#path}/${act.id}`);
    } catch (error) {
      return this.#notice.show("bad", error.message);
    }
    this.#notice.show("good", `Undone: group ${act.group} is as it was.`);
    await this.#onUndo();
    await this.show();
  }

  words({ action, group, tasks, label }) {
    const some = formatPlural(tasks, "task", "tasks");
    return {
      confirm: `Group ${group} is confirmed.`,
      remove: `${some} removed from group ${group}.`,
      split: `${some} split off group ${group}.`,
      merge: `${some} taken into group ${group}.`,
      settle: `${some} of group ${group} labeled: ${label === null ? "" : answerText(this.#kind, label)}`,
      dissolve: `Group ${group} is dissolved.`,
    }[action];
  }

  #row(act) {
    const { expert, note, created_at: at, undone_at: undone } = act;
    return element(
      "li",
      {},
      `${this.words(act)} ${expert}${note ? ` (${note})` : ""}, ${formatMoment(at)}${undone === null ? " " : "; undone"}`,
      undone === null &&
        element("button", { class: "button small", type: "button", on: { click: () => this.undo(act) } }, "Undo"),
    );
  }
}
