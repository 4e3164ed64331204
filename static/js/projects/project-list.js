import { KINDS, settling } from "../answers/kinds.js";
import { byId, element } from "../dom.js";
import { formatMoment, formatPlural } from "../format.js";

/** The projects, each with the ways into it. */
export class ProjectList {
  #session;
  #list = byId("projects");
  #empty = byId("empty");

  constructor(session) {
    this.#session = session;
  }

  async load() {
    const { projects } = await this.#session.api.get("/projects");
    this.#list.replaceChildren(...projects.map((project) => this.#card(project)));
    this.#list.removeAttribute("aria-busy");
    this.#list.hidden = projects.length === 0;
    this.#empty.hidden = projects.length > 0;
    this.#empty.textContent = this.#session.isAdmin
      ? "No project yet. Create the first one: say what people are asked, then upload recordings or texts."
      : "You are in no project yet. Whoever leads one can send you an invitation.";
  }

  /** What one is in the project; an admin is the same everywhere. */
  #rank(project) {
    return this.#session.isAdmin ? "" : ` · you are ${project.role}`;
  }

  #card(project) {
    const labeling = `/annotate/${project.id}`;
    const [mayOpen, mayLabel] = ["results", "label"].map((permission) => project.permissions.includes(permission));
    const home = mayOpen ? `/projects/${project.id}` : labeling;
    const { name, labels } = KINDS[project.kind];
    const kind = labels ? `${name}, ${formatPlural(project.labels.length, "label", "labels")}` : name;
    return element(
      "li",
      { class: "card" },
      element(
        "div",
        { class: "stack tight" },
        element("h2", { dir: "auto" }, element("a", { href: home }, project.name)),
        element("p", { class: "muted small" }, `${kind} · since ${formatMoment(project.created_at)}` + this.#rank(project)),
        mayOpen && element("p", { class: "small" }, `A task ${settling(project)}.`),
      ),
      element(
        "div",
        { class: "row" },
        mayOpen && element("a", { class: "button primary", href: home }, "Open"),
        mayLabel &&
          element(
            "a",
            { class: mayOpen ? "button" : "button primary", href: labeling },
            mayOpen ? "Label" : "Start labeling",
          ),
      ),
    );
  }
}
