import { byId, element, showChanged } from "../dom.js";
import { Form } from "../form.js";
import { formatCount, formatMoment, formatPlural, formatShare } from "../format.js";
import { Notice } from "../notice.js";
import { ProductList } from "./product-list.js";

/** Frozen versions, and what is made of each. */
export class VersionsView {
  #api;
  #path;
  #form;
  #notice = new Notice(byId("version-notice"));
  #cards = new Map();
  #mayMake;

  /** @param {boolean} mayMake whether this person may have reports and exports made */
  constructor(api, path, mayMake) {
    this.#api = api;
    this.#path = path;
    this.#mayMake = mayMake;
    this.#form = new Form(byId("freeze-form"), {
      submit: () => this.#freeze(),
      check: () => this.#mistake(),
      fields: { ratios: "train" },
    });
  }

  async load() {
    const [{ versions }, { jobs }] = await Promise.all([
      this.#api.get(`${this.#path}/versions`),
      this.#api.get(`${this.#path}/jobs?limit=1000`),
    ]);
    showChanged(byId("version-list"), versions, () =>
      versions.length === 0
        ? element("p", { class: "muted" }, "No version yet.")
        : versions.toReversed().map((version) => this.#card(version)),
    );
    for (const version of versions) this.#tellErased(version);
    const states = versions.map((version) =>
      this.#cards.get(version.name).products.show(jobs.filter((job) => job.version === version.name)),
    );
    return states.some((isBusy) => isBusy);
  }

  /** The card of a version, made once: what a person has opened in it stays open. */
  #card(version) {
    const known = this.#cards.get(version.name);
    if (known) return known.card;
    const products = new ProductList(this.#api, `${this.#path}/versions/${version.name}`, this.#mayMake, () =>
      this.load(),
    );
    const { train, validation, test } = version.ratios;
    const erased = element("p", { class: "small failure", hidden: true });
    const card = element(
      "article",
      { class: "card stack", "aria-label": `Version ${version.name}` },
      element(
        "div",
        { class: "stack tight" },
        element("h3", {}, `${version.name}: ${formatPlural(version.examples, "example", "examples")}`),
        element(
          "p",
          { class: "small muted" },
          `Frozen ${formatMoment(version.created_at)}; train ${formatShare(train)}, validation ` +
            `${formatShare(validation)}, test ${formatShare(test)}; digest `,
          element("code", { title: version.digest }, version.digest.slice(0, 12)),
        ),
        erased,
      ),
      products.element,
    );
    this.#cards.set(version.name, { card, products, erased });
    return card;
  }

  /** All that changes of a version: what is gone of it, at the wish of those concerned or by the project's rules. */
  #tellErased({ name, erased: count }) {
    const { erased } = this.#cards.get(name);
    erased.hidden = count === 0;
    erased.textContent =
      count === 1
        ? "1 example was erased since; reports and exports lack it."
        : `${formatCount(count)} examples were erased since; reports and exports lack them.`;
  }

  #mistake() {
    const total = ["train", "validation", "test"].reduce((sum, name) => sum + this.#form.number(name), 0);
    if (Math.abs(total - 100) > 1e-6) return ["train", `The three shares make ${formatCount(total)} %, not 100 %.`];
    return this.#form.number("train") > 0 ? null : ["train", "Train needs a share above 0."];
  }

  async #freeze() {
    this.#notice.clear();
    const share = (name) => this.#form.number(name) / 100;
    const version = await this.#api.post(`${this.#path}/versions`, {
      ratios: { train: share("train"), validation: share("validation"), test: share("test") },
      seed: this.#form.number("seed"),
    });
    if (this.#cards.has(version.name)) {
      this.#notice.show("good", `Nothing has changed since ${version.name}: it holds exactly these examples.`);
    } else {
      const examples = formatPlural(version.examples, "example", "examples");
      this.#notice.show("good", `${version.name} is frozen with ${examples}. Measure or export it below.`);
    }
    await this.load();
  }
}
