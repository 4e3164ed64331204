import { element } from "../dom.js";

/**
 * A text of which parts are colored, and one part can be marked: by selecting it, or word by word with the arrow keys.
 *
 * All places are numbers of Unicode code points from the start of the text.
 */
export class MarkedText {
  element = element("div", {
    class: "passage prose marked-text", dir: "auto", tabindex: "0", role: "group",
    "aria-label": "Text to mark. Arrow keys go from word to word, with Shift they mark more, digits label.",
  });
  #letters = [];
  #words = [];
  #spans = [];
  #mark = null;
  /** Whether the mark is the browser's own selection, which shows itself. */
  #isSelected = false;
  /** The words that the arrow keys have marked, first and last. */
  #first = -1;
  #last = -1;
  #onMark;
  #onRemove;

  /**
   * @param {object} options
   * @param {(words: string) => void} options.onMark told what is marked, "" for nothing
   * @param {(mark: {start: number, end: number}) => void} options.onRemove asked to remove what is labeled there
   */
  constructor({ onMark, onRemove }) {
    this.#onMark = onMark;
    this.#onRemove = onRemove;
    this.element.addEventListener("keydown", (event) => this.#press(event));
    document.addEventListener("selectionchange", () => this.#select());
  }

  /** What is marked, or null. */
  get mark() {
    return this.#mark;
  }

  words({ start, end }) {
    return this.#letters.slice(start, end).join("");
  }

  show(text) {
    this.#letters = Array.from(text);
    this.#words = wordsOf(text);
    [this.#first, this.#last, this.#mark] = [-1, -1, null];
  }

  /** @param {{start: number, end: number, label: string, color: number}[]} spans */
  draw(spans) {
    this.#spans = spans;
    if (this.#isSelected) getSelection().removeAllRanges();
    [this.#mark, this.#isSelected] = [null, false];
    this.#render();
  }

  #render() {
    const mark = this.#isSelected ? null : this.#mark;
    const edges = new Set([0, this.#letters.length]);
    for (const { start, end } of [...this.#spans, ...(mark ? [mark] : [])]) edges.add(start).add(end);
    const places = [...edges].sort((a, b) => a - b);
    this.element.replaceChildren(...places.slice(1).map((end, index) => this.#piece(places[index], end, mark)));
  }

  #piece(start, end, mark) {
    const over = this.#spans.filter((span) => span.start < end && start < span.end);
    const names = over.filter((span) => span.end === end).map((span) => span.label);
    const classes = [over.length > 0 && `tagged color-${over.at(-1).color}`, within(start, mark) && "marked"];
    return element(
      "span",
      {
        class: classes.filter(Boolean).join(" "), dataset: { start: String(start) },
        title: over.map((span) => span.label).join(", ") || null,
      },
      this.#letters.slice(start, end).join(""),
      names.length > 0 && element("span", { class: "tag", "aria-hidden": "true", dataset: { label: names.join(", ") } }),
    );
  }

  #select() {
    const selection = getSelection();
    if (selection.rangeCount === 0) return;
    const range = selection.getRangeAt(0);
    if (!this.element.contains(range.commonAncestorContainer)) {
      // What was selected stays marked while its label is looked for.
      if (this.#isSelected) {
        this.#isSelected = false;
        this.#render();
      }
      return;
    }
    // A click into the text ends the selection that was the mark.
    if (selection.isCollapsed) {
      if (this.#isSelected) {
        [this.#mark, this.#isSelected] = [null, false];
        this.#onMark("");
      }
      return;
    }
    const [start, end] = this.#trimmed(
      this.#placeOf(range.startContainer, range.startOffset), this.#placeOf(range.endContainer, range.endOffset));
    if (start >= end) return;
    const hadMark = this.#mark !== null && !this.#isSelected;
    [this.#mark, this.#isSelected] = [{ start, end }, true];
    if (hadMark) for (const piece of this.element.querySelectorAll(".marked")) piece.classList.remove("marked");
    this.#onMark(this.words(this.#mark));
  }

  #placeOf(node, offset) {
    const piece = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest("[data-start]");
    if (!piece) return offset === 0 ? 0 : this.#letters.length;
    const inside = node.nodeType === Node.TEXT_NODE ? node.data.slice(0, offset) : offset === 0 ? "" : piece.textContent;
    return Number(piece.dataset.start) + Array.from(inside).length;
  }

  /** Without white space at either end. */
  #trimmed(start, end) {
    while (start < end && /\s/u.test(this.#letters[start])) start += 1;
    while (end > start && /\s/u.test(this.#letters[end - 1])) end -= 1;
    return [start, end];
  }

  #press(event) {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step !== undefined) this.#move(step, event.shiftKey);
    else if ((event.key === "Delete" || event.key === "Backspace") && this.#mark) this.#onRemove(this.#mark);
    else return;
    event.preventDefault();
  }

  #move(step, extends_) {
    if (this.#words.length === 0) return;
    const inside = (index) => Math.min(Math.max(index, 0), this.#words.length - 1);
    this.#last = inside(this.#last + step);
    if (!extends_ || this.#first < 0) this.#first = this.#last;
    const [from, to] = [Math.min(this.#first, this.#last), Math.max(this.#first, this.#last)];
    [this.#mark, this.#isSelected] = [{ start: this.#words[from].start, end: this.#words[to].end }, false];
    getSelection().removeAllRanges();
    this.#render();
    this.#onMark(this.words(this.#mark));
  }
}

function within(place, mark) {
  return mark !== null && place >= mark.start && place < mark.end;
}

/** The words of a text, `start` and `end` of each. */
function wordsOf(text) {
  const words = [];
  let place = 0;
  for (const { segment, isWordLike } of new Intl.Segmenter(undefined, { granularity: "word" }).segment(text)) {
    const end = place + Array.from(segment).length;
    if (isWordLike) words.push({ start: place, end });
    place = end;
  }
  return words;
}
