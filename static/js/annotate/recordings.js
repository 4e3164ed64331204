/** Fetches recordings with their waveforms, whole, so that they play also while the server is away. */
export class Recordings {
  #api;
  #next = null;

  constructor(api) {
    this.#api = api;
  }

  /** Begins to fetch what will be played next, so that it is there when it is needed. */
  prepare(task) {
    if (!task || task.audio === null || this.#next?.id === task.id) return;
    const parts = this.#fetch(task);
    // Whoever takes it hears of a failure, and asks again.
    parts.catch(() => {});
    this.#next = { id: task.id, parts };
  }

  /**
   * @param {{id: number, audio: string, peaks: string}} task as it was served
   * @returns {Promise<[Blob, object]>} the recording and its waveform
   */
  async take(task) {
    const prepared = this.#next?.id === task.id ? this.#next.parts : null;
    this.#next = null;
    if (!prepared) return this.#fetch(task);
    return prepared.catch(() => this.#fetch(task));
  }

  #fetch(task) {
    return Promise.all([
      this.#api.file(task.audio).then((response) => response.blob()),
      this.#api.file(task.peaks).then((response) => response.json()),
    ]);
  }
}
