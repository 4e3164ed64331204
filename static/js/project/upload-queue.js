import { byId, element } from "../dom.js";
import { formatBytes, formatShare } from "../format.js";
import { TusUpload } from "../uploads/tus-upload.js";

const DETAILS = ["group", "language", "licence", "consent"];
const AT_ONCE = 2;

/** Sends files that were dropped or chosen, a few at once, each with its own progress and its own error. */
export class UploadQueue {
  #api;
  #path;
  #arrived;
  #waiting = [];
  #running = 0;
  #list = byId("uploads");

  /** @param {() => void} arrived called after each file that the server took */
  constructor(api, path, arrived) {
    this.#api = api;
    this.#path = path;
    this.#arrived = arrived;
    const drop = byId("drop");
    byId("upload-form").addEventListener("submit", (event) => event.preventDefault());
    byId("files").addEventListener("change", (event) => {
      this.#add(event.target.files);
      event.target.value = "";
    });
    drop.addEventListener("dragover", (event) => {
      event.preventDefault();
      drop.classList.add("over");
    });
    drop.addEventListener("dragleave", (event) => {
      if (!drop.contains(event.relatedTarget)) drop.classList.remove("over");
    });
    drop.addEventListener("drop", (event) => {
      event.preventDefault();
      drop.classList.remove("over");
      this.#add(event.dataTransfer.files);
    });
    addEventListener("beforeunload", (event) => {
      if (this.#running > 0) event.preventDefault();
    });
  }

  #add(files) {
    const details = Object.fromEntries(DETAILS.map((name) => [name, byId(name).value.trim()]));
    for (const file of files) this.#waiting.push(this.#entry(file, details));
    this.#startSome();
  }

  #entry(file, details) {
    const status = element("span", { class: "small muted" }, "waiting");
    const bar = element("progress", { max: 1, value: 0, "aria-label": `Upload of ${file.name}` });
    const problem = element("div", { role: "alert" });
    const item = element(
      "li",
      {},
      element("div", { class: "row apart" }, element("span", {}, `${file.name}, ${formatBytes(file.size)}`), status),
      bar,
      problem,
    );
    this.#list.append(item);
    return { file, details, status, bar, problem };
  }

  #startSome() {
    while (this.#running < AT_ONCE && this.#waiting.length > 0) this.#send(this.#waiting.shift());
  }

  async #send(entry) {
    this.#running += 1;
    entry.problem.replaceChildren();
    try {
      await this.#upload(entry).send();
      entry.bar.value = 1;
      entry.status.textContent = "uploaded";
      this.#arrived();
    } catch (error) {
      entry.status.textContent = "not uploaded";
      entry.bar.value = 0;
      this.#explain(entry, error);
    }
    this.#running -= 1;
    this.#startSome();
  }

  #explain(entry, error) {
    const again = () => {
      this.#waiting.push(entry);
      this.#startSome();
    };
    entry.problem.replaceChildren(
      element(
        "div",
        { class: "row" },
        element("p", { class: "failure small" }, error.message),
        error.isTemporary &&
          element("button", { class: "button small", type: "button", on: { click: again } }, "Try again"),
      ),
    );
  }

  #upload({ file, details, bar, status }) {
    const said = Object.fromEntries(Object.entries(details).filter(([, value]) => value !== ""));
    return new TusUpload(this.#api.address(`${this.#path}/uploads`), file, said, {
      onProgress: (share) => {
        bar.value = share;
        status.textContent = share < 1 ? formatShare(share) : "being stored";
      },
      onWaiting: () => (status.textContent = "connection lost; trying again"),
      onLoggedOut: () => this.#api.loggedOut(),
    });
  }
}
