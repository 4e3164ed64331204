/**
 * Hears of changes to a project as they happen, while the page can be seen: a browser has few connections to a server,
 * and pages in the background would take them all.
 */
export class LiveFeed {
  #address;
  #changed;
  #source = null;

  /**
   * @param {string} path the project's address under the API
   * @param {() => void} changed called when something is different, and at the start
   */
  constructor(path, changed) {
    this.#address = `/api/v1${path}/events`;
    this.#changed = changed;
    document.addEventListener("visibilitychange", () => this.#follow());
    // A connection that is cut while the page goes away is no fault.
    addEventListener("pagehide", () => this.#source?.close());
    this.#follow();
  }

  /** Whether changes are heard of; else one has to ask. */
  get isLive() {
    return this.#source?.readyState === EventSource.OPEN;
  }

  #follow() {
    if (document.hidden) {
      this.#source?.close();
      this.#source = null;
      return;
    }
    if (this.#source && this.#source.readyState !== EventSource.CLOSED) return;
    this.#source = new EventSource(this.#address);
    for (const name of ["jobs", "progress"]) this.#source.addEventListener(name, () => this.#changed());
  }
}
