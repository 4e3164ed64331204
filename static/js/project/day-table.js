import { element } from "../dom.js";
import { formatCount, formatRate, formatShare } from "../format.js";
import { table } from "./table.js";

const day = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeZone: "UTC" });

/** What came in of each model day by day, each beside its first day. */
export function dayTable(models, isTranscription) {
  return table(
    ["Model", "Day", "Predictions", "Mean score", "Label mix", isTranscription ? "Word error rate" : "Match the label"],
    models.flatMap(({ model, days }) =>
      days.map((one) => [
        model,
        day.format(new Date(one.day)),
        formatCount(one.predictions),
        one.mean_score === null ? "–" : one.mean_score.toFixed(3),
        one.label_shift === null ? "–" : one.label_shift.toFixed(2),
        ...[isTranscription ? errors(one, days[0]) : matches(one, days[0])],
      ]),
    ),
    [2, 3, 4, 5],
  );
}

function matches({ labels }, first) {
  if (labels.compared === 0) return "–";
  return marked(formatShare(labels.share.value), labels.share, first.labels.share.value, false);
}

function errors({ word_error_rate: rate }, first) {
  if (rate.value === null) return "–";
  return marked(formatRate(rate.value), rate, first.word_error_rate.value, true);
}

/** The text, marked where the first day's value lies outside the interval. */
function marked(text, { interval }, first, isLowBetter) {
  if (interval === null || first === null) return text;
  const isAbove = interval.low > first;
  const isBelow = interval.high < first;
  if (!isAbove && !isBelow) return text;
  const isBetter = isBelow === isLowBetter;
  return [text, " ", element("span", { class: isBetter ? "better" : "worse" }, isBetter ? "better" : "worse")];
}
