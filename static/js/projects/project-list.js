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
      : "No project yet. The person who leads yours will create one.";
  }

  #card(project) {
    const labeling = `/annotate/${project.id}`;
    const home = this.#session.isAdmin ? `/projects/${project.id}` : labeling;
    const kind =
      project.kind === "classification"
        ? `Classification, ${formatPlural(project.labels.length, "label", "labels")}`
        : "Transcription";
    return element(
      "li",
      { class: "card" },
      element(
        "div",
        { class: "stack tight" },
        element("h2", { dir: "auto" }, element("a", { href: home }, project.name)),
        element("p", { class: "muted small" }, `${kind} · since ${formatMoment(project.created_at)}`),
        this.#session.isAdmin &&
          element("p", { class: "small" }, settling(project)),
      ),
      element(
        "div",
        { class: "row" },
        this.#session.isAdmin && element("a", { class: "button primary", href: home }, "Open"),
        element(
          "a",
          { class: this.#session.isAdmin ? "button" : "button primary", href: labeling },
          this.#session.isAdmin ? "Label" : "Start labeling",
        ),
      ),
    );
  }
}

function settling({ policy, match }) {
  const [agree, most] = policy.split("/");
  return match === "word"
    ? `Settles when each word has ${agree} of at most ${most} votes.`
    : `Settles when ${agree} of at most ${most} answers match.`;
}
