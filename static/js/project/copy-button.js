import { element } from "../dom.js";

/** A button that copies a text, also where the page came without encryption and browsers keep the clipboard shut. */
export function copyButton(text) {
  const button = element("button", { class: "button", type: "button" }, "Copy");
  button.addEventListener("click", async () => {
    const isCopied = navigator.clipboard
      ? await navigator.clipboard.writeText(text).then(() => true, () => false)
      : copyBySelection(text, button);
    button.textContent = isCopied ? "Copied" : "Select and copy it by hand";
  });
  return button;
}

function copyBySelection(text, button) {
  const field = element("textarea", { class: "visually-hidden", "aria-hidden": "true" });
  field.value = text;
  button.after(field);
  field.select();
  const isCopied = document.execCommand("copy");
  field.remove();
  button.focus();
  return isCopied;
}
