import { element } from "../dom.js";
import { option } from "./option.js";
import { SingleChoice } from "./single-choice.js";

const CHOICES = [["a", "A is better", "1"], ["b", "B is better", "2"], ["tie", "Neither is better", "3"]];

/** Two texts side by side, and which of them is better. */
export class PairAnswer extends SingleChoice {
  #texts = element("div", { class: "pair" });

  constructor(project, { place, onChange }) {
    super({
      place,
      question: "Which text is better?",
      className: "choices",
      options: CHOICES.map(([value, text, key]) => option({ type: "radio", name: "part", value, text, key })),
      keys: CHOICES.map(([, , key]) => key),
      onChange,
    });
    place.querySelector("legend").after(this.#texts);
  }

  get missing() {
    return "Say which text is better, or that neither is.";
  }

  show({ a, b }) {
    this.#texts.replaceChildren(
      ...[["A", a], ["B", b]].map(([name, text]) =>
        element(
          "article",
          { "aria-label": `Text ${name}` },
          element("p", { class: "field-name", "aria-hidden": "true" }, name),
          element("p", { class: "passage prose", dir: "auto" }, text),
        ),
      ),
    );
  }
}
