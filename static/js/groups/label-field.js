import { answerWidget } from "../answers/kinds.js";
import { byId, element } from "../dom.js";

/** Where the label of a whole group is given, as the project's kind of task asks for it. */
export class LabelField {
  #field;
  #widget;

  constructor(project) {
    const isChoice = project.kind === "classification";
    this.#widget = answerWidget(project, { place: byId("parts"), onChange: () => {} });
    byId("parts").hidden = this.#widget === null;
    byId("label-field").hidden = this.#widget !== null;
    byId("label").hidden = isChoice;
    byId("choice").hidden = !isChoice;
    document.querySelector("label[for='label']").htmlFor = isChoice ? "choice" : "label";
    byId("choice").replaceChildren(
      element("option", { value: "" }, "–"),
      ...project.labels.map((label) => element("option", { value: label }, label)),
    );
    this.#field = this.#widget ?? byId(isChoice ? "choice" : "label");
  }

  /** The label as it is stored; "" while there is none. */
  get value() {
    return this.#field.value;
  }

  /**
   * Makes ready for a group.
   *
   * @param {object | undefined} chunk what its first task is about
   * @param {string} label what to begin with
   */
  show(chunk, label) {
    if (chunk) this.#widget?.show(chunk);
    this.#field.value = label;
    byId("note").value = "";
  }
}
