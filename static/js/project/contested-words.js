import { element } from "../dom.js";

/**
 * A transcript of which some words are undecided: there, what was given instead of one word, with its votes.
 *
 * @param {{settled: boolean, candidates: {text: string, votes: number}[]}[]} words
 */
export function contestedWords(words) {
  return element("p", { class: "label", dir: "auto" }, words.flatMap((word) => [place(word), " "]));
}

function place({ settled, candidates }) {
  if (settled) return candidates[0].text;
  return element(
    "span",
    { class: "contested-word", role: "group", "aria-label": "Contested word" },
    candidates.map(({ text, votes }) =>
      element(
        "span",
        { class: "candidate" },
        text === "" ? element("em", {}, "no word") : text,
        element("span", { class: "count", "aria-label": votes === 1 ? "1 vote" : `${votes} votes` }, votes),
      ),
    ),
  );
}
