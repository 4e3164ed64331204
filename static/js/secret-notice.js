import { element } from "./dom.js";
import { copyButton } from "./project/copy-button.js";

/** What the server tells once and never again, with a button to copy it. */
export function secretNotice(words, secret) {
  return element(
    "div",
    { class: "notice good" },
    element(
      "div",
      { class: "stack tight" },
      element("p", {}, words),
      element("p", {}, element("code", { class: "secret" }, secret)),
    ),
    copyButton(secret),
  );
}
