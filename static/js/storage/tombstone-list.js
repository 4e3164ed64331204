import { byId, element, showChanged } from "../dom.js";
import { formatMoment } from "../format.js";
import { table } from "../project/table.js";
import { amount } from "./eraser.js";

const KINDS = { source: "A file", speaker: "A person", retention: "By the rules" };

/** What was erased, without saying whose it was. */
export class TombstoneList {
  #api;
  #path;
  #notice;
  #shown = [];
  #next = null;

  /** @param {Notice} notice says why more cannot be shown */
  constructor(api, path, notice) {
    this.#api = api;
    this.#notice = notice;
    this.#path = `${path}/erasures`;
    byId("more-tombstones").addEventListener("click", () => this.#more());
  }

  /** Shows the latest. */
  async load() {
    this.#show([], await this.#api.get(this.#path));
  }

  async #more() {
    try {
      this.#show(this.#shown, await this.#api.get(`${this.#path}?before=${this.#next}`));
    } catch (error) {
      this.#notice.show("bad", error.message);
    }
  }

  #show(before, { erasures, next }) {
    this.#shown = [...before, ...erasures];
    this.#next = next;
    byId("more-tombstones").hidden = next === null;
    showChanged(byId("tombstones"), this.#shown, (all) =>
      all.length === 0
        ? element("p", { class: "muted" }, "Nothing was erased yet.")
        : table(["When", "What", "How much", "By"], all.map(row)),
    );
  }
}

function row({ kind, name, at, ...erasure }) {
  return [
    element("span", { class: "nowrap" }, formatMoment(at)),
    element("span", { class: "nowrap" }, KINDS[kind]),
    element("div", { class: "detail" }, amount(erasure)),
    name ?? "the service",
  ];
}
