import { element } from "./dom.js";

/**
 * Asks before something that cannot be undone; the safe answer has the focus, and Escape gives it too.
 *
 * @param {string} title the question
 * @param {(string | Node)[]} words what would happen, a paragraph each
 * @param {string} act what the button that does it says
 * @returns {Promise<boolean>} whether it is to be done
 */
export function confirmed(title, words, act) {
  const dialog = element(
    "dialog",
    { "aria-labelledby": "confirm-title" },
    element(
      "form",
      { class: "stack", method: "dialog" },
      element("h2", { id: "confirm-title", dir: "auto" }, title),
      words.map((one) => element("p", { dir: "auto" }, one)),
      element(
        "div",
        { class: "row" },
        element("button", { class: "button danger", value: "yes" }, act),
        element("button", { class: "button", autofocus: true }, "Cancel"),
      ),
    ),
  );
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((resolve) =>
    dialog.addEventListener("close", () => {
      resolve(dialog.returnValue === "yes");
      dialog.remove();
    }),
  );
}
