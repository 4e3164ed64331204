import { byId, element, showChanged } from "../dom.js";
import { formatCount, formatPlural, formatShare } from "../format.js";
import { table } from "./table.js";

/** How far the project is, and how each annotator does. */
export class ProgressView {
  #api;
  #path;

  constructor(api, path) {
    this.#api = api;
    this.#path = path;
  }

  async load() {
    const progress = await this.#api.get(`${this.#path}/progress`);
    const { sources, annotators } = progress;
    showChanged(byId("figures"), progress, () => this.#figures(progress));
    showChanged(byId("annotators"), [annotators, sum(sources)], () => this.#annotators(annotators, sum(sources)));
    return sources.queued + sources.chunking > 0;
  }

  #figures({ sources, tasks, annotations, annotators }) {
    const all = sum(tasks);
    const active = annotators.filter((one) => one.annotations > 0);
    return [
      figure("Tasks settled", `${formatCount(tasks.settled)} of ${formatCount(all)}`, tasks, [
        "settled",
        "contested",
        "open",
        ...(tasks.discarded > 0 ? ["discarded"] : []),
      ]),
      figure("Sources cut into chunks", `${formatCount(sources.ready)} of ${formatCount(sum(sources))}`, sources, [
        "ready",
        "chunking",
        "queued",
        "failed",
      ]),
      element(
        "div",
        { class: "card figure" },
        element("h3", {}, "Answers"),
        element("p", { class: "big" }, formatCount(annotations)),
        element("p", { class: "muted" }, `by ${formatPlural(active.length, "person", "people")}`),
      ),
    ];
  }

  #annotators(annotators, sourceCount) {
    if (annotators.length === 0) {
      const text =
        sourceCount === 0
          ? ["Nothing to label yet. ", element("a", { href: "#sources" }, "Upload recordings or texts"), " first."]
          : ["Nobody has answered yet. ", element("a", { href: "#people" }, "Add people"), " and send them the link."];
      return element("p", {}, ...text);
    }
    return table(
      ["Name", "Answers", "Answered and settled", "Agreed with the quorum"],
      annotators.map((one) => [
        one.name,
        formatCount(one.annotations),
        formatCount(one.settled),
        one.settled > 0 ? `${formatCount(one.agreed)} (${formatShare(one.agreed / one.settled)})` : "–",
      ]),
      [1, 2, 3],
    );
  }
}

function sum(counts) {
  return Object.values(counts).reduce((total, count) => total + count, 0);
}

/** A number with a bar of its parts by state, and the parts in words. */
function figure(title, big, counts, states) {
  const total = sum(counts);
  const bar = element("div", { class: "parts", "aria-hidden": "true" });
  for (const state of states) {
    if (counts[state] === 0) continue;
    const part = element("span", { class: state });
    part.style.width = `${(counts[state] / total) * 100}%`;
    bar.append(part);
  }
  return element(
    "div",
    { class: "card figure" },
    element("h3", {}, title),
    element("p", { class: "big" }, big),
    bar,
    element(
      "p",
      { class: "row small" },
      states.map((state) => element("span", { class: `key ${state}` }, `${formatCount(counts[state])} ${state}`)),
    ),
  );
}
