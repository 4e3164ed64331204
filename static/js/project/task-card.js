import { badge, element } from "../dom.js";
import { formatPlural, formatSeconds, formatShare } from "../format.js";
import { differingWords } from "./word-difference.js";

/** A task with its recording or text, its label and everybody's answers side by side. */
export function taskCard(task, kind) {
  const { chunk, consensus, annotations } = task;
  return element(
    "article",
    { class: "card task", "aria-label": `Task ${task.id}` },
    element("div", { class: "row apart" }, element("p", { class: "small muted" }, place(task)), badge(task.state)),
    chunk.text === null
      ? element("audio", { controls: true, preload: "none", src: `/api/v1/tasks/${task.id}/audio` })
      : element("p", { class: "passage prose", dir: "auto" }, chunk.text),
    consensus && element("p", { class: "label", dir: "auto" }, consensus.label),
    element("p", { class: "small muted" }, standing(task)),
    annotations.length > 0 &&
      element(
        "ul",
        { class: "votes", "aria-label": "Answers" },
        annotations.map((annotation) =>
          element(
            "li",
            {},
            element("p", { class: "who" }, annotation.annotator),
            element("p", { dir: "auto" }, answerText(annotation.answer, consensus, kind)),
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

function standing({ consensus, annotations, state }) {
  if (consensus) {
    const { support, votes, agreement, method } = consensus;
    if (method === "adjudicated") {
      return `Decided by an expert; ${support} of ${formatPlural(votes, "answer", "answers")} match`;
    }
    return `${support} of ${formatPlural(votes, "answer", "answers")} match, agreement ${formatShare(agreement)}`;
  }
  if (state === "discarded") return "An expert took it out of what is labeled.";
  if (state === "contested") return "The answers can no longer reach the quorum.";
  if (annotations.length === 0) return "Nobody has answered yet.";
  return `${formatPlural(annotations.length, "answer", "answers")} so far`;
}

/** The answer, with what differs from the label marked. */
function answerText(answer, consensus, kind) {
  if (!consensus || kind === "classification") return [answer];
  return differingWords(answer, consensus.label).map(({ text, differs }) =>
    differs ? element("mark", {}, text) : text,
  );
}
