import { byId, element, showChanged } from "../dom.js";
import { formatBytes } from "../format.js";
import { demands } from "../storage/rule-facts.js";

/** What the project demands of files and how much room it has, said where they are uploaded. */
export class UploadDemands {
  #api;
  #path;

  constructor(api, path) {
    this.#api = api;
    this.#path = path;
  }

  async load() {
    const storage = await this.#api.get(`${this.#path}/storage`);
    const { quota, bytes, pending_bytes: waiting } = storage;
    const room = quota === null ? [] : [`There is room for ${formatBytes(Math.max(0, quota - bytes - waiting))} more.`];
    const facts = [...demands(storage), ...room];
    byId("demands").hidden = facts.length === 0;
    showChanged(byId("demands"), facts, () => facts.map((fact) => element("li", {}, fact)));
  }
}
