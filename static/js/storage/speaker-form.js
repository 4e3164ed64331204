import { byId, element } from "../dom.js";
import { Form } from "../form.js";
import { Notice } from "../notice.js";
import { Eraser } from "./eraser.js";

/** Erases what a person said or wrote, by the group under which uploads and tables name them. */
export class SpeakerForm {
  #api;
  #path;
  #form;
  #eraser;
  #notice = new Notice(byId("speaker-notice"));

  /** @param {() => Promise<object>} erased called when something went */
  constructor(api, path, erased) {
    this.#api = api;
    this.#path = path;
    this.#eraser = new Eraser(api, path);
    byId("speaker-form").hidden = false;
    this.#form = new Form(byId("speaker-form"), {
      submit: async () => {
        this.#notice.clear();
        const speaker = this.#form.text("speaker");
        const outcome = await this.#eraser.erase({ speaker }, `all of ${speaker}`);
        if (outcome === null) return;
        this.#form.clear();
        this.#notice.show("good", outcome);
        await Promise.all([erased(), this.offer()]);
      },
    });
  }

  /** Proposes the groups of the files there are; rows of tables may name more. */
  async offer() {
    const { sources } = await this.#api.get(`${this.#path}/sources`);
    const groups = new Set(sources.map((source) => source.group).filter((group) => group !== null));
    byId("speakers").replaceChildren(...[...groups].sort().map((value) => element("option", { value })));
  }
}
