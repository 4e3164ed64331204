import { badge, byId, element, showChanged } from "../dom.js";
import { formatPlural, formatShare } from "../format.js";

const NAMES = { chunk: "Cutting", measure: "Report", export: "Export" };

/** What the server is at for this project, with a way to end each; hidden when that is nothing. */
export class JobList {
  #api;
  #path;
  #mayCancel;
  #changed;

  /**
   * @param {boolean} mayCancel whether this person may end jobs
   * @param {() => void} changed called when one was cancelled
   */
  constructor(api, path, mayCancel, changed) {
    this.#api = api;
    this.#path = path;
    this.#mayCancel = mayCancel;
    this.#changed = changed;
  }

  async load() {
    const [running, queued] = await Promise.all(
      ["running", "queued"].map((state) => this.#api.get(`${this.#path}/jobs?state=${state}&limit=1000`)),
    );
    return this.#show(running.jobs.toReversed(), queued.jobs.toReversed());
  }

  #show(running, queued) {
    byId("jobs-card").hidden = running.length + queued.length === 0;
    showChanged(byId("jobs"), running, () => running.map((job) => this.#item(job)));
    showChanged(byId("jobs-waiting"), queued, () => this.#waiting(queued));
    return running.length + queued.length > 0;
  }

  #item(job) {
    const name = describe(job);
    const share = job.progress > 0 ? { value: job.progress } : {};
    return element(
      "li",
      {},
      element(
        "div",
        { class: "row apart" },
        element("span", {}, badge(job.stage ?? job.state), ` ${name}`, job.attempt > 1 && `, attempt ${job.attempt}`),
        element("span", { class: "row" }, job.progress > 0 && formatShare(job.progress), this.#cancelButton([job], name)),
      ),
      element("progress", { max: 1, ...share, "aria-label": name }),
    );
  }

  #waiting(jobs) {
    if (jobs.length === 0) return [];
    const words = jobs.length === 1 ? `${describe(jobs[0])} waits` : `${formatPlural(jobs.length, "job", "jobs")} wait`;
    const reason = jobs.find((job) => job.failure)?.failure;
    return element(
      "div",
      { class: "row apart" },
      element("p", { class: "muted small" }, `${words}.${reason ? ` Tried again: ${reason}` : ""}`),
      this.#cancelButton(jobs, words),
    );
  }

  #cancelButton(jobs, name) {
    if (!this.#mayCancel) return null;
    const button = element("button", { class: "button small", type: "button", "aria-label": `Cancel: ${name}` }, "Cancel");
    button.addEventListener("click", () => this.#cancel(jobs, button));
    return button;
  }

  async #cancel(jobs, button) {
    button.disabled = true;
    for (const job of jobs) {
      try {
        await this.#api.delete(`${this.#path}/jobs/${job.id}`);
      } catch (error) {
        // It has ended by itself meanwhile.
        if (error.status !== 409) throw error;
      }
    }
    this.#changed();
  }
}

function describe(job) {
  if (job.kind === "chunk") return `${NAMES.chunk} source ${job.source}`;
  return `${NAMES[job.kind]} of ${job.version}${job.format ? ` as ${job.format}` : ""}`;
}
