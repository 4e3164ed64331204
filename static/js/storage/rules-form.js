import { byId } from "../dom.js";
import { Form } from "../form.js";
import { Notice } from "../notice.js";

/** What files a project takes, and how long it keeps them, to change. */
export class RulesForm {
  #inputs = byId("rules-form").elements;
  #form;
  #notice = new Notice(byId("rules-notice"));

  /** @param {KnownRules} known */
  constructor(known) {
    byId("rules-form").hidden = false;
    known.add(this);
    this.#form = new Form(byId("rules-form"), {
      fields: { retention: "media_days" },
      submit: () => known.save(this, "rules", this.#rules, this.#notice),
    });
  }

  get #rules() {
    const days = (name) => (this.#form.text(name) === "" ? null : this.#form.number(name));
    return {
      types: this.#form.text("types").split(/[\s,;]+/).filter((type) => type !== ""),
      needs_consent: this.#inputs.consent.checked,
      needs_licence: this.#inputs.licence.checked,
      retention: {
        media_days: days("media_days"),
        media_after: this.#inputs.media_after.value,
        draft_days: days("draft_days"),
      },
    };
  }

  show({ types, needs_consent: needsConsent, needs_licence: needsLicence, retention }) {
    this.#inputs.types.value = types.join(", ");
    this.#inputs.consent.checked = needsConsent;
    this.#inputs.licence.checked = needsLicence;
    this.#inputs.media_days.value = retention.media_days ?? "";
    this.#inputs.media_after.value = retention.media_after;
    this.#inputs.draft_days.value = retention.draft_days ?? "";
  }
}
