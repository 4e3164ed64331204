import { byId } from "../dom.js";

/** The field for a transcript; as high as its text. */
export class TranscriptAnswer {
  #field = byId("transcript");
  #onChange;

  /** @param {{onChange: (answer: string) => void}} options */
  constructor({ onChange }) {
    this.#onChange = onChange;
    byId("transcript-answer").hidden = false;
    this.#field.addEventListener("input", () => this.#changed());
    byId("silence").addEventListener("click", () => this.#insert("[silence]"));
  }

  get value() {
    return this.#field.value.trim();
  }

  set value(text) {
    this.#field.value = text;
    this.#grow();
  }

  /** What to do when there is no answer. */
  get missing() {
    return "Write what you hear. If nobody speaks, write [silence].";
  }

  set isLocked(isLocked) {
    this.#field.readOnly = isLocked;
  }

  focus() {
    this.#field.focus();
    this.#field.setSelectionRange(this.#field.value.length, this.#field.value.length);
  }

  #insert(text) {
    if (this.#field.readOnly) return;
    this.#field.focus();
    this.#field.setRangeText(text, this.#field.selectionStart, this.#field.selectionEnd, "end");
    this.#changed();
  }

  #changed() {
    this.#grow();
    this.#onChange(this.value);
  }

  #grow() {
    this.#field.style.height = "auto";
    this.#field.style.height = `${this.#field.scrollHeight + 2}px`;
  }
}
