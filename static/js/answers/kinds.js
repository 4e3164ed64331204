import { formatCount } from "../format.js";
import { LabelSetAnswer } from "./label-set-answer.js";
import { PairAnswer } from "./pair-answer.js";
import { RatingAnswer } from "./rating-answer.js";
import { SpanAnswer } from "./span-answer.js";

/** The kinds of task: their names, what people do, and what the labels of each are for. */
export const KINDS = {
  transcription: { name: "Transcription", labels: false },
  classification: { name: "Classification", labels: true },
  multilabel: { name: "Several labels", labels: true },
  rating: { name: "Rating", labels: false },
  span: { name: "Spans", labels: true },
  pairwise: { name: "Comparison", labels: false },
};

/** How many labels are told by name. */
const NAMED = 8;

const WIDGETS = { multilabel: LabelSetAnswer, rating: RatingAnswer, span: SpanAnswer, pairwise: PairAnswer };

/** A project's kind and what is chosen from, in one line. */
export function describeKind(project) {
  const { name, labels } = KINDS[project.kind];
  if (labels) {
    return project.labels.length > NAMED
      ? `${name} with ${formatCount(project.labels.length)} labels`
      : `${name}: ${project.labels.join(", ")}`;
  }
  return project.scale ? `${name} from ${project.scale.lowest} to ${project.scale.highest}` : name;
}

/** When a task of the project is decided, in words that go on after "a task". */
export function settling({ policy, match, tolerance }) {
  const [agree, most] = policy.split("/");
  const parts = { word: "each word", label: "each label", overlap: "each marked part" }[match];
  if (parts) return `settles when ${parts} has ${agree} of at most ${most} votes`;
  return match === "median" && tolerance > 0
    ? `settles when ${agree} of at most ${most} ratings lie within ${tolerance} of one another`
    : `settles when ${agree} of at most ${most} answers match`;
}

/**
 * What to give answers of a project with, for kinds whose answers are more than a text or one label; null for the others.
 *
 * Each has `value`, the answer as it is stored or "" while there is none; `missing`, what to do then; `show(chunk)`,
 * `focus()`, `press(digit)` and `isLocked`.
 *
 * @param {object} project
 * @param {{place: HTMLElement, onChange: (answer: string) => void}} options
 */
export function answerWidget(project, options) {
  const Widget = WIDGETS[project.kind];
  return Widget ? new Widget(project, options) : null;
}

/** An answer as a person reads it; `chunk` is what it is about, where that is known. */
export function answerText(kind, answer, chunk = {}) {
  switch (kind) {
    case "multilabel": return JSON.parse(answer).join(", ") || "none of the labels";
    case "pairwise": return { a: "A is better", b: "B is better", tie: "Neither is better" }[answer] ?? answer;
    case "span": return spansText(JSON.parse(answer), chunk.text ?? "");
    default: return answer;
  }
}

function spansText(spans, text) {
  const letters = Array.from(text);
  const words = ({ start, end }) => (text === "" ? `${start} to ${end}` : `“${letters.slice(start, end).join("")}”`);
  const parts = spans.map((span) => `${words(span)} ${span.label}`);
  return parts.join("; ") || "nothing marked";
}
