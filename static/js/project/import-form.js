import { byId } from "../dom.js";
import { Form } from "../form.js";
import { formatPlural } from "../format.js";

/** Imports tables of items, predictions and past answers. */
export class ImportForm {
  #api;
  #path;
  #kind;
  #arrived;
  #inputs = byId("import-form").elements;
  #form;

  /** @param {() => void} arrived called after each file that was imported */
  constructor(api, path, project, arrived) {
    this.#api = api;
    this.#path = path;
    this.#kind = project.kind;
    this.#arrived = arrived;
    // Recordings are uploaded.
    if (project.kind === "transcription") this.#inputs.as.options[0].remove();
    this.#form = new Form(byId("import-form"), { submit: () => this.#send() });
    byId("import-as").addEventListener("change", () => this.#update());
    this.#update();
  }

  #update() {
    const subject = this.#inputs.as.value;
    byId("import-model-field").hidden = subject === "annotations" || subject === "gold";
    byId("import-columns").textContent = this.#columns(subject);
  }

  #columns(subject) {
    switch (subject) {
      case "predictions": return "Columns id (or task) and label; if there are such, score (0 to 1) and model.";
      case "annotations": return "Columns id (or task), annotator and label; if there is such, at.";
      case "gold": return "Columns id (or task) and label. Such tasks try people, and stay out of the data.";
      default: {
        const texts = this.#kind === "pairwise" ? "Columns a and b" : "Column text";
        return `${texts}; if there are such, id, group, prediction, score and model.`;
      }
    }
  }

  async #send() {
    const [file] = this.#inputs.filename.files;
    const query = new URLSearchParams({ filename: file.name, as: this.#inputs.as.value });
    const model = this.#form.text("model");
    if (model && !byId("import-model-field").hidden) query.set("model", model);
    const [bar, outcome] = [byId("import-progress"), byId("import-outcome")];
    outcome.hidden = true;
    bar.hidden = false;
    bar.value = 0;
    try {
      const found = await this.#api.upload(`${this.#path}/imports?${query}`, file, (share) => {
        // Sent; how long the rows take is not known.
        if (share < 1) bar.value = share;
        else bar.removeAttribute("value");
      });
      outcome.textContent = `${file.name}: ${describe(found)}.`;
      outcome.hidden = false;
      this.#inputs.filename.value = "";
      this.#arrived();
    } finally {
      bar.hidden = true;
    }
  }
}

function describe(found) {
  const parts = [];
  for (const [one, many, added, present] of [
    ["item", "items", found.items, found.items_present],
    ["prediction", "predictions", found.predictions, found.predictions_present],
    ["answer", "answers", found.annotations, found.annotations_present],
    ["gold answer", "gold answers", found.gold, found.gold_present],
  ]) {
    if (added + present === 0) continue;
    parts.push(`${formatPlural(added, one, many)} added${present > 0 ? `, ${present} there already` : ""}`);
  }
  if (found.people > 0) parts.push(`${formatPlural(found.people, "account", "accounts")} made that nobody can log in to`);
  if (found.settled > 0) parts.push(`${formatPlural(found.settled, "task", "tasks")} settled`);
  return parts.join("; ") || "nothing to add";
}
