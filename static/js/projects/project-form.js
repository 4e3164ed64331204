import { KINDS } from "../answers/kinds.js";
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
      fields: { policy: "agree", chunking: "shortest", scale: "highest" },
    });
    byId("project-form").addEventListener("input", () => this.#update());
    byId("project-cancel").addEventListener("click", () => this.#dialog.close());
  }

  open() {
    this.#form.clear();
    this.#update();
    this.#dialog.showModal();
  }

  get #kind() {
    return this.#inputs.kind.value;
  }

  get #hasLabels() {
    return KINDS[this.#kind].labels;
  }

  get #isByWord() {
    return this.#kind === "transcription" && this.#inputs.match.value === "word";
  }

  get #labels() {
    const lines = this.#inputs.labels.value.split("\n").map((line) => line.trim());
    return lines.filter((line) => line !== "");
  }

  #update() {
    byId("labels-field").hidden = !this.#hasLabels;
    byId("labels-hint").textContent =
      this.#kind === "classification"
        ? "At least two. The first ten get the keys 1 to 9 and 0."
        : "At least one. The first nine get the keys 1 to 9.";
    byId("scale-field").hidden = this.#kind !== "rating";
    byId("overlap-field").hidden = this.#kind !== "span";
    byId("match-field").hidden = this.#kind !== "transcription";
    const agree = this.#form.number("agree");
    const most = this.#form.number("most");
    byId("policy-words").textContent =
      agree >= 1 && agree <= most
        ? `A task is settled once ${agree} people ${this.#agreement}. ` +
          `Up to ${most} are asked, no more than needed.`
        : "";
  }

  get #agreement() {
    switch (this.#kind) {
      case "transcription": return this.#isByWord ? "agree on each word" : "gave the same answer";
      case "multilabel": return "agree on each label";
      case "span": return "agree on each marked part";
      case "rating": return this.#form.number("tolerance") > 0 ? "gave ratings close together" : "gave the same rating";
      default: return "gave the same answer";
    }
  }

  /** What the browser's own checks of single inputs cannot see. */
  #mistake() {
    const [agree, most] = [this.#form.number("agree"), this.#form.number("most")];
    if (agree > most) {
      return ["agree", `${agree} of ${most} can never settle; ask for at most ${most} matching votes.`];
    }
    if (this.#kind === "rating" && this.#form.number("lowest") >= this.#form.number("highest")) {
      return ["highest", "The highest rating must be above the lowest."];
    }
    if (this.#hasLabels) {
      const labels = this.#labels;
      const fewest = this.#kind === "classification" ? 2 : 1;
      if (labels.length < fewest) {
        return ["labels", `Write at least ${fewest === 2 ? "two labels" : "one label"}, one a line.`];
      }
      const twice = labels.find((label, index) => labels.indexOf(label) !== index);
      if (twice) return ["labels", `The label "${twice}" is there twice; remove one.`];
    }
    const [shortest, longest] = [this.#form.number("shortest"), this.#form.number("longest")];
    if (shortest * 2 > longest) {
      return ["shortest", `At most half the longest chunk (${longest / 2} s), or some recordings could not be cut.`];
    }
    return null;
  }

  /** What answers match by, where the kind leaves a choice. */
  get #matching() {
    switch (this.#kind) {
      case "transcription": return { match: this.#isByWord ? "word" : "answer" };
      case "rating": {
        const scale = { lowest: this.#form.number("lowest"), highest: this.#form.number("highest") };
        return { scale, tolerance: this.#form.number("tolerance") };
      }
      case "span": return { overlap: Number(this.#inputs.overlap.value) };
      default: return {};
    }
  }

  get #gold() {
    const least = this.#form.text("gold_accuracy");
    return {
      rate: this.#form.number("gold_rate") / 100,
      feedback: this.#inputs.gold_feedback.checked,
      min_accuracy: least === "" ? null : Number(least) / 100,
      min_answers: this.#form.number("gold_answers"),
    };
  }

  async #create() {
    const project = await this.#api.post("/projects", {
      name: this.#form.text("name"),
      kind: this.#kind,
      guidelines: this.#inputs.guidelines.value.trim(),
      labels: this.#hasLabels ? this.#labels : [],
      ...this.#matching,
      policy: `${this.#form.number("agree")}/${this.#form.number("most")}`,
      chunking: {
        min: this.#form.number("shortest"),
        max: this.#form.number("longest"),
        pause: this.#form.number("pause"),
      },
      dispatch: { order: this.#inputs.order.value, own_uploads: this.#inputs.own.checked, prefill: this.#inputs.prefill.checked },
      gold: this.#gold,
      adjudication: { experts: this.#inputs.experts.checked ? 2 : 1 },
    });
    this.#dialog.close();
    this.#created(project);
  }
}
