import { byId, element } from "../dom.js";
import { Form } from "../form.js";
import { Notice } from "../notice.js";
import { secretNotice } from "../secret-notice.js";
import { EVENTS } from "./events.js";

/** Adds an address, and shows the secret of its messages once; or changes one that is there. */
export class WebhookForm {
  #api;
  #path;
  #form;
  #changed;
  #place = byId("webhook-form");
  #notice = new Notice(byId("made"));
  /** The webhook that is changed, as it is known; null: a new one is made. */
  #webhook = null;

  /** @param {() => void} changed called when there is one more, or one is different */
  constructor(api, path, changed) {
    this.#api = api;
    this.#path = `${path}/webhooks`;
    this.#changed = changed;
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
    this.#form = new Form(this.#place, {
      check: () => (this.#events.length > 0 ? null : ["events", "Choose at least one thing that it hears of."]),
      submit: () => (this.#webhook === null ? this.#add() : this.#save()),
    });
    this.#place.addEventListener("input", () => this.#notice.clear());
    byId("webhook-cancel").addEventListener("click", () => this.close());
  }

  /** Shows a webhook to change. */
  edit(webhook) {
    this.#notice.clear();
    this.#turnTo(webhook);
    this.#place.scrollIntoView({ block: "nearest" });
    this.#place.elements.url.focus();
  }

  /** @param {number} [id] only if this webhook is being changed */
  close(id = this.#webhook?.id) {
    if (this.#webhook === null || this.#webhook.id !== id) return;
    this.#notice.clear();
    this.#turnTo(null);
  }

  #turnTo(webhook) {
    this.#webhook = webhook;
    this.#form.clear();
    byId("webhook-form-title").textContent = webhook === null ? "New webhook" : "Change a webhook";
    byId("webhook-save").textContent = webhook === null ? "Add webhook" : "Save";
    byId("webhook-cancel").hidden = webhook === null;
    if (webhook === null) return;
    this.#place.elements.url.value = webhook.url;
    for (const box of this.#boxes) box.checked = webhook.events.includes(box.value);
  }

  get #boxes() {
    return Array.from(this.#place.querySelectorAll("[name='event']"));
  }

  get #events() {
    return this.#boxes.filter((box) => box.checked).map((box) => box.value);
  }

  async #add() {
    const webhook = await this.#api.post(this.#path, { url: this.#form.text("url"), events: this.#events });
    this.#form.clear();
    byId("made").replaceChildren(
      secretNotice(
        `Give this secret to the program at ${webhook.url}: it tells our messages from others'. It is not shown again.`,
        webhook.secret,
      ),
    );
    this.#changed();
  }

  async #save() {
    const { id, etag } = this.#webhook;
    try {
      const { body } = await this.#api.patch(
        `${this.#path}/${id}`, { url: this.#form.text("url"), events: this.#events }, etag,
      );
      this.#turnTo(null);
      this.#notice.show("good", `Saved. Messages go to ${body.url}, with the same secret.`);
    } catch (error) {
      if (error.status !== 412) throw error;
      this.#notice.show("warn", "Somebody else has changed the webhook since you opened it.", [
        { label: "Show theirs", act: () => this.#showTheirs(id) },
      ]);
    }
    this.#changed();
  }

  async #showTheirs(id) {
    try {
      this.edit(await this.#api.get(`${this.#path}/${id}`));
    } catch (error) {
      this.#notice.show("bad", error.message);
    }
  }
}
