const SHORTEST_WAIT = 2_000;
const LONGEST_REST = 10 * 60_000;

/**
 * Keeps the hold on a task while somebody works on it: renewed when half of its time has gone.
 *
 * Nobody at the page for ten minutes means that it is let go, so that the task is not kept from others.
 *
 * Events: `lost` (the hold has ended, `detail` says why), `unreachable` and `reached` (the server).
 */
export class Lease extends EventTarget {
  #api;
  #assignment = null;
  #timer = 0;
  #isAway = false;
  #lastSign = Date.now();

  constructor(api) {
    super();
    this.#api = api;
    for (const event of ["pointerdown", "keydown", "input"]) {
      document.addEventListener(event, () => (this.#lastSign = Date.now()), { capture: true, passive: true });
    }
    document.addEventListener("visibilitychange", () => {
      if (!document.hidden && this.#assignment) this.#renewSoon(0);
    });
  }

  /** @param {{id: number, expires_at: string}} assignment */
  hold(assignment) {
    this.#assignment = assignment;
    this.#isAway = false;
    this.#renewSoon(this.#remaining / 2);
  }

  letGo() {
    this.#assignment = null;
    clearTimeout(this.#timer);
  }

  get #remaining() {
    return Date.parse(this.#assignment.expires_at) - this.#api.now;
  }

  #renewSoon(wait) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#renew(), Math.max(wait, wait === 0 ? 0 : SHORTEST_WAIT));
  }

  async #renew() {
    const assignment = this.#assignment;
    if (!assignment) return;
    if (Date.now() - this.#lastSign > LONGEST_REST) return this.#rest();
    try {
      const renewed = await this.#api.post(`/assignments/${assignment.id}/heartbeat`);
      if (this.#assignment !== assignment) return;
      this.#assignment = renewed.assignment;
      if (this.#isAway) this.dispatchEvent(new Event("reached"));
      this.#isAway = false;
      this.#renewSoon(this.#remaining / 2);
    } catch (error) {
      if (this.#assignment === assignment) this.#failed(error);
    }
  }

  #failed(error) {
    if (!error.isTemporary) return this.#lose(error.message);
    if (this.#remaining <= 0) return this.#lose("The server was out of reach for too long.");
    this.#isAway = true;
    this.dispatchEvent(new CustomEvent("unreachable", { detail: error.message }));
    this.#renewSoon(Math.min(this.#remaining / 2, 15_000));
  }

  #rest() {
    if (this.#remaining <= 0) this.#lose("Nothing happened here for a while.");
    else this.#renewSoon(this.#remaining + 1_000);
  }

  #lose(reason) {
    this.letGo();
    this.dispatchEvent(new CustomEvent("lost", { detail: reason }));
  }
}
