import { badge, byId, element, focusLabelled, showChanged } from "../dom.js";
import { formatBytes, formatMoment, formatSeconds } from "../format.js";
import { Notice } from "../notice.js";
import { Eraser } from "../storage/eraser.js";
import { table } from "./table.js";

const HEADS = ["File", "State", "Length", "Size", "Group", "Language, licence, consent"];

/** The files of the project and what became of them. */
export class SourceTable {
  #api;
  #path;
  #changed;
  #mayRemove;
  #mayErase;
  #eraser;
  #notice = new Notice(byId("source-notice"));

  /**
   * @param {() => void} changed called when a file was taken off the list
   * @param {(permission: string) => boolean} may what this person is allowed to do in the project
   */
  constructor(api, path, changed, may) {
    this.#api = api;
    this.#path = path;
    this.#changed = changed;
    this.#mayRemove = may("curate");
    this.#mayErase = may("people");
    this.#eraser = new Eraser(api, path);
  }

  get #mayTakeAway() {
    return this.#mayRemove || this.#mayErase;
  }

  async load() {
    const { sources } = await this.#api.get(`${this.#path}/sources`);
    showChanged(byId("source-table"), sources, () =>
      sources.length === 0
        ? element("p", { class: "muted" }, `None yet.${this.#mayRemove ? " Upload files above, or import a table." : ""}`)
        : table(this.#mayTakeAway ? [...HEADS, ""] : HEADS, sources.map((source) => this.#row(source)), [2, 3]),
    );
    return sources.some((source) => source.state === "queued" || source.state === "chunking");
  }

  #row(source) {
    return [
      [
        element("span", { class: "filename" }, source.filename),
        element("div", { class: "small muted nowrap", dir: "ltr" }, formatMoment(source.created_at)),
      ],
      [badge(source.state), source.failure && element("p", { class: "small failure" }, source.failure)],
      source.duration === null ? "–" : formatSeconds(source.duration),
      formatBytes(source.bytes),
      source.group ?? "–",
      [source.language, source.licence, source.consent].filter((detail) => detail !== null).join(" · ") || "–",
      ...(this.#mayTakeAway ? [this.#takeAwayButton(source)] : []),
    ];
  }

  /** Of a file that could not be used nothing is lost with it; anything else takes labels along, and is asked about. */
  #takeAwayButton(source) {
    const { id, filename, state } = source;
    const remove = () => this.#api.delete(`${this.#path}/sources/${id}`).then(() => `${filename} is off the list.`);
    const erase = () => this.#eraser.erase({ source: id }, filename);
    const isFailed = state === "failed";
    if (!(isFailed ? this.#mayRemove : this.#mayErase)) return "";
    const [word, act] = isFailed ? ["Remove", remove] : ["Erase", erase];
    const button = element("button", { class: "button small", type: "button" }, word);
    button.setAttribute("aria-label", `${word} ${filename}`);
    button.addEventListener("click", () => this.#attempt(act, button));
    return button;
  }

  async #attempt(act, button) {
    this.#notice.clear();
    button.disabled = true;
    try {
      const outcome = await act();
      if (outcome !== null) {
        this.#notice.show("good", outcome);
        await this.#changed();
        return byId("source-title").focus();
      }
    } catch (error) {
      this.#notice.show("bad", error.message);
    }
    button.disabled = false;
    focusLabelled(byId("source-table"), button.getAttribute("aria-label"));
  }
}
