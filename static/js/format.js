/** Numbers, sizes and times as people read them. */
const count = new Intl.NumberFormat("en");
const percent = new Intl.NumberFormat("en", { style: "percent", maximumFractionDigits: 0 });
const tenths = new Intl.NumberFormat("en", {
  style: "percent",
  minimumFractionDigits: 1,
  maximumFractionDigits: 1,
});
const moment = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" });

export function formatCount(value) {
  return count.format(value);
}

/** `one` or `many` after the number. */
export function formatPlural(value, one, many) {
  return `${count.format(value)} ${value === 1 ? one : many}`;
}

export function formatShare(value) {
  return percent.format(value);
}

/** With a decimal, for shares that are small. */
export function formatRate(value) {
  return tenths.format(value);
}

export function formatMoment(text) {
  const date = new Date(text);
  return Number.isNaN(date.getTime()) ? text : moment.format(date);
}

export function formatBytes(bytes) {
  const units = ["bytes", "kB", "MB", "GB", "TB"];
  let value = bytes;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${unit === 0 ? value : value.toFixed(value < 10 ? 1 : 0)} ${units[unit]}`;
}

/** `1:05.2`, in hours too where there are any. */
export function formatSeconds(seconds, digits = 1) {
  const rounded = Number(seconds.toFixed(digits));
  const hours = Math.floor(rounded / 3600);
  const minutes = Math.floor((rounded % 3600) / 60);
  const rest = (rounded % 60).toFixed(digits).padStart(digits > 0 ? 3 + digits : 2, "0");
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, "0")}:${rest}` : `${minutes}:${rest}`;
}
