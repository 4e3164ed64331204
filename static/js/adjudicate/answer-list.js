import { answerText } from "../answers/kinds.js";
import { byId, element } from "../dom.js";
import { alignWords, isContested } from "./alignment.js";

/** The answers to a task below one another, to choose from; the words on which they differ are marked. */
export class AnswerList {
  #place = byId("answers");
  #annotations = [];
  /** An answer as a person reads it. */
  #read = (answer) => answer;
  #onChoose;

  /** @param {(annotation: {id: number, answer: string}) => void} onChoose */
  constructor(onChoose) {
    this.#onChoose = onChoose;
  }

  /** @param {string} kind of the project; only transcripts are compared word by word */
  show({ annotations, chunk }, kind) {
    this.#annotations = annotations;
    this.#read = (answer) => answerText(kind, answer, chunk);
    byId("answers-name").textContent = kind === "transcription" ? "Answers, marked where they differ" : "Answers";
    const slots = kind === "transcription" ? alignWords(annotations.map(({ answer }) => answer)) : null;
    this.#place.replaceChildren(...annotations.map((annotation, index) => this.#row(annotation, index, slots)));
  }

  /** The answer chosen, if it is one. */
  get chosen() {
    const input = this.#place.querySelector("input:checked");
    return input ? this.#annotations[Number(input.value)] : null;
  }

  choose(index) {
    const input = this.#place.querySelectorAll("input")[index];
    if (!input) return;
    input.checked = true;
    input.focus();
    this.#onChoose(this.#annotations[index]);
  }

  clear() {
    for (const input of this.#place.querySelectorAll("input")) input.checked = false;
  }

  #row(annotation, index, slots) {
    return element(
      "label",
      { class: "answer" },
      element("input", { type: "radio", name: "answer", value: index, on: { change: () => this.choose(index) } }),
      element("span", { class: "words", dir: "auto" }, words(this.#read(annotation.answer), index, slots)),
      element("span", { class: "who" }, annotation.annotator),
      index < 9 && element("kbd", { "aria-hidden": "true" }, String(index + 1)),
    );
  }
}

function words(answer, index, slots) {
  if (!slots) return [answer];
  return slots.flatMap((slot) => {
    const word = slot[index];
    if (!isContested(slot)) return [word, " "];
    if (word !== null) return [element("mark", {}, word), " "];
    return [element("mark", { class: "gap", title: "nothing here", role: "img", "aria-label": "nothing" }, "–"), " "];
  });
}
