import { confirmed } from "../confirm.js";
import { badge, byId, element, showChanged } from "../dom.js";
import { formatMoment } from "../format.js";
import { eventWords } from "./events.js";

/** The addresses that hear of the project's events. */
export class WebhookList {
  #api;
  #path;
  #notice;
  #log;
  #changed;

  /** @param {object} parts `api`, `path` of the project, `notice`, `log` (a `DeliveryLog`), `changed` (a listener) */
  constructor({ api, path, notice, log, changed }) {
    this.#api = api;
    this.#path = `${path}/webhooks`;
    this.#notice = notice;
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
    const isStopped = webhook.disabled_at !== null;
    return element(
      "li",
      {},
      element(
        "div",
        { class: "row apart" },
        element("span", { class: "address", dir: "ltr" }, webhook.url),
        badge(isStopped ? "stopped" : "active"),
      ),
      element(
        "p",
        { class: "small muted" },
        `${webhook.events.map(eventWords).join(" · ")}. Since ${formatMoment(webhook.created_at)}.`,
      ),
      isStopped &&
        element(
          "p",
          { class: "small failure" },
          `Nothing is sent since ${formatMoment(webhook.disabled_at)}. ${webhook.disabled_because}`,
        ),
      element(
        "div",
        { class: "row" },
        this.#button("Messages", `Messages to ${webhook.url}`, () => this.#log.open(webhook)),
        isStopped && this.#button("Resume", `Send to ${webhook.url} again`, () => this.#resume(webhook)),
        this.#button("Remove", `Remove ${webhook.url}`, () => this.#remove(webhook)),
      ),
    );
  }

  #button(text, label, act) {
    return element("button", { class: "button small", type: "button", "aria-label": label, on: { click: act } }, text);
  }

  #resume(webhook) {
    return this.#attempt(
      () => this.#api.post(`${this.#path}/${webhook.id}/enabling`),
      `${webhook.url} hears of what happens from now on. What failed can be sent again under Messages.`,
    );
  }

  async #remove(webhook) {
    const words = [webhook.url, "It hears of nothing more. The record of its messages and its secret are lost."];
    if (!(await confirmed("Remove this webhook?", words, "Remove"))) return;
    this.#log.close(webhook.id);
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
