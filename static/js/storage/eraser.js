import { confirmed } from "../confirm.js";
import { formatPlural } from "../format.js";

/** Takes away a file, or what a person said or wrote, once somebody has seen how much that is and agreed. */
export class Eraser {
  #api;
  #path;

  constructor(api, path) {
    this.#api = api;
    this.#path = `${path}/erasures`;
  }

  /**
   * @param {{source: number} | {speaker: string}} subject
   * @param {string} name what people call it
   * @returns {Promise<string | null>} what was erased, in words; null when they did not agree
   * @throws {APIError} as when there is nothing of the subject
   */
  async erase(subject, name) {
    const holdings = await this.#api.post(this.#path, subject);
    const words = [`Gone will be: ${amount(holdings)}.`, "Nothing of it can be had back."];
    if (holdings.examples > 0) {
      words.push("Versions will say how many examples they lack. Their reports and exports go; make them anew.");
    }
    if (!(await confirmed(`Erase ${name}?`, words, "Erase"))) return null;
    return `Erased: ${amount(await this.#api.post(this.#path, { ...subject, confirm: true }))}.`;
  }
}

/** How much an erasure takes or took, in words. */
export function amount({ sources, chunks, answers, predictions, examples }) {
  const parts = [
    [sources, "file", "files"],
    [chunks, "task", "tasks"],
    [answers, "answer", "answers"],
    [predictions, "prediction", "predictions"],
    [examples, "example of frozen versions", "examples of frozen versions"],
  ].filter(([count]) => count > 0);
  return parts.map((part) => formatPlural(...part)).join(", ") || "the file";
}
