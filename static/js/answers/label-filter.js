import { element } from "../dom.js";

const SHORT = 12;

/** A field that narrows a long list of labels to those that hold what is typed; Enter takes the first that is left. */
export class LabelFilter {
  /** Whether the list is long enough to need it. */
  isUseful;
  #input;
  #items;

  /**
   * @param {HTMLInputElement} input
   * @param {{label: string, place: HTMLElement}[]} items what is hidden and shown for each label
   * @param {(label: string) => void} take
   */
  constructor(input, items, take) {
    this.#input = input;
    this.#items = items;
    this.isUseful = items.length > SHORT;
    input.addEventListener("input", () => this.#narrow());
    input.addEventListener("keydown", (event) => {
      // With an empty filter Enter submits.
      if (event.key !== "Enter" || event.ctrlKey || input.value.trim() === "") return;
      event.preventDefault();
      event.stopPropagation();
      const first = items.find(({ place }) => !place.hidden);
      if (!first) return;
      this.clear();
      take(first.label);
    });
  }

  /** The field with its name, for answers that bring their own. */
  static field() {
    return element("input", {
      class: "input", type: "search", autocomplete: "off", placeholder: "Find a label", "aria-label": "Find a label",
    });
  }

  clear() {
    this.#input.value = "";
    this.#narrow();
  }

  focus() {
    this.#input.focus({ preventScroll: true });
  }

  #narrow() {
    const part = this.#input.value.trim().toLocaleLowerCase();
    for (const { label, place } of this.#items) place.hidden = !label.toLocaleLowerCase().includes(part);
  }
}
