import { answerText } from "../answers/kinds.js";
import { badge, element } from "../dom.js";
import { formatSeconds } from "../format.js";
import { contestedWords } from "./contested-words.js";
import { differingWords } from "./word-difference.js";

/** What became of a model's answer that somebody was shown to begin with. */
const SUGGESTION = { kept: " · as suggested", changed: " · changed the suggestion" };

/** A task with its recording or text, its label and everybody's answers side by side. */
export function taskCard(task, kind) {
  const { chunk, consensus, annotations } = task;
  return element(
    "article",
    { class: "card task", "aria-label": `Task ${task.id}` },
    element("div", { class: "row apart" }, element("p", { class: "small muted" }, place(task)), badge(task.state)),
    chunk.text === null
      ? element("audio", { controls: true, preload: "none", src: `/api/v1/tasks/${task.id}/audio` })
      : chunk.text !== "" && element("p", { class: "passage prose", dir: "auto" }, chunk.text),
    chunk.a !== null && [["A", chunk.a], ["B", chunk.b]].map(([name, text]) =>
      element("p", { class: "passage prose", dir: "auto" }, element("strong", {}, `${name} `), text),
    ),
    consensus && element("p", { class: "label", dir: "auto" }, answerText(kind, consensus.label, chunk)),
    !consensus && task.words?.length > 0 && contestedWords(task.words),
    element("p", { class: "small muted" }, task.reason),
    annotations.length > 0 &&
      element(
        "ul",
        { class: "votes", "aria-label": "Answers" },
        annotations.map((annotation) =>
          element(
            "li",
            {},
            element("p", { class: "who" }, annotation.annotator, SUGGESTION[annotation.suggestion] ?? "", annotation.set_aside ? " · set aside" : ""),
            element("p", { dir: "auto" }, givenText(annotation.answer, task, kind)),
          ),
        ),
      ),
  );
}

function place({ id, chunk }) {
  const span = chunk.start === null ? "" : `, ${formatSeconds(chunk.start)} to ${formatSeconds(chunk.end)}`;
  const cut = chunk.cut === "forced" ? ", cut where no pause was" : "";
  return `Task ${id} · ${chunk.filename}, chunk ${chunk.ordinal + 1}${span}${cut}`;
}

/** The answer, with what differs from the label marked. */
function givenText(answer, { consensus, chunk }, kind) {
  if (!consensus || kind !== "transcription") return [answerText(kind, answer, chunk)];
  return differingWords(answer, consensus.label).map(({ text, differs }) =>
    differs ? element("mark", {}, text) : text,
  );
}
