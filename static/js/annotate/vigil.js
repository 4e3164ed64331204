import { byId } from "../dom.js";

const FIRST_PAUSE = 15_000;
const LONGEST_PAUSE = 120_000;

/** Waits for a new task when all are done: asks less and less often, and only while somebody could see the page. */
export class Vigil {
  #timer = 0;
  #look = null;

  constructor() {
    byId("look-again").addEventListener("click", () => this.#look?.());
    document.addEventListener("visibilitychange", () => {
      if (!document.hidden) this.#look?.();
    });
  }

  /**
   * @param {() => Promise<object | null>} take
   * @param {(served: object) => void} found called once, with the first task that `take` gave
   */
  keep(take, found) {
    let pause = FIRST_PAUSE;
    let isLooking = false;
    const plan = () => {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.#look?.(), pause);
      pause = Math.min(pause * 1.5, LONGEST_PAUSE);
    };
    this.#look = async () => {
      if (isLooking || document.hidden) return;
      isLooking = true;
      // A failed look is no news; the next one comes.
      const served = await take().catch(() => null);
      isLooking = false;
      byId("looked").textContent = `Last looked at ${new Date().toLocaleTimeString()}.`;
      if (!served) return plan();
      clearTimeout(this.#timer);
      this.#look = null;
      found(served);
    };
    plan();
  }
}
