import { answerWidget } from "../answers/kinds.js";
import { byId, element } from "../dom.js";

/** What the expert decides: the label, what went wrong, a note. */
export class Decision {
  #answers;
  #isChoice;
  /** For kinds whose answers are more than a text or one label. */
  #widget;
  #label = byId("label");
  #choice = byId("choice");

  constructor(project, answers) {
    this.#answers = answers;
    this.#isChoice = project.kind === "classification";
    this.#widget = answerWidget(project, { place: byId("parts"), onChange: () => this.#changed() });
    byId("parts").hidden = this.#widget === null;
    byId("label-field").hidden = this.#widget !== null;
    this.#label.hidden = this.#isChoice;
    this.#choice.hidden = !this.#isChoice;
    document.querySelector("label[for='label']").htmlFor = this.#isChoice ? "choice" : "label";
    byId("label-hint").textContent = this.#isChoice
      ? "Choose an answer above, or any label of the project here."
      : "Choose an answer above, change it here, or write another.";
    this.#choice.replaceChildren(
      element("option", { value: "" }, "–"),
      ...project.labels.map((label) => element("option", { value: label }, label)),
    );
    byId("errors").replaceChildren(
      ...project.adjudication.error_kinds.map((kind) =>
        element(
          "label",
          { class: "check" },
          element("input", { type: "checkbox", name: "error", value: kind }),
          element("span", {}, kind),
        ),
      ),
    );
    for (const field of [this.#label, this.#choice]) field.addEventListener("input", () => this.#changed());
  }

  get #field() {
    return this.#widget ?? (this.#isChoice ? this.#choice : this.#label);
  }

  /** Takes over the answer that was chosen. */
  take({ answer }) {
    this.#field.value = answer;
    byId("problem").hidden = true;
  }

  /** Takes over a label that no single person gave. */
  write(text) {
    this.#field.value = text;
    this.#changed();
  }

  edit() {
    this.#field.focus();
  }

  /** Takes a digit's key for the decision; false when it means nothing there. */
  press(digit) {
    return this.#widget?.press(digit) ?? false;
  }

  /** Makes ready for another task. */
  reset(chunk) {
    this.#widget?.show(chunk);
    this.#field.value = "";
    byId("note").value = "";
    for (const input of document.querySelectorAll("#errors input")) input.checked = false;
    byId("problem").hidden = true;
    byId("answers").querySelector("input")?.focus();
  }

  /** What goes with every act. */
  get reasons() {
    const errors = [...document.querySelectorAll("#errors input:checked")].map((input) => input.value);
    return { errors, note: byId("note").value.trim() };
  }

  /** The answer chosen as it stands, or the label written. */
  get draft() {
    const label = this.#field.value;
    if (label.trim() === "") return { problem: "Choose an answer or write the right one first." };
    const chosen = this.#answers.chosen;
    return { draft: chosen && chosen.answer === label ? { annotation: chosen.id } : { label } };
  }

  point(problem) {
    byId("problem").textContent = problem;
    byId("problem").hidden = false;
    this.#field.focus();
  }

  #changed() {
    byId("problem").hidden = true;
    if (this.#answers.chosen?.answer !== this.#field.value) this.#answers.clear();
  }
}
