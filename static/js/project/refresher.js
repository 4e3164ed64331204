const BUSY_PAUSE = 1_500;
const CALM_PAUSE = 8_000;
/** Where changes are heard of, looking without a reason is for what nobody tells of. */
const FED_PAUSE = 60_000;
const SHORTEST_PAUSE = 1_000;

/**
 * Keeps the section that is shown up to date: whenever a change is heard of; else often while something is under way,
 * seldom otherwise; not at all while nobody can see the page.
 */
export class Refresher {
  #views;
  #always;
  #notice;
  #section = null;
  #timer = 0;
  #isUnreachable = false;
  #lastLook = 0;
  /** Whether a change was heard of since the last look began; that look may have missed it. */
  #isStale = false;
  /** Whether changes are heard of; else the section is looked at every few seconds. */
  isFed = () => false;

  /**
   * @param {Record<string, {load: () => Promise<boolean>}>} views `load` tells whether something is under way
   * @param {{load: () => Promise<boolean>}} always the view that is shown beside every section
   */
  constructor(views, always, notice) {
    this.#views = views;
    this.#always = always;
    this.#notice = notice;
    document.addEventListener("visibilitychange", () => {
      if (!document.hidden) this.now();
    });
  }

  show(section) {
    this.#section = section;
    this.now();
  }

  /** Looks soon: many changes at once are one. */
  soon() {
    this.#isStale = true;
    clearTimeout(this.#timer);
    const pause = Math.max(0, this.#lastLook + SHORTEST_PAUSE - performance.now());
    this.#timer = setTimeout(() => this.now(), pause);
  }

  async now() {
    this.#lastLook = performance.now();
    this.#isStale = false;
    clearTimeout(this.#timer);
    const section = this.#section;
    if (!section) return;
    let isBusy = false;
    try {
      const both = await Promise.all([this.#views[section].load(), this.#always.load()]);
      isBusy = both.some((one) => one);
      if (this.#isUnreachable) this.#notice.clear();
      this.#isUnreachable = false;
    } catch (error) {
      this.#isUnreachable = true;
      this.#notice.show("bad", error.message, [{ label: "Try again", act: () => this.now() }]);
    }
    if (section !== this.#section || document.hidden || this.#isStale) return;
    clearTimeout(this.#timer);
    const pause = this.isFed() ? FED_PAUSE : isBusy ? BUSY_PAUSE : CALM_PAUSE;
    this.#timer = setTimeout(() => this.now(), pause);
  }
}
