import { element } from "../dom.js";
import { LabelFilter } from "./label-filter.js";
import { option } from "./option.js";

const KEYED = 9;

/** The labels of a set, each to check or not; "None of these" is an answer, too, and leaving all unchecked is none. */
export class LabelSetAnswer {
  #boxes;
  #none;
  #filter;
  #onChange;

  constructor(project, { place, onChange }) {
    this.#onChange = onChange;
    const choices = project.labels.map((label, index) =>
      option({
        type: "checkbox", name: "part", value: label, text: label, key: index < KEYED ? String(index + 1) : null,
      }),
    );
    const none = option({ type: "checkbox", name: "none", value: "", text: "None of these", key: "0" });
    this.#boxes = choices.map((choice) => choice.querySelector("input"));
    this.#none = none.querySelector("input");
    const field = LabelFilter.field();
    this.#filter = new LabelFilter(
      field, this.#boxes.map((box, index) => ({ label: box.value, place: choices[index] })), (label) => this.#turn(label));
    place.replaceChildren(...[
      element("legend", { class: "field-name" }, "Which labels fit?"),
      this.#filter.isUseful && field,
      element("div", { class: "choices" }, ...choices, none),
    ].filter(Boolean));
    for (const box of this.#boxes) box.addEventListener("change", () => this.#changed(box));
    this.#none.addEventListener("change", () => this.#changed(this.#none));
  }

  get value() {
    if (this.#none.checked) return "[]";
    const chosen = this.#boxes.filter((box) => box.checked).map((box) => box.value);
    return chosen.length > 0 ? JSON.stringify(chosen.sort(byCodePoint)) : "";
  }

  set value(answer) {
    const chosen = answer === "" ? null : JSON.parse(answer);
    for (const box of this.#boxes) box.checked = chosen?.includes(box.value) ?? false;
    this.#none.checked = chosen?.length === 0;
  }

  get missing() {
    return "Check every label that fits, or “None of these”.";
  }

  set isLocked(isLocked) {
    for (const box of [...this.#boxes, this.#none]) box.disabled = isLocked;
  }

  show() {}

  focus() {
    if (this.#filter.isUseful) return this.#filter.focus();
    (this.#boxes.find((box) => box.checked) ?? this.#boxes[0]).focus({ preventScroll: true });
  }

  /** Checks or unchecks by a digit's key; false when no label has it. */
  press(digit) {
    const box = digit === "0" ? this.#none : this.#boxes[Number(digit) - 1];
    if (!box || box.disabled) return false;
    box.checked = !box.checked;
    box.focus({ preventScroll: true });
    this.#changed(box);
    return true;
  }

  #turn(label) {
    const box = this.#boxes.find((box) => box.value === label);
    if (box.disabled) return;
    box.checked = !box.checked;
    this.#changed(box);
  }

  #changed(box) {
    if (box === this.#none && box.checked) for (const other of this.#boxes) other.checked = false;
    if (box !== this.#none && box.checked) this.#none.checked = false;
    this.#onChange(this.value);
  }
}

/** The order of UTF-8 bytes, in which the labels of an answer are stored. */
function byCodePoint(one, other) {
  const [a, b] = [Array.from(one), Array.from(other)];
  const place = a.findIndex((letter, index) => letter !== b[index]);
  if (place < 0) return a.length - b.length;
  return place >= b.length ? 1 : a[place].codePointAt(0) - b[place].codePointAt(0);
}
