import { byId } from "../dom.js";

/** Shows the section that the address names after `#`. */
export class SectionNav {
  #links = [...document.querySelectorAll(".sections a")];
  #onShow;

  /** @param {(section: string) => void} onShow */
  constructor(onShow) {
    this.#onShow = onShow;
    addEventListener("hashchange", () => this.#show(true));
    this.#show(false);
  }

  #show(byHand) {
    const asked = location.hash.slice(1);
    const link = this.#links.find((link) => link.hash === `#${asked}`);
    if (asked && !link) return;
    const current = link ?? this.#links[0];
    for (const other of this.#links) {
      byId(other.hash.slice(1)).hidden = other !== current;
      other.setAttribute("aria-current", String(other === current));
    }
    const section = current.hash.slice(1);
    if (byHand) byId(section).focus({ preventScroll: true });
    this.#onShow(section);
  }
}
