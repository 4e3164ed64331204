import { answerText } from "../answers/kinds.js";
import { badge, byId, element } from "../dom.js";
import { formatPlural } from "../format.js";
import { LabelField } from "./label-field.js";
import { countAnswers, subject } from "./subject.js";

const PAGE = 50;

/** One group with its tasks, and what an expert can do about it. */
export class GroupBench {
  #api;
  #path;
  #project;
  #notice;
  #acts;
  #onLeave;
  #label;
  #group = null;
  #tasks = [];
  #next = null;

  /** @param {object} parts `api`, `project`, `notice`, `acts` (an `ActList`), `onLeave` */
  constructor({ api, project, notice, acts, onLeave }) {
    this.#api = api;
    this.#path = `/projects/${project.id}/groups`;
    this.#project = project;
    this.#notice = notice;
    this.#acts = acts;
    this.#onLeave = onLeave;
    this.#label = new LabelField(project);
    this.#connect();
  }

  get isOpen() {
    return this.#group !== null;
  }

  async open(id) {
    try {
      await this.#fetch(id);
      await this.#showOthers();
    } catch (error) {
      this.#notice.show("bad", error.message);
      return this.#leave();
    }
    byId("group").hidden = false;
    byId("group-title").focus();
  }

  /** Shows the group as it is now; one that is dissolved is left. */
  async reload() {
    const { id } = this.#group;
    await this.open(id);
    if (this.#group?.state === "dissolved") this.#leave();
  }

  #connect() {
    const actions = {
      confirm: () => this.#act({ action: "confirm" }),
      remove: () => this.#act({ action: "remove", tasks: this.#selected() }),
      split: () => this.#act({ action: "split", tasks: this.#selected() }),
      dissolve: () => this.#act({ action: "dissolve" }),
    };
    for (const [name, act] of Object.entries(actions)) byId(name).addEventListener("click", act);
    byId("back").addEventListener("click", () => this.#leave());
    byId("more-members").addEventListener("click", () => this.#more());
    byId("members").addEventListener("change", () => this.#allow());
    byId("merge").addEventListener("submit", (event) => {
      event.preventDefault();
      this.#act({ action: "merge", groups: [Number(byId("others").value)] });
    });
    byId("settle").addEventListener("input", () => {
      byId("problem").hidden = true;
    });
    byId("settle").addEventListener("submit", (event) => {
      event.preventDefault();
      this.#settle();
    });
  }

  #selected() {
    return [...byId("members").querySelectorAll("input:checked")].map(({ value }) => Number(value));
  }

  async #more() {
    try {
      await this.#fetch(this.#group.id, this.#next);
    } catch (error) {
      this.#point(error.message);
    }
  }

  #settle() {
    const label = this.#label.value;
    if (label.trim() === "") return this.#point("Choose or write the label of all these tasks first.");
    return this.#act({ action: "settle", label, note: byId("note").value.trim() });
  }

  async #act(draft) {
    const { id, revision } = this.#group;
    let outcome;
    try {
      outcome = await this.#api.post(`${this.#path}/${id}/acts`, { revision, ...draft });
    } catch (error) {
      return this.#point(error.message);
    }
    await this.#acts.tell(outcome.act);
    if (outcome.group.state === "dissolved" || outcome.group.state === "settled") return this.#leave();
    return this.reload();
  }

  /** @param {number | null} after the last task shown; null from the beginning */
  async #fetch(id, after = null) {
    const query = new URLSearchParams({ limit: PAGE });
    if (after !== null) query.set("after", after);
    const page = await this.#api.get(`${this.#path}/${id}?${query}`);
    if (after !== null && page.group.revision !== this.#group.revision) {
      await this.#fetch(id);
      return this.#point("Somebody changed the group meanwhile; here it is as it is now.");
    }
    this.#group = page.group;
    this.#tasks = after === null ? page.tasks : [...this.#tasks, ...page.tasks];
    this.#next = page.next;
    this.#show(after === null);
  }

  #show(isNew) {
    const { id, state, tasks, basis } = this.#group;
    const isActive = state === "proposed" || state === "confirmed";
    byId("group-title").replaceChildren(`Group ${id} `, badge(state));
    const alike = basis === "text" ? "Their texts are alike." : "What most people answered is alike.";
    byId("group-facts").textContent = `${formatPlural(tasks, "task", "tasks")}. ${alike}`;
    const selected = isNew ? [] : this.#selected();
    byId("members").replaceChildren(...this.#tasks.map((task) => this.#member(task)));
    for (const box of byId("members").querySelectorAll("input")) box.checked = selected.includes(Number(box.value));
    byId("more-members").hidden = this.#next === null;
    byId("changes").hidden = !isActive;
    byId("confirm").hidden = state !== "proposed";
    byId("settle").hidden = state !== "confirmed";
    byId("problem").hidden = true;
    this.#allow();
    if (isNew) this.#label.show(this.#tasks[0]?.chunk, countAnswers(this.#tasks)[0]?.answer ?? "");
  }

  #member(task) {
    const { kind } = this.#project;
    const given = countAnswers([task]).map(({ answer, votes }) => `${answerText(kind, answer, task.chunk)} (${votes})`);
    return element(
      "li",
      {},
      element(
        "label",
        { class: "member" },
        element("input", { type: "checkbox", value: task.id }),
        element("span", { class: "excerpt", dir: "auto" }, subject(task, "text", kind)),
        badge(task.state),
        element(
          "span",
          { class: "answers small muted", dir: "auto" },
          `Task ${task.id} · ${given.length === 0 ? "no answers" : given.join(" · ")}`,
        ),
      ),
      task.chunk.text === null &&
        element("audio", { controls: true, preload: "none", src: `/api/v1/tasks/${task.id}/audio` }),
    );
  }

  /** Groups that this one can take in. */
  async #showOthers() {
    const pages = await Promise.all(
      ["proposed", "confirmed"].map((state) => this.#api.get(`${this.#path}?state=${state}&limit=100`)),
    );
    const others = pages.flatMap((page) => page.groups).filter(({ group }) => group.id !== this.#group.id);
    byId("merge").hidden = others.length === 0 || byId("changes").hidden;
    byId("others").replaceChildren(
      ...others.map(({ group, example }) => {
        const text = subject(example, group.basis, this.#project.kind).slice(0, 60);
        return element("option", { value: group.id }, `${group.id}: ${text} (${group.tasks})`);
      }),
    );
  }

  /** Some tasks can be taken out of a group, not all. */
  #allow() {
    const count = byId("members").querySelectorAll("input:checked").length;
    for (const id of ["remove", "split"]) byId(id).disabled = count === 0 || count >= this.#group.tasks;
  }

  #point(problem) {
    byId("problem").textContent = problem;
    byId("problem").hidden = false;
  }

  #leave() {
    this.#group = null;
    byId("group").hidden = true;
    return this.#onLeave();
  }
}
