import { KINDS } from "../answers/kinds.js";
import { byId } from "../dom.js";
import { Form } from "../form.js";
import { Notice } from "../notice.js";

/** The settings of a project, to look at and to change while people work. */
export class SettingsForm {
  #api;
  #path;
  #changed;
  #inputs = byId("settings-form").elements;
  #form;
  #notice = new Notice(byId("settings-notice"));
  /** What the inputs said before anybody wrote, and the tag of that state. */
  #known = null;
  #tag = null;

  /** @param {(project: object) => void} changed called with the project as it is then */
  constructor(api, path, changed) {
    this.#api = api;
    this.#path = path;
    this.#changed = changed;
    this.#form = new Form(byId("settings-form"), {
      submit: () => this.#save(),
      check: () => this.#mistake(),
      fields: {
        policy: "agree", chunking: "shortest", dispatch: "order", adjudication: "error_kinds", gold: "gold_rate",
      },
    });
  }

  /** Reads the settings when the section is opened; what somebody is writing is left alone. */
  async load() {
    if (this.#known === null || JSON.stringify(this.#patch()) === "{}") await this.#read();
    return false;
  }

  async #read() {
    const { body, tag } = await this.#api.getTagged(this.#path);
    if (tag === this.#tag) return;
    this.#know(body, tag);
  }

  #know(project, tag) {
    this.#tag = tag;
    this.#form.clear();
    const inputs = this.#inputs;
    const [agree, most] = project.policy.split("/");
    const { chunking, dispatch, adjudication, gold } = project;
    inputs.name.value = project.name;
    inputs.guidelines.value = project.guidelines;
    byId("settings-labels-field").hidden = !KINDS[project.kind].labels;
    inputs.labels.value = project.labels.join("\n");
    inputs.agree.value = agree;
    inputs.most.value = most;
    inputs.order.value = dispatch.order;
    inputs.own.checked = dispatch.own_uploads;
    inputs.prefill.checked = dispatch.prefill;
    inputs.experts.checked = adjudication.experts === 2;
    inputs.error_kinds.value = adjudication.error_kinds.join("\n");
    inputs.gold_rate.value = percent(gold.rate);
    inputs.gold_accuracy.value = gold.min_accuracy === null ? "" : percent(gold.min_accuracy);
    inputs.gold_answers.value = gold.min_answers;
    inputs.gold_feedback.checked = gold.feedback;
    inputs.shortest.value = chunking.min;
    inputs.longest.value = chunking.max;
    inputs.pause.value = chunking.pause;
    this.#known = this.#settings;
  }

  /** What the inputs say, in the form of a project. */
  get #settings() {
    const inputs = this.#inputs;
    const least = this.#form.text("gold_accuracy");
    return {
      name: this.#form.text("name"),
      guidelines: inputs.guidelines.value,
      labels: lines(inputs.labels.value),
      policy: `${this.#form.number("agree")}/${this.#form.number("most")}`,
      chunking: {
        min: this.#form.number("shortest"),
        max: this.#form.number("longest"),
        pause: this.#form.number("pause"),
      },
      dispatch: { order: inputs.order.value, own_uploads: inputs.own.checked, prefill: inputs.prefill.checked },
      adjudication: { experts: inputs.experts.checked ? 2 : 1, error_kinds: lines(inputs.error_kinds.value) },
      gold: {
        rate: this.#form.number("gold_rate") / 100,
        feedback: inputs.gold_feedback.checked,
        min_accuracy: least === "" ? null : Number(least) / 100,
        min_answers: this.#form.number("gold_answers"),
      },
    };
  }

  /** What differs from what is known, as a merge patch. */
  #patch() {
    return difference(this.#known, this.#settings);
  }

  #mistake() {
    const [agree, most] = [this.#form.number("agree"), this.#form.number("most")];
    if (agree > most) {
      return ["agree", `${agree} of ${most} can never settle; ask for at most ${most} matching votes.`];
    }
    return null;
  }

  async #save() {
    this.#notice.clear();
    const patch = this.#patch();
    if (Object.keys(patch).length === 0) return this.#notice.show("good", "Nothing is different.");
    try {
      const { body, tag } = await this.#api.patch(this.#path, patch, this.#tag);
      this.#know(body, tag);
      this.#changed(body);
    } catch (error) {
      if (error.status !== 412) throw error;
      return this.#notice.show("warn", "Somebody else has changed the settings since you opened them.", [
        { label: "Show theirs", act: () => this.#showTheirs() },
      ]);
    }
    this.#notice.show("good", "Saved.");
  }

  async #showTheirs() {
    this.#notice.clear();
    try {
      await this.#read();
    } catch (error) {
      this.#notice.show("bad", error.message);
    }
  }
}

function lines(text) {
  return text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
}

/** A share in percent without the noise of binary fractions. */
function percent(share) {
  return Number((share * 100).toFixed(6));
}

/** The members of `next` that are not the same in `known`; of objects, their members likewise. */
function difference(known, next) {
  const patch = {};
  for (const [name, value] of Object.entries(next)) {
    if (value !== null && typeof value === "object" && !Array.isArray(value)) {
      const inner = difference(known[name], value);
      if (Object.keys(inner).length > 0) patch[name] = inner;
    } else if (JSON.stringify(value) !== JSON.stringify(known[name])) {
      patch[name] = value;
    }
  }
  return patch;
}
