import { byId, element } from "../dom.js";
import { formatPlural } from "../format.js";

/** A transcript of which most words are decided: for each word that is not, what was given there, to choose from. */
export class WordPicker {
  #words = [];
  #chosen = [];
  #onText;

  /** @param {(text: string) => void} onText gets the transcript whenever a word is chosen and none is missing */
  constructor(onText) {
    this.#onText = onText;
  }

  /** @param {{settled: boolean, candidates: {text: string, votes: number}[]}[] | null} words */
  show(words) {
    this.#words = words ?? [];
    this.#chosen = this.#words.map(({ settled, candidates }) => (settled ? candidates[0].text : null));
    byId("words-frame").hidden = this.#missing === 0;
    byId("words").replaceChildren(...this.#words.flatMap((word, index) => [this.#place(word, index), " "]));
    this.#count();
  }

  /** How many words nothing was chosen for. */
  get #missing() {
    return this.#chosen.filter((text) => text === null).length;
  }

  #place({ settled, candidates }, index) {
    if (settled) return candidates[0].text;
    return element(
      "span",
      { class: "contested", role: "group", "aria-label": `Word ${index + 1}` },
      candidates.map(({ text, votes }) => this.#candidate(index, text, votes)),
    );
  }

  #candidate(index, text, votes) {
    const choose = ({ currentTarget }) => this.#choose(index, text, currentTarget);
    return element(
      "button",
      { class: "candidate", type: "button", "aria-pressed": "false", on: { click: choose } },
      text === "" ? element("em", {}, "no word") : text,
      element("span", { class: "count", "aria-label": formatPlural(votes, "vote", "votes") }, votes),
    );
  }

  #choose(index, text, button) {
    this.#chosen[index] = text;
    for (const other of button.parentElement.children) other.setAttribute("aria-pressed", String(other === button));
    this.#count();
    if (this.#missing === 0) this.#onText(this.#chosen.filter((word) => word !== "").join(" "));
  }

  #count() {
    const missing = this.#missing;
    byId("words-hint").textContent =
      missing === 0 ? "The decision below is made of these." : `${formatPlural(missing, "word", "words")} to choose.`;
  }
}
