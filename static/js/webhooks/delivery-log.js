import { badge, byId, element, showChanged } from "../dom.js";
import { formatMoment, formatPlural } from "../format.js";
import { Notice } from "../notice.js";
import { table } from "../project/table.js";
import { eventWords } from "./events.js";

/** What was sent to one webhook, page by page, and what became of it. */
export class DeliveryLog {
  #api;
  #path;
  #changed;
  #notice = new Notice(byId("log-notice"));
  /** The webhook whose messages are shown; null: none. */
  #webhook = null;
  /** Messages before this one are shown; null: the newest. */
  #before = null;
  #next = null;
  /** Numbers of the messages whose content is open. */
  #opened = new Set();

  /** @param {() => Promise<void>} changed called when another page is to be shown, or a message is sent again */
  constructor(api, path, changed) {
    this.#api = api;
    this.#path = `${path}/webhooks`;
    this.#changed = changed;
    byId("close-log").addEventListener("click", () => {
      this.close();
      byId("webhooks-title").focus();
    });
    byId("newest").addEventListener("click", () => this.#turn(null));
    byId("older").addEventListener("click", () => this.#turn(this.#next));
  }

  async open(webhook) {
    this.#webhook = webhook;
    this.#before = null;
    this.#notice.clear();
    byId("log-title").textContent = `Messages to ${webhook.url}`;
    byId("log").hidden = true;
    await this.#changed();
    byId("log").hidden = false;
    byId("log-title").focus();
  }

  /** @param {number} [id] closes only the log of this webhook */
  close(id = this.#webhook?.id) {
    if (this.#webhook?.id !== id) return;
    this.#webhook = null;
    byId("log").hidden = true;
  }

  /** @returns {Promise<boolean>} whether a message waits to be sent */
  async load() {
    const webhook = this.#webhook;
    if (webhook === null) return false;
    const query = this.#before === null ? "" : `?before=${this.#before}`;
    const { deliveries, next } = await this.#api.get(`${this.#path}/${webhook.id}/deliveries${query}`);
    if (webhook !== this.#webhook) return false;
    this.#next = next;
    byId("newest").disabled = this.#before === null;
    byId("older").disabled = next === null;
    byId("log-pages").hidden = this.#before === null && next === null;
    showChanged(byId("deliveries"), [webhook.id, deliveries], () =>
      deliveries.length === 0
        ? element("p", {}, "Nothing was sent yet. Messages stand here once something happens that it hears of.")
        : table(["Event", "State", "Answer", "When", ""], deliveries.map((delivery) => this.#row(delivery))),
    );
    return deliveries.some((delivery) => delivery.state === "pending");
  }

  async #turn(before) {
    this.#before = before;
    await this.#changed();
    byId("log-title").focus();
  }

  #row(delivery) {
    const { id, event, state, attempts, status, failure } = delivery;
    const isWaiting = state === "pending" && attempts > 0;
    const when = (words, moment) => element("div", { class: "nowrap" }, `${words}${formatMoment(moment)}`);
    return [
      [element("div", { class: "nowrap" }, eventWords(event)), this.#content(delivery)],
      [
        badge(state),
        attempts > 0 && element("div", { class: "small muted nowrap" }, formatPlural(attempts, "attempt", "attempts")),
      ],
      element("div", { class: "detail small" }, failure ?? (status === null ? "–" : `Taken with ${status}.`)),
      [
        when("", delivery.created_at),
        isWaiting && element("div", { class: "small muted" }, when("next try ", delivery.due_at)),
      ],
      state === "pending" && !isWaiting ? "" : this.#resendButton(id, isWaiting ? "Send now" : "Send again"),
    ];
  }

  #resendButton(id, words) {
    const button = element("button", { class: "button small nowrap", type: "button" }, words);
    button.setAttribute("aria-label", `${words}: message ${id}`);
    button.addEventListener("click", () => this.#resend(id));
    return button;
  }

  #content({ id, payload }) {
    const toggled = (event) => (event.target.open ? this.#opened.add(id) : this.#opened.delete(id));
    return element(
      "details",
      { class: "small", open: this.#opened.has(id), on: { toggle: toggled } },
      element("summary", {}, `Message ${id}`),
      element("pre", { class: "payload", tabindex: 0, dir: "ltr" }, JSON.stringify(JSON.parse(payload), null, 2)),
    );
  }

  async #resend(id) {
    try {
      await this.#api.post(`${this.#path}/${this.#webhook.id}/deliveries/${id}/redelivery`);
      this.#notice.show("good", `Message ${id} is being sent.`);
    } catch (error) {
      this.#notice.show("bad", error.message);
    }
    await this.#changed();
  }
}
