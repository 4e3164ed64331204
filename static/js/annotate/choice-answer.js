import { byId, element } from "../dom.js";

const KEYED = 10;
const FILTERED = 12;

/** The labels to choose one from: by key, by click, or in a long list by typing a part of it. */
export class ChoiceAnswer {
  #list = byId("choices");
  #filter = byId("choice-filter");
  #radios;
  #onChange;

  /** @param {{labels: string[], onChange: (answer: string) => void}} options */
  constructor({ labels, onChange }) {
    this.#onChange = onChange;
    byId("choice-answer").hidden = false;
    byId("filter-field").hidden = labels.length <= FILTERED;
    this.#list.replaceChildren(...labels.map((label, index) => this.#choice(label, index)));
    this.#radios = [...this.#list.querySelectorAll("input")];
    this.#list.addEventListener("change", () => this.#onChange(this.value));
    this.#filter.addEventListener("input", () => this.#narrow());
    this.#filter.addEventListener("keydown", (event) => this.#takeFirst(event));
  }

  get value() {
    return this.#radios.find((radio) => radio.checked)?.value ?? "";
  }

  set value(label) {
    for (const radio of this.#radios) radio.checked = radio.value === label;
    this.#filter.value = "";
    this.#narrow();
  }

  get missing() {
    return "Choose a label first.";
  }

  set isLocked(isLocked) {
    for (const radio of this.#radios) radio.disabled = isLocked;
  }

  focus() {
    const start = byId("filter-field").hidden
      ? (this.#radios.find((radio) => radio.checked) ?? this.#radios[0])
      : this.#filter;
    start?.focus({ preventScroll: true });
  }

  /** Chooses by a digit's key; false when no label has it. */
  press(digit) {
    const radio = this.#radios[(Number(digit) + 9) % 10];
    if (!radio || radio.disabled) return false;
    this.#choose(radio);
    return true;
  }

  #choose(radio) {
    radio.checked = true;
    if (document.activeElement !== this.#filter) radio.focus({ preventScroll: true });
    this.#onChange(this.value);
  }

  #choice(label, index) {
    return element(
      "label",
      { class: "label-choice" },
      element("input", { type: "radio", name: "label", value: label }),
      element("span", { dir: "auto" }, label),
      index < KEYED && element("kbd", { "aria-hidden": "true" }, String((index + 1) % 10)),
    );
  }

  #narrow() {
    const part = this.#filter.value.trim().toLocaleLowerCase();
    for (const radio of this.#radios) {
      radio.closest("label").hidden = !radio.value.toLocaleLowerCase().includes(part);
    }
  }

  /** Enter in the filter takes the first label that is left; with an empty filter it submits. */
  #takeFirst(event) {
    if (event.key !== "Enter" || event.ctrlKey || this.#filter.value.trim() === "") return;
    event.preventDefault();
    event.stopPropagation();
    const first = this.#radios.find((radio) => !radio.closest("label").hidden);
    if (!first) return;
    this.value = first.value;
    this.#onChange(this.value);
  }
}
