import { LabelFilter } from "../answers/label-filter.js";
import { byId, element } from "../dom.js";

const KEYED = 10;

/** The labels to choose one from: by key, by click, or in a long list by typing a part of it. */
export class ChoiceAnswer {
  #list = byId("choices");
  #filter;
  #radios;
  #onChange;

  /** @param {{labels: string[], onChange: (answer: string) => void}} options */
  constructor({ labels, onChange }) {
    this.#onChange = onChange;
    byId("choice-answer").hidden = false;
    this.#list.replaceChildren(...labels.map((label, index) => this.#choice(label, index)));
    this.#radios = [...this.#list.querySelectorAll("input")];
    this.#list.addEventListener("change", () => this.#onChange(this.value));
    const items = this.#radios.map((radio) => ({ label: radio.value, place: radio.closest("label") }));
    this.#filter = new LabelFilter(byId("choice-filter"), items, (label) => {
      this.value = label;
      this.#onChange(label);
    });
    byId("filter-field").hidden = !this.#filter.isUseful;
  }

  get value() {
    return this.#radios.find((radio) => radio.checked)?.value ?? "";
  }

  set value(label) {
    for (const radio of this.#radios) radio.checked = radio.value === label;
    this.#filter.clear();
  }

  get missing() {
    return "Choose a label first.";
  }

  set isLocked(isLocked) {
    for (const radio of this.#radios) radio.disabled = isLocked;
  }

  focus() {
    if (this.#filter.isUseful) return this.#filter.focus();
    (this.#radios.find((radio) => radio.checked) ?? this.#radios[0])?.focus({ preventScroll: true });
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
    if (document.activeElement !== byId("choice-filter")) radio.focus({ preventScroll: true });
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
}
