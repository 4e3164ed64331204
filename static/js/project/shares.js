import { element } from "../dom.js";
import { formatRate, formatShare } from "../format.js";

/** An interval in brackets; nothing where there is none. */
export function between(interval, format) {
  return interval === null ? "" : ` (${format(interval.low)} to ${format(interval.high)})`;
}

/** A share with its interval, and of how many it is. */
export function share({ compared, matched, share: { value, interval } }) {
  if (compared === 0) return "–";
  return [
    `${formatShare(value)} `,
    element("span", { class: "interval" }, `${between(interval, formatShare).trim()} ${matched} of ${compared}`),
  ];
}

/** An error rate with its interval. */
export function rate({ value, interval }) {
  if (value === null) return "–";
  return [formatRate(value), element("span", { class: "interval" }, between(interval, formatRate).trim())];
}
