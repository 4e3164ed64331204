import { badge, byId, element } from "../dom.js";
import { formatPlural } from "../format.js";
import { subject } from "./subject.js";

const PAGE = 20;

/** The groups of a project, and the search for more. */
export class GroupList {
  #api;
  #path;
  #project;
  #notice;
  #onOpen;
  #state = "";
  #next = null;

  /** @param {object} parts `api`, `project`, `notice`, `onOpen` (gets the number of a group) */
  constructor({ api, project, notice, onOpen }) {
    this.#api = api;
    this.#project = project;
    this.#path = `/projects/${project.id}/groups`;
    this.#notice = notice;
    this.#onOpen = onOpen;
    this.#offer();
    byId("search").addEventListener("submit", (event) => {
      event.preventDefault();
      this.#look();
    });
    byId("basis").addEventListener("change", () => this.#offer());
    byId("more").addEventListener("click", () => this.#load());
    for (const button of byId("state-filter").children) {
      button.addEventListener("click", () => this.#filter(button));
    }
  }

  /** Shows the list from its beginning. */
  async show() {
    byId("overview").hidden = false;
    byId("groups").replaceChildren();
    this.#next = null;
    await this.#load();
  }

  /** Only transcripts and texts can be alike without being equal. */
  #offer() {
    const isText = byId("basis").value === "text" || this.#project.kind === "transcription";
    byId("likeness-field").hidden = !isText;
  }

  #filter(button) {
    this.#state = button.dataset.state;
    for (const other of byId("state-filter").children) {
      other.setAttribute("aria-pressed", String(other === button));
    }
    return this.show();
  }

  async #look() {
    byId("look").disabled = true;
    try {
      const { groups, compared, is_partial: isPartial } = await this.#api.post(this.#path, {
        basis: byId("basis").value,
        likeness: Number(byId("likeness").value),
      });
      const rest = isPartial ? " There are more tasks than one search compares; settle these and look again." : "";
      this.#notice.show(
        groups.length > 0 ? "good" : "warn",
        `${formatPlural(groups.length, "new group", "new groups")} among ${formatPlural(compared, "task", "tasks")} that wait for a label.${rest}`,
      );
      await this.show();
    } catch (error) {
      this.#notice.show("bad", error.message);
    } finally {
      byId("look").disabled = false;
    }
  }

  async #load() {
    const query = new URLSearchParams({ limit: PAGE });
    if (this.#state) query.set("state", this.#state);
    if (this.#next !== null) query.set("after", this.#next);
    let page;
    try {
      page = await this.#api.get(`${this.#path}?${query}`);
    } catch (error) {
      return this.#notice.show("bad", error.message, [{ label: "Try again", act: () => this.show() }]);
    }
    this.#next = page.next;
    byId("groups").append(...page.groups.map((summary) => this.#row(summary)));
    byId("more").hidden = page.next === null;
    byId("none").hidden = byId("groups").childElementCount > 0;
  }

  #row({ group, example, waiting }) {
    const facts = `${formatPlural(group.tasks, "task", "tasks")}, ${waiting} ${waiting === 1 ? "waits" : "wait"} for a label`;
    const open = () => {
      byId("overview").hidden = true;
      this.#onOpen(group.id);
    };
    return element(
      "li",
      {},
      element(
        "button",
        { class: "group-row", type: "button", on: { click: open } },
        element("span", { class: "excerpt", dir: "auto" }, subject(example, group.basis, this.#project.kind)),
        badge(group.state),
        element("span", { class: "facts small muted" }, `Group ${group.id} · ${facts}`),
      ),
    );
  }
}
