import { badge, byId, element, showChanged } from "../dom.js";
import { formatBytes, formatMoment, formatSeconds } from "../format.js";
import { table } from "./table.js";

const HEADS = ["File", "State", "Length", "Size", "Group", "Language", "Licence", "Consent", "Added"];

/** The files of the project and what became of them. */
export class SourceTable {
  #api;
  #path;
  #changed;
  #mayRemove;

  /**
   * @param {() => void} changed called when a file was taken off the list
   * @param {boolean} mayRemove whether this person may do that
   */
  constructor(api, path, changed, mayRemove) {
    this.#mayRemove = mayRemove;
    this.#api = api;
    this.#path = path;
    this.#changed = changed;
  }

  async load() {
    const { sources } = await this.#api.get(`${this.#path}/sources`);
    showChanged(byId("source-table"), sources, () =>
      sources.length === 0
        ? element("p", { class: "muted" }, "None yet.")
        : table(HEADS, sources.map((source) => this.#row(source)), [2, 3]),
    );
    return sources.some((source) => source.state === "queued" || source.state === "chunking");
  }

  #failure(source) {
    const reason = element("p", { class: "small failure" }, source.failure ?? "");
    if (!this.#mayRemove) return [reason];
    const remove = element("button", { class: "button", type: "button" }, "Remove");
    remove.setAttribute("aria-label", `Remove ${source.filename}`);
    remove.addEventListener("click", async () => {
      remove.disabled = true;
      try {
        await this.#api.delete(`${this.#path}/sources/${source.id}`);
        this.#changed();
      } catch (error) {
        remove.disabled = false;
        reason.textContent = error.message;
      }
    });
    return [reason, remove];
  }

  #row(source) {
    return [
      source.filename,
      [badge(source.state), ...(source.state === "failed" ? this.#failure(source) : [])],
      source.duration === null ? "–" : formatSeconds(source.duration),
      formatBytes(source.bytes),
      source.group ?? "–",
      source.language ?? "–",
      source.licence ?? "–",
      source.consent ?? "–",
      element("span", { class: "nowrap" }, formatMoment(source.created_at)),
    ];
  }
}
