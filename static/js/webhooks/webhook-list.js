import { confirmed } from "../confirm.js";
import { badge, byId, element, showChanged } from "../dom.js";
import { formatMoment } from "../format.js";
import { eventWords } from "./events.js";

/** The addresses that hear of the project's events. */
export class WebhookList {
  #api;
  #path;
  #notice;
  #form;
  #log;
  #changed;

  /**
   * @param {object} parts `api`, `path` of the project, `notice`, `form` (a `WebhookForm`), `log` (a `DeliveryLog`),
   *   `changed` (a listener)
   */
  constructor({ api, path, notice, form, log, changed }) {
    this.#api = api;
    this.#path = `${path}/webhooks`;
    this.#notice = notice;
    this.#form = form;
    this.#log = log;
    this.#changed = changed;
  }

  async load() {
    const { webhooks } = await this.#api.get(this.#path);
    byId("no-webhooks").hidden = webhooks.length > 0;
    showChanged(byId("webhooks"), webhooks, () => webhooks.map((webhook) => this.#item(webhook)));
    return false;
  }

  #item(webhook) {
    const { url, paused: isPaused, disabled_at: disabledAt } = webhook;
    return element(
      "li",
      {},
      element(
        "div",
        { class: "row apart" },
        element("span", { class: "address", dir: "ltr" }, url),
        badge(disabledAt !== null ? "stopped" : isPaused ? "paused" : "active"),
      ),
      element(
        "p",
        { class: "small muted" },
        `${webhook.events.map(eventWords).join(" · ")}. Since ${formatMoment(webhook.created_at)}.`,
      ),
      disabledAt !== null &&
        element(
          "p",
          { class: "small failure" },
          `Nothing is sent since ${formatMoment(disabledAt)}. ${webhook.disabled_because}`,
        ),
      element(
        "div",
        { class: "row" },
        this.#button("Messages", `Messages to ${url}`, () => this.#log.open(webhook)),
        !isPaused && this.#button("Send a test", `Send a test to ${url}`, () => this.#test(webhook)),
        this.#button("Change", `Change ${url}`, () => this.#form.edit(webhook)),
        isPaused
          ? this.#button("Resume", `Send to ${url} again`, () => this.#pause(webhook, false))
          : this.#button("Pause", `Send nothing to ${url} for now`, () => this.#pause(webhook, true)),
        this.#button("Remove", `Remove ${url}`, () => this.#remove(webhook)),
      ),
    );
  }

  #button(text, label, act) {
    return element("button", { class: "button small", type: "button", "aria-label": label, on: { click: act } }, text);
  }

  #pause({ id, url, etag, disabled_at: disabledAt }, paused) {
    const words = paused
      ? `${url} hears of nothing that happens until it is resumed. What waits for it is sent then.`
      : disabledAt === null
        ? `${url} hears of what happens from now on.`
        : `${url} hears of what happens from now on. What failed can be sent again under Messages.`;
    return this.#attempt(() => this.#api.patch(`${this.#path}/${id}`, { paused }, etag), words);
  }

  async #test(webhook) {
    await this.#attempt(
      () => this.#api.post(`${this.#path}/${webhook.id}/test`),
      `A test is on its way to ${webhook.url}; see below what becomes of it.`,
    );
    await this.#log.open(webhook);
  }

  async #remove(webhook) {
    const words = [webhook.url, "It hears of nothing more. The record of its messages and its secret are lost."];
    if (!(await confirmed("Remove this webhook?", words, "Remove"))) return;
    this.#log.close(webhook.id);
    this.#form.close(webhook.id);
    await this.#attempt(() => this.#api.delete(`${this.#path}/${webhook.id}`), `${webhook.url} is removed.`);
    byId("webhooks-title").focus();
  }

  async #attempt(act, outcome) {
    try {
      await act();
      this.#notice.show("good", outcome);
    } catch (error) {
      this.#notice.show("bad", error.message);
    }
    await this.#changed();
  }
}
