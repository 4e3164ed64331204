import { element } from "./dom.js";

/** One message at a fixed place of the page; read out by screen readers when it appears. */
export class Notice {
  #place;

  /** @param {HTMLElement} place an empty element */
  constructor(place) {
    this.#place = place;
  }

  /**
   * @param {"good" | "warn" | "bad"} tone
   * @param {string} text
   * @param {{label: string, act: () => void}[]} actions buttons beside the text
   */
  show(tone, text, actions = []) {
    const buttons = actions.map(({ label, act }) =>
      element("button", { class: "button small", type: "button", on: { click: act } }, label),
    );
    const role = tone === "good" ? "status" : "alert";
    this.#place.replaceChildren(element("div", { class: `notice ${tone}`, role }, element("p", {}, text), buttons));
  }

  clear() {
    this.#place.replaceChildren();
  }
}
