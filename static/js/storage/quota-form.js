import { byId } from "../dom.js";
import { Form } from "../form.js";
import { Notice } from "../notice.js";

/** Limits the bytes of a project's uploads; for admins of the service. */
export class QuotaForm {
  #form;
  #notice = new Notice(byId("quota-notice"));

  /** @param {() => Promise<object>} changed called when there is another quota; gives what is kept and by what rules */
  constructor(api, path, changed) {
    byId("quota-form").hidden = false;
    this.#form = new Form(byId("quota-form"), {
      submit: async () => {
        this.#notice.clear();
        await api.put(`${path}/storage/quota`, { bytes: this.#bytes });
        this.show(await changed());
        this.#notice.show("good", "Saved.");
      },
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
