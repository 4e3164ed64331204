import { byId } from "../dom.js";
import { formatSeconds } from "../format.js";
import { Recordings } from "./recordings.js";
import { Waveform } from "./waveform.js";

const SPEEDS = [0.5, 0.6, 0.7, 0.8, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2];
const SKIP_SECONDS = 2;
const AT_ONCE = "quorum.play-at-once";

/** Plays the recording of a task; the speed stays from task to task. */
export class Player {
  #recordings;
  #audio = byId("audio");
  #waveform = new Waveform(byId("waveform"));
  #play = byId("play");
  #loop = byId("loop");
  #time = byId("time");
  #speed = byId("speed");
  #atOnce = byId("play-at-once");
  #problem = byId("player-problem");
  #rate = 1;
  #part = null;
  #task = null;
  #address = null;
  #frame = 0;

  constructor(api) {
    this.#recordings = new Recordings(api);
    this.#audio.preservesPitch = true;
    for (const event of ["play", "pause", "ended"]) this.#audio.addEventListener(event, () => this.#changed());
    for (const event of ["timeupdate", "seeked", "loadedmetadata"]) {
      this.#audio.addEventListener(event, () => this.#show());
    }
    this.#audio.addEventListener("error", () => {
      if (this.#address) this.#fail("This browser cannot play the recording; Firefox, Chromium and Safari can.");
    });
    this.#waveform.addEventListener("seek", (event) => this.seek(event.detail));
    this.#waveform.addEventListener("mark", (event) => this.#mark(event.detail));
    this.#play.addEventListener("click", () => this.toggle());
    this.#loop.addEventListener("click", () => this.toggleLoop());
    byId("back").addEventListener("click", () => this.skip(-1));
    byId("forward").addEventListener("click", () => this.skip(1));
    byId("slower").addEventListener("click", () => this.changeSpeed(-1));
    byId("faster").addEventListener("click", () => this.changeSpeed(1));
    byId("player-retry").addEventListener("click", () => this.load(this.#task));
    this.#atOnce.checked = localStorage.getItem(AT_ONCE) !== "no";
    this.#atOnce.addEventListener("change", () => {
      localStorage.setItem(AT_ONCE, this.#atOnce.checked ? "yes" : "no");
    });
  }

  /**
   * Loads a task's recording whole, so that it plays and seeks also while the server is away, and tries to play it.
   *
   * @param {{audio: string, peaks: string, chunk: {duration: number}}} task as it was served
   */
  async load(task) {
    this.unload();
    this.#task = task;
    this.#waveform.show(null, task.chunk.duration ?? 0);
    this.#show();
    const isCurrent = () => this.#task === task;
    try {
      const [recording, peaks] = await this.#recordings.take(task);
      if (!isCurrent()) return;
      this.#address = URL.createObjectURL(recording);
      this.#audio.src = this.#address;
      this.#audio.playbackRate = this.#rate;
      this.#waveform.show(peaks, task.chunk.duration ?? this.#length);
      this.#play.disabled = false;
      if (this.#atOnce.checked) await this.#audio.play();
    } catch (error) {
      if (!isCurrent() || error.name === "AbortError") return;
      // Before the first click or key browsers may refuse to play.
      if (error.name === "NotAllowedError") byId("play-hint").hidden = false;
      else this.#fail(`The recording did not load. ${error.message}`);
    }
  }

  /** Begins to load the recording of the task that comes next; null for none. */
  prepare(task) {
    this.#recordings.prepare(task);
  }

  unload() {
    this.#task = null;
    this.#part = null;
    this.#problem.hidden = true;
    byId("play-hint").hidden = true;
    this.#play.disabled = true;
    this.#audio.pause();
    this.#audio.removeAttribute("src");
    if (this.#address) URL.revokeObjectURL(this.#address);
    this.#address = null;
  }

  get isLoaded() {
    return this.#address !== null;
  }

  get isPlaying() {
    return !this.#audio.paused && !this.#audio.ended;
  }

  async toggle() {
    if (!this.isLoaded) return;
    if (this.isPlaying) return this.#audio.pause();
    await this.#audio.play().catch((error) => {
      if (error.name !== "AbortError") this.#fail(`The recording does not play. ${error.message}`);
    });
  }

  seek(seconds) {
    if (!this.isLoaded) return;
    if (this.#part && (seconds < this.#part[0] || seconds > this.#part[1])) this.#mark(null);
    this.#audio.currentTime = Math.min(Math.max(seconds, 0), this.#length);
    this.#show();
  }

  skip(direction) {
    this.seek(this.#audio.currentTime + direction * SKIP_SECONDS);
  }

  changeSpeed(direction) {
    const index = SPEEDS.indexOf(this.#rate) + direction;
    this.#rate = SPEEDS[Math.min(Math.max(index, 0), SPEEDS.length - 1)];
    this.#audio.playbackRate = this.#rate;
    this.#speed.textContent = `${this.#rate}×`;
  }

  /** Repeats the whole recording, or the marked part, or nothing. */
  toggleLoop() {
    const loops = this.#loop.getAttribute("aria-pressed") !== "true";
    this.#loop.setAttribute("aria-pressed", String(loops));
    if (!loops) this.#mark(null);
  }

  get #loops() {
    return this.#loop.getAttribute("aria-pressed") === "true";
  }

  get #length() {
    return Number.isFinite(this.#audio.duration) ? this.#audio.duration : (this.#task?.chunk.duration ?? 0);
  }

  #mark(part) {
    this.#part = part;
    this.#waveform.part = part;
    if (part) this.#loop.setAttribute("aria-pressed", "true");
  }

  #changed() {
    if (this.#audio.ended && this.#loops) {
      this.#audio.currentTime = this.#part?.[0] ?? 0;
      this.#audio.play().catch(() => {});
    }
    this.#play.setAttribute("aria-label", this.isPlaying ? "Pause" : "Play");
    this.#play.classList.toggle("playing", this.isPlaying);
    cancelAnimationFrame(this.#frame);
    if (this.isPlaying) {
      byId("play-hint").hidden = true;
      this.#follow();
    }
    this.#show();
  }

  #follow() {
    this.#frame = requestAnimationFrame(() => {
      if (this.#part && this.#audio.currentTime >= this.#part[1]) this.#audio.currentTime = this.#part[0];
      this.#show();
      if (this.isPlaying) this.#follow();
    });
  }

  #show() {
    this.#waveform.position = this.#audio.currentTime;
    this.#time.textContent = `${formatSeconds(this.#audio.currentTime)} / ${formatSeconds(this.#length)}`;
  }

  #fail(message) {
    byId("player-problem-text").textContent = message;
    this.#problem.hidden = false;
  }
}
