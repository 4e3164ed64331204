import { element } from "../dom.js";

/** A label to check, with its key, as a large target. */
export function option({ type, name, value, text, key = null }) {
  return element(
    "label",
    { class: "label-choice" },
    element("input", { type, name, value }),
    element("span", { dir: "auto" }, text),
    key !== null && element("kbd", { "aria-hidden": "true" }, key),
  );
}
