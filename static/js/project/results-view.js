import { byId, element, showChanged } from "../dom.js";
import { taskCard } from "./task-card.js";

const PAGE = 20;

/** The tasks by state, a page at a time, each with its answers. */
export class ResultsView {
  #api;
  #path;
  #kind;
  #state = "";
  /** What `after` was on the pages before this one. */
  #before = [];
  #after = null;
  #next = null;

  constructor(api, path, project) {
    this.#api = api;
    this.#path = path;
    this.#kind = project.kind;
    byId("state-filter").addEventListener("click", (event) => {
      const button = event.target.closest("button");
      if (button) this.#choose(button);
    });
    byId("next-page").addEventListener("click", () => this.#turn(() => {
      this.#before.push(this.#after);
      this.#after = this.#next;
    }));
    byId("previous-page").addEventListener("click", () => this.#turn(() => {
      this.#after = this.#before.pop() ?? null;
    }));
  }

  async load() {
    const query = this.#query;
    const page = await this.#api.get(`${this.#path}/tasks?${query}`);
    // Another page may have been asked for meanwhile.
    if (query === this.#query) this.#show(page);
    return false;
  }

  get #query() {
    const query = new URLSearchParams({ limit: PAGE });
    if (this.#state) query.set("state", this.#state);
    if (this.#after !== null) query.set("after", this.#after);
    return query.toString();
  }

  /** Each task has a place of its own, so that news of one leave the recording of another playing. */
  #show({ tasks, next }) {
    this.#next = next;
    const ids = tasks.map((task) => task.id);
    showChanged(byId("tasks"), [ids, this.#query], () =>
      ids.length > 0 ? ids.map(() => element("div")) : element("p", { class: "card muted" }, this.#nothing()),
    );
    for (const [index, task] of tasks.entries()) {
      showChanged(byId("tasks").children[index], task, () => taskCard(task, this.#kind));
    }
    byId("previous-page").disabled = this.#before.length === 0;
    byId("next-page").disabled = next === null;
    byId("page-number").textContent = `Page ${this.#before.length + 1}`;
  }

  #nothing() {
    if (this.#before.length > 0) return "No more tasks.";
    return this.#state ? `No task is ${this.#state}.` : "No tasks yet: upload a source first.";
  }

  #choose(chosen) {
    for (const button of byId("state-filter").querySelectorAll("button")) {
      button.setAttribute("aria-pressed", String(button === chosen));
    }
    this.#turn(() => {
      this.#state = chosen.dataset.state;
      this.#before = [];
      this.#after = null;
    });
  }

  async #turn(change) {
    change();
    try {
      await this.load();
      byId("state-filter").scrollIntoView({ block: "nearest" });
    } catch (error) {
      showChanged(byId("tasks"), error.message, () => element("p", { class: "notice bad" }, error.message));
    }
  }
}
