import { element } from "../dom.js";

/** One of several options. */
export class SingleChoice {
  #radios;
  #keys;
  #onChange;

  /**
   * @param {object} parts `place`, `question`, `className`, `options` (of `option`), `keys` (the digit of each, or null),
   *   `onChange`
   */
  constructor({ place, question, className, options, keys, onChange }) {
    this.#keys = keys;
    this.#onChange = onChange;
    this.#radios = options.map((choice) => choice.querySelector("input"));
    place.replaceChildren(
      element("legend", { class: "field-name" }, question),
      element("div", { class: className }, ...options),
    );
    for (const radio of this.#radios) radio.addEventListener("change", () => onChange(this.value));
  }

  get value() {
    return this.#radios.find((radio) => radio.checked)?.value ?? "";
  }

  set value(answer) {
    for (const radio of this.#radios) radio.checked = radio.value === answer;
  }

  set isLocked(isLocked) {
    for (const radio of this.#radios) radio.disabled = isLocked;
  }

  show() {}

  focus() {
    (this.#radios.find((radio) => radio.checked) ?? this.#radios[0]).focus({ preventScroll: true });
  }

  /** Chooses by a digit's key; false when no option has it. */
  press(digit) {
    const radio = this.#radios[this.#keys.indexOf(digit)];
    if (!radio || radio.disabled) return false;
    radio.checked = true;
    radio.focus({ preventScroll: true });
    this.#onChange(this.value);
    return true;
  }
}
