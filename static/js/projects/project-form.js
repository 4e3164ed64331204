import { byId } from "../dom.js";
import { Form } from "../form.js";

/** The dialog that creates a project. */
export class ProjectForm {
  #api;
  #created;
  #dialog = byId("project-dialog");
  #inputs = byId("project-form").elements;
  #form;

  /** @param {(project: object) => void} created */
  constructor(api, created) {
    this.#api = api;
    this.#created = created;
    this.#form = new Form(byId("project-form"), {
      submit: () => this.#create(),
      check: () => this.#mistake(),
      fields: { policy: "agree", chunking: "shortest" },
    });
    byId("project-form").addEventListener("input", () => this.#update());
    byId("project-cancel").addEventListener("click", () => this.#dialog.close());
  }

  open() {
    this.#form.clear();
    this.#update();
    this.#dialog.showModal();
  }

  get #isClassification() {
    return this.#inputs.kind.value === "classification";
  }

  get #isByWord() {
    return !this.#isClassification && this.#inputs.match.value === "word";
  }

  get #labels() {
    const lines = this.#inputs.labels.value.split("\n").map((line) => line.trim());
    return lines.filter((line) => line !== "");
  }

  #update() {
    byId("labels-field").hidden = !this.#isClassification;
    byId("match-field").hidden = this.#isClassification;
    const agree = this.#form.number("agree");
    const most = this.#form.number("most");
    byId("policy-words").textContent =
      agree >= 1 && agree <= most
        ? `A task is settled once ${agree} people ${this.#isByWord ? "agree on each word" : "gave the same answer"}. ` +
          `Up to ${most} are asked, no more than needed.`
        : "";
  }

  /** What the browser's own checks of single inputs cannot see. */
  #mistake() {
    const [agree, most] = [this.#form.number("agree"), this.#form.number("most")];
    if (agree > most) {
      return ["agree", `${agree} of ${most} can never settle; ask for at most ${most} matching votes.`];
    }
    if (this.#isClassification) {
      const labels = this.#labels;
      if (labels.length < 2) return ["labels", "Write at least two labels, one a line."];
      const twice = labels.find((label, index) => labels.indexOf(label) !== index);
      if (twice) return ["labels", `The label "${twice}" is there twice; remove one.`];
    }
    const [shortest, longest] = [this.#form.number("shortest"), this.#form.number("longest")];
    if (shortest * 2 > longest) {
      return ["shortest", `At most half the longest chunk (${longest / 2} s), or some recordings could not be cut.`];
    }
    return null;
  }

  async #create() {
    const project = await this.#api.post("/projects", {
      name: this.#form.text("name"),
      kind: this.#inputs.kind.value,
      guidelines: this.#inputs.guidelines.value.trim(),
      labels: this.#isClassification ? this.#labels : [],
      policy: `${this.#form.number("agree")}/${this.#form.number("most")}`,
      match: this.#isByWord ? "word" : "answer",
      chunking: {
        min: this.#form.number("shortest"),
        max: this.#form.number("longest"),
        pause: this.#form.number("pause"),
      },
      dispatch: { order: this.#inputs.order.value, own_uploads: this.#inputs.own.checked },
      adjudication: { experts: this.#inputs.experts.checked ? 2 : 1 },
    });
    this.#dialog.close();
    this.#created(project);
  }
}
