import { byId, element } from "../dom.js";
import { Form } from "../form.js";
import { secretNotice } from "../secret-notice.js";
import { EVENTS } from "./events.js";

/** Adds an address, and shows the secret of its messages once. */
export class WebhookForm {
  #api;
  #path;
  #form;
  #added;

  /** @param {() => void} added called when there is one more */
  constructor(api, path, added) {
    this.#api = api;
    this.#path = path;
    this.#added = added;
    byId("webhook-events").append(
      ...Object.entries(EVENTS).map(([event, words]) =>
        element(
          "label",
          { class: "check" },
          element("input", { type: "checkbox", name: "event", value: event }),
          element("span", {}, words, " ", element("code", { class: "muted" }, event)),
        ),
      ),
    );
    this.#form = new Form(byId("webhook-form"), {
      check: () => (this.#events.length > 0 ? null : ["events", "Choose at least one thing that it hears of."]),
      submit: () => this.#add(),
    });
  }

  get #events() {
    const chosen = byId("webhook-form").querySelectorAll("[name='event']:checked");
    return Array.from(chosen, (box) => box.value);
  }

  async #add() {
    const webhook = await this.#api.post(`${this.#path}/webhooks`, {
      url: this.#form.text("url"),
      events: this.#events,
    });
    this.#form.clear();
    byId("made").replaceChildren(
      secretNotice(
        `Give this secret to the program at ${webhook.url}: it tells our messages from others'. It is not shown again.`,
        webhook.secret,
      ),
    );
    this.#added();
  }
}
