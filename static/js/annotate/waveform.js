/**
 * The waveform of a recording on a canvas: where it plays, and where to play.
 *
 * Click or drag to seek; drag with Shift held to mark a part to repeat. As a slider it takes the arrow keys, too.
 */
export class Waveform extends EventTarget {
  #canvas;
  #peaks = null;
  #duration = 0;
  #position = 0;
  #part = null;
  #drag = null;
  #bars = null;

  /** @param {HTMLCanvasElement} canvas a `role="slider"` */
  constructor(canvas) {
    super();
    this.#canvas = canvas;
    new ResizeObserver(() => this.#redraw()).observe(canvas);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.#redraw());
    canvas.addEventListener("pointerdown", (event) => this.#press(event));
    canvas.addEventListener("pointermove", (event) => this.#move(event));
    canvas.addEventListener("pointerup", () => (this.#drag = null));
    canvas.addEventListener("pointercancel", () => (this.#drag = null));
    canvas.addEventListener("keydown", (event) => this.#key(event));
  }

  /**
   * @param {{data: number[]} | null} peaks BBC audiowaveform JSON, version 2, 8 bits, one channel; null while there are
   *   none
   * @param {number} duration seconds
   */
  show(peaks, duration) {
    this.#peaks = peaks;
    this.#duration = duration;
    this.#part = null;
    this.#canvas.setAttribute("aria-valuemax", duration.toFixed(1));
    this.#canvas.dataset.drawn = peaks ? "true" : "false";
    this.#redraw();
    this.position = 0;
  }

  /** Seconds from the start. */
  set position(seconds) {
    this.#position = seconds;
    this.#canvas.setAttribute("aria-valuenow", seconds.toFixed(1));
    this.#canvas.setAttribute("aria-valuetext", `${seconds.toFixed(1)} of ${this.#duration.toFixed(1)} seconds`);
    this.#paint();
  }

  /** The part to repeat, `[start, end]` in seconds, or null. */
  set part(part) {
    this.#part = part;
    this.#paint();
  }

  #emit(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }

  #timeAt(event) {
    const box = this.#canvas.getBoundingClientRect();
    const share = (event.clientX - box.left) / box.width;
    return Math.min(Math.max(share, 0), 1) * this.#duration;
  }

  #press(event) {
    if (event.button !== 0 || this.#duration === 0) return;
    event.preventDefault();
    this.#canvas.setPointerCapture(event.pointerId);
    this.#drag = { from: this.#timeAt(event), marks: event.shiftKey };
    this.#emit("seek", this.#drag.from);
  }

  #move(event) {
    if (!this.#drag) return;
    const time = this.#timeAt(event);
    if (!this.#drag.marks) return this.#emit("seek", time);
    const part = [Math.min(this.#drag.from, time), Math.max(this.#drag.from, time)];
    if (part[1] - part[0] >= 0.1) this.#emit("mark", part);
  }

  #key(event) {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const targets = {
      ArrowLeft: this.#position - 0.5,
      ArrowDown: this.#position - 0.5,
      ArrowRight: this.#position + 0.5,
      ArrowUp: this.#position + 0.5,
      PageDown: this.#position - 5,
      PageUp: this.#position + 5,
      Home: 0,
      End: this.#duration,
    };
    if (!(event.key in targets)) return;
    event.preventDefault();
    this.#emit("seek", Math.min(Math.max(targets[event.key], 0), this.#duration));
  }

  /** Draws the bars anew, once as ahead and once as played, at the canvas's own resolution. */
  #redraw() {
    const scale = window.devicePixelRatio || 1;
    const width = Math.round(this.#canvas.clientWidth * scale);
    const height = Math.round(this.#canvas.clientHeight * scale);
    if (width === 0 || height === 0) return;
    this.#canvas.width = width;
    this.#canvas.height = height;
    const style = getComputedStyle(this.#canvas);
    const color = (name) => style.getPropertyValue(name).trim();
    this.#bars = {
      ahead: this.#drawBars(color("--wave"), scale),
      played: this.#drawBars(color("--wave-played"), scale),
      playhead: color("--playhead"),
      part: color("--loop"),
      edge: color("--accent"),
      scale,
    };
    this.#paint();
  }

  #drawBars(color, scale) {
    const { width, height } = this.#canvas;
    const layer = new OffscreenCanvas(width, height);
    if (!this.#peaks) return layer;
    const context = layer.getContext("2d");
    context.fillStyle = color;
    const { data } = this.#peaks;
    const count = data.length / 2;
    const step = Math.max(Math.round(3 * scale), 1);
    const bar = Math.max(Math.round(2 * scale), 1);
    const loudest = Math.max(data.reduce((most, value) => Math.max(most, Math.abs(value)), 0), 8);
    const middle = height / 2;
    const reach = (middle - 2 * scale) / loudest;
    for (let x = 0; x < width; x += step) {
      const first = Math.floor((x / width) * count);
      const end = Math.max(Math.ceil(((x + step) / width) * count), first + 1);
      let [low, high] = [0, 0];
      for (let index = first; index < Math.min(end, count); index += 1) {
        low = Math.min(low, data[2 * index]);
        high = Math.max(high, data[2 * index + 1]);
      }
      const top = Math.min(middle - high * reach, middle - scale / 2);
      const bottom = Math.max(middle - low * reach, middle + scale / 2);
      context.fillRect(x, top, bar, bottom - top);
    }
    return layer;
  }

  #paint() {
    if (!this.#bars) return;
    const { width, height } = this.#canvas;
    const { ahead, played, scale } = this.#bars;
    const context = this.#canvas.getContext("2d");
    const x = (seconds) => (this.#duration > 0 ? (seconds / this.#duration) * width : 0);
    context.clearRect(0, 0, width, height);
    if (this.#part) {
      const [start, end] = this.#part.map(x);
      context.fillStyle = this.#bars.part;
      context.fillRect(start, 0, end - start, height);
      context.fillStyle = this.#bars.edge;
      context.fillRect(start, 0, scale, height);
      context.fillRect(end - scale, 0, scale, height);
    }
    context.drawImage(ahead, 0, 0);
    const done = Math.round(x(this.#position));
    if (done > 0) context.drawImage(played, 0, 0, done, height, 0, 0, done, height);
    context.fillStyle = this.#bars.playhead;
    context.fillRect(Math.min(done, width - 2 * scale), 0, 2 * scale, height);
  }
}
