import { byId, element, showChanged } from "../dom.js";
import { Form } from "../form.js";
import { formatCount, formatMoment, formatPlural, formatShare } from "../format.js";
import { Notice } from "../notice.js";
import { dayTable } from "./day-table.js";
import { rate, share } from "./shares.js";
import { table } from "./table.js";

/** How models do against people, and which of their predictions are labels. */
export class ModelView {
  #api;
  #path;
  #isTranscription;
  #mayAccept;
  #form;
  #notice = new Notice(byId("accept-notice"));

  constructor(api, path, project, mayAccept) {
    this.#api = api;
    this.#path = `${path}/acceptances`;
    this.#isTranscription = project.kind === "transcription";
    this.#mayAccept = mayAccept;
    byId("accept-form").hidden = !mayAccept;
    this.#form = new Form(byId("accept-form"), { submit: () => this.#accept() });
  }

  async show(models) {
    byId("models-card").hidden = models.length === 0;
    if (models.length === 0) return;
    showChanged(byId("models"), models, () => this.#table(models));
    const dated = models.filter(({ days }) => days.length > 1);
    byId("model-days-frame").hidden = dated.length === 0;
    showChanged(byId("model-days"), dated, () => dayTable(dated, this.#isTranscription));
    this.#offer(models.map(({ model }) => model));
    await this.#list();
  }

  #table(models) {
    const heads = ["Model", "Predictions", "Match the label"];
    if (this.#isTranscription) heads.push("Word error rate");
    return table(
      heads,
      models.map((one) => [
        one.model,
        formatCount(one.predictions),
        share(one.labels),
        ...(this.#isTranscription ? [rate(one.word_error_rate)] : []),
      ]),
      [1, 2, 3],
    );
  }

  #offer(names) {
    const select = byId("accept-model");
    const chosen = select.value;
    showChanged(select, names, () => names.map((name) => element("option", { value: name }, name)));
    if (names.includes(chosen)) select.value = chosen;
  }

  async #list() {
    const { acceptances } = await this.#api.get(this.#path);
    const heads = ["Accepted", "Model", "Least score", "Labels", "Checked by people", "Match on those", ""];
    showChanged(byId("acceptances"), acceptances, () =>
      acceptances.length === 0
        ? []
        : table(heads, acceptances.map((one) => this.#row(one)), [2, 3, 4, 5]),
    );
  }

  #row(one) {
    return [
      element("span", { class: "nowrap" }, formatMoment(one.created_at)),
      one.model,
      String(one.threshold),
      formatCount(one.accepted),
      `${formatCount(one.checked)} (${formatShare(one.checked_share)})`,
      share(one.labels),
      one.undone_at !== null ? "taken back" : this.#mayAccept ? this.#undo(one) : "",
    ];
  }

  #undo(one) {
    const button = element("button", { class: "button small", type: "button" }, "Take back");
    button.setAttribute("aria-label", `Take back ${formatPlural(one.accepted, "label", "labels")} of ${one.model}`);
    button.addEventListener("click", async () => {
      button.disabled = true;
      try {
        await this.#api.delete(`${this.#path}/${one.id}`);
        await this.#list();
      } catch (error) {
        button.disabled = false;
        this.#notice.show("bad", error.message);
      }
    });
    return button;
  }

  async #accept() {
    this.#notice.clear();
    const done = await this.#api.post(this.#path, {
      model: this.#form.text("model"),
      threshold: this.#form.number("threshold"),
      checked_share: this.#form.number("checked_share") / 100,
    });
    this.#notice.show(
      "good",
      `${formatPlural(done.accepted, "task has", "tasks have")} a label now; people check ` +
        `${formatPlural(done.checked, "other", "others")}.`,
    );
    await this.#list();
  }
}
