import { byId, element, showChanged } from "../dom.js";
import { table } from "../project/table.js";

const WHAT = { media: "the recording; texts and labels stay", draft: "the file, which failed" };

/** What the rules of the project erase next. */
export class DueList {
  #api;
  #path;

  constructor(api, path) {
    this.#api = api;
    this.#path = path;
  }

  async load() {
    const { expired } = await this.#api.get(`${this.#path}/storage/retention`);
    showChanged(byId("due"), expired, () =>
      expired.length === 0
        ? element("p", { class: "muted" }, "Nothing is due by the rules.")
        : table(["File", "What goes"], expired.map(({ filename, erases }) => [filename, WHAT[erases]])),
    );
  }
}
