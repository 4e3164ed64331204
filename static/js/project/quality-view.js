import { byId, element, showChanged } from "../dom.js";
import { formatCount, formatPlural, formatRate, formatShare } from "../format.js";
import { Notice } from "../notice.js";
import { ModelView } from "./model-view.js";
import { between, rate, share } from "./shares.js";
import { table } from "./table.js";

/** Krippendorff (2004): from 0.8 on labels are reliable, below 0.667 they carry no conclusions. */
const RELIABLE = 0.8;
const TENTATIVE = 0.667;

/** Why somebody is asked nothing for now. */
const PAUSED = { gold: "paused: gold", manager: "paused" };

/** How far annotators agree, and how each of them does. */
export class QualityView {
  #api;
  #path;
  #isTranscription;
  #models;
  #mayPause;
  #notice = new Notice(byId("reliability-notice"));

  /** @param {(permission: string) => boolean} may what this person may do */
  constructor(api, path, project, may) {
    this.#mayPause = may("people");
    this.#models = new ModelView(api, path, project, may("curate"));
    this.#api = api;
    this.#path = path;
    this.#isTranscription = project.kind === "transcription";
  }

  async load() {
    const quality = await this.#api.get(`${this.#path}/quality`);
    showChanged(byId("agreement"), quality.agreement, () => this.#agreement(quality.agreement));
    await this.#models.show(quality.models);
    showChanged(byId("reliability"), quality.annotators, () => this.#annotators(quality.annotators));
    return false;
  }

  #agreement(found) {
    if (found.tasks === 0) return element("p", { class: "muted" }, "No task has two answers yet.");
    const alpha = found.word_error_alpha ?? found.ordinal_alpha ?? found.nominal_alpha;
    return [
      figure(
        "Krippendorff's alpha",
        formatCoefficient(alpha.value),
        `${judgement(alpha.value)}${between(alpha.interval, formatCoefficient)}`,
        this.#isTranscription ? "by word errors: 1 is no difference, 0 as different as by chance" : "1 is full agreement, 0 chance",
      ),
      figure(
        "Pairs of answers that match",
        formatShare(found.percent.value),
        between(found.percent.interval, formatShare),
        this.#isTranscription ? "whole transcripts, normalised" : "whatever chance alone would give",
      ),
      figure(
        "Fleiss' kappa",
        formatCoefficient(found.fleiss_kappa.value),
        between(found.fleiss_kappa.interval, formatCoefficient),
        `${formatPlural(found.answers, "answer", "answers")} to ${formatPlural(found.tasks, "task", "tasks")}`,
      ),
    ];
  }

  #annotators(annotators) {
    if (annotators.length === 0) return element("p", { class: "muted" }, "Nobody has answered yet.");
    const heads = ["Name", "Answers", "Match the label", "Match the expert", "Seconds an answer"];
    heads.splice(3, 0, this.#isTranscription ? "Word error rate" : "Spammer score", "Lately");
    heads.splice(6, 0, "Right on gold");
    return table(
      heads,
      annotators.map((one) => [
        this.#name(one),
        formatCount(one.answers),
        share(one.labels),
        this.#isTranscription ? rate(one.word_error_rate) : formatCoefficient(one.spammer_score),
        lately(one),
        share(one.experts),
        share(one.gold),
        one.median_seconds === null ? "–" : one.median_seconds.toFixed(1),
      ]),
      [1, 2, 3, 4, 5, 6, 7],
    );
  }

  /** What is done about a person stands with their name, where no narrow window hides it. */
  #name(one) {
    const badge = one.paused === null ? [] : [" ", element("span", { class: "badge warn" }, PAUSED[one.paused])];
    return [one.name, ...badge, ...(this.#mayPause ? [element("div", {}, this.#pauseButton(one))] : [])];
  }

  #pauseButton({ id, name, paused }) {
    const button = element("button", { class: "button small", type: "button" }, paused === null ? "Pause" : "Let go on");
    button.setAttribute("aria-label", `${button.textContent}: ${name}`);
    button.addEventListener("click", async () => {
      button.disabled = true;
      try {
        const path = `${this.#path}/members/${id}/pause`;
        await (paused === null ? this.#api.post(path) : this.#api.delete(path));
        await this.load();
      } catch (error) {
        button.disabled = false;
        this.#notice.show("bad", error.message);
      }
    });
    return button;
  }
}

function figure(title, big, interval, hint) {
  return element(
    "div",
    { class: "card figure" },
    element("h3", {}, title),
    element("p", { class: "big" }, big),
    interval && element("p", {}, interval),
    element("p", { class: "small muted" }, hint),
  );
}

function judgement(alpha) {
  if (alpha === null) return "one label only";
  if (alpha >= RELIABLE) return "reliable";
  return alpha >= TENTATIVE ? "for tentative conclusions" : "too low to rely on";
}

function formatCoefficient(value) {
  return value === null ? "–" : value.toFixed(2);
}

/** How the last answers differ from all, where the difference is beyond chance. */
function lately({ labels, word_error_rate: words, recent }) {
  const [all, now, isLowBetter] = words
    ? [words, recent.word_error_rate, true]
    : [labels.share, recent.labels.share, false];
  if (now.value === null) return "–";
  const text = words ? formatRate(now.value) : formatShare(now.value);
  if (recent.labels.compared === labels.compared || now.interval === null) return text;
  const isAbove = now.interval.low > all.value;
  const isBelow = now.interval.high < all.value;
  if (!isAbove && !isBelow) return text;
  const isBetter = isBelow === isLowBetter;
  return [text, " ", element("span", { class: isBetter ? "better" : "worse" }, isBetter ? "better" : "worse")];
}
