import { badge, byId, element, showChanged } from "../dom.js";
import { formatBytes, formatMoment, formatSeconds } from "../format.js";
import { table } from "./table.js";

const HEADS = ["File", "State", "Length", "Size", "Group", "Language", "Licence", "Consent", "Added"];

/** The files of the project and what became of them. */
export class SourceTable {
  #api;
  #path;

  constructor(api, path) {
    this.#api = api;
    this.#path = path;
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

  #row(source) {
    return [
      source.filename,
      [badge(source.state), source.failure ? element("p", { class: "small failure" }, source.failure) : ""],
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
