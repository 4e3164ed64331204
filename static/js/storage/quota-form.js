import { byId } from "../dom.js";
import { Form } from "../form.js";
import { Notice } from "../notice.js";

/** Limits the bytes of a project's uploads; for admins of the service. */
export class QuotaForm {
  #form;
  #notice = new Notice(byId("quota-notice"));

  /** @param {KnownRules} known */
  constructor(known) {
    byId("quota-form").hidden = false;
    known.add(this);
    this.#form = new Form(byId("quota-form"), {
      submit: () => known.save(this, "quota", { bytes: this.#bytes }, this.#notice),
    });
  }

  /** @returns {number | null} null: no limit */
  get #bytes() {
    if (this.#form.text("bytes") === "") return null;
    return Math.round(this.#form.number("bytes") * Number(byId("quota-unit").value));
  }

  show({ quota }) {
    const units = Array.from(byId("quota-unit").options, (option) => Number(option.value));
    const unit = units.findLast((unit) => quota >= unit) ?? units[quota === null ? 1 : 0];
    byId("quota-unit").value = String(unit);
    byId("quota-amount").value = quota === null ? "" : String(quota / unit);
  }
}
