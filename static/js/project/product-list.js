import { badge, element } from "../dom.js";
import { formatBytes, formatPlural } from "../format.js";

const PRODUCTS = [
  { kind: "measure", format: null, name: "Report", words: "what the data holds, duplicates, leakage, agreement" },
  { kind: "export", format: "parquet", name: "Parquet", words: "for Hugging Face datasets" },
  { kind: "export", format: "webdataset", name: "WebDataset", words: "tar shards for streaming" },
  { kind: "export", format: "jsonl", name: "JSON Lines", words: "with the recordings as files" },
];

const MOST_SHOWN = 12;

/** What can be made of a version: the report and the exports, each with the state of its newest job and its files. */
export class ProductList {
  element = element("ul", { class: "products" });
  #api;
  #path;
  #mayMake;
  #changed;
  #entries;

  /**
   * @param {boolean} mayMake whether this person may have them made
   * @param {() => void} changed called when a job was queued
   */
  constructor(api, path, mayMake, changed) {
    this.#mayMake = mayMake;
    this.#api = api;
    this.#path = path;
    this.#changed = changed;
    this.#entries = PRODUCTS.map((product) => this.#entry(product));
    this.element.append(...this.#entries.map((entry) => entry.item));
  }

  /**
   * @param {object[]} jobs the version's, newest first
   * @returns whether one of them is under way
   */
  show(jobs) {
    let isBusy = false;
    for (const entry of this.#entries) {
      const job = jobs.find((job) => job.kind === entry.product.kind && job.format === entry.product.format);
      const state = job ? `${job.id} ${job.state}` : "";
      isBusy ||= job?.state === "queued" || job?.state === "running";
      if (state !== entry.state) this.#update(entry, job);
      entry.state = state;
    }
    return isBusy;
  }

  #entry(product) {
    const state = element("span", { role: "status" });
    const run = element("button", { class: "button small", type: "button" }, "Make");
    run.setAttribute("aria-label", `Make ${product.name}`);
    const result = element("div");
    const item = element(
      "li",
      {},
      element(
        "div",
        { class: "row apart" },
        element("p", {}, element("strong", {}, product.name), " ", element("span", { class: "muted" }, product.words)),
        element("div", { class: "row" }, state, this.#mayMake && run),
      ),
      result,
    );
    const entry = { product, state: null, badge: state, run, result, item };
    run.addEventListener("click", () => this.#run(entry));
    return entry;
  }

  async #run(entry) {
    entry.run.disabled = true;
    try {
      const { kind, format } = entry.product;
      if (kind === "measure") await this.#api.post(`${this.#path}/report`);
      else await this.#api.post(`${this.#path}/exports`, { format });
      this.#changed();
    } catch (error) {
      entry.run.disabled = false;
      this.#explain(entry, error.message);
    }
  }

  #update(entry, job) {
    const isUnderWay = job?.state === "queued" || job?.state === "running";
    entry.badge.replaceChildren(...(job ? [badge(job.state)] : []));
    entry.run.disabled = isUnderWay;
    entry.run.textContent = job && !isUnderWay ? "Make again" : "Make";
    entry.result.replaceChildren();
    if (job?.state === "failed" || job?.state === "cancelled") this.#explain(entry, job.failure ?? "It failed.");
    if (job?.state === "done") this.#link(entry, job);
  }

  #explain(entry, text) {
    entry.result.replaceChildren(element("p", { class: "failure small", role: "alert" }, text));
  }

  async #link(entry, job) {
    if (job.kind === "measure") {
      const report = { href: job.result, target: "_blank", rel: "noopener" };
      const data = { href: job.result.replace(/\.html$/, ".json"), download: "" };
      entry.result.replaceChildren(
        element("p", { class: "row" }, element("a", report, "Open the report"), element("a", data, "As JSON")),
      );
      return;
    }
    try {
      const manifest = await this.#api.get(`${this.#path}/exports/${job.format}`);
      entry.result.replaceChildren(fileList(manifest, job.result));
    } catch (error) {
      this.#explain(entry, error.message);
    }
  }
}

function fileList(manifest, folder) {
  const address = (path) => folder + path.split("/").map(encodeURIComponent).join("/");
  const link = (path, note) =>
    element("li", {}, element("a", { href: address(path), download: "" }, path), ` ${note}`);
  const shards = manifest.shards.map((shard) =>
    link(shard.path, `${formatPlural(shard.rows, "row", "rows")}, ${formatBytes(shard.bytes)}`),
  );
  const files = manifest.files.map((file) => link(file.path, formatBytes(file.bytes)));
  const rows = formatPlural(manifest.rows, "row", "rows");
  const count = formatPlural(manifest.shards.length, "shard", "shards");
  return element(
    "details",
    { open: shards.length + files.length <= MOST_SHOWN },
    element("summary", {}, `${rows} in ${count}, ${formatBytes(manifest.bytes)}`),
    element("ul", { class: "files" }, shards, files, link("manifest.json", "every file with its SHA-256")),
  );
}
