import { element } from "../dom.js";
import { LabelFilter } from "./label-filter.js";
import { MarkedText } from "./marked-text.js";
import { option } from "./option.js";

const KEYED = 9;
const COLORS = 8;

/** Parts of the text with a label each: mark a part, then choose its label. */
export class SpanAnswer {
  #labels;
  #text;
  #spans = [];
  #list = element("ul", { class: "span-list", "aria-label": "Marked parts" });
  #status = element("p", { class: "small muted", role: "status" });
  #buttons;
  #none;
  #isLocked = false;
  #onChange;

  constructor(project, { place, onChange }) {
    this.#labels = project.labels;
    this.#onChange = onChange;
    this.#text = new MarkedText({
      onMark: (words) => this.#say(words === "" ? "" : `“${words}”: choose its label.`),
      onRemove: (place) => this.#removeAt(place),
    });
    this.#buttons = project.labels.map((label, index) =>
      element(
        "button",
        {
          class: `button small span-label color-${index % COLORS}`, type: "button",
          // The click must not take the selection away.
          on: { pointerdown: (event) => event.preventDefault(), click: () => this.#add(label) },
        },
        label,
        index < KEYED && element("kbd", { "aria-hidden": "true" }, String(index + 1)),
      ),
    );
    const none = option({ type: "checkbox", name: "none", value: "", text: "Nothing to mark", key: "0" });
    this.#none = none.querySelector("input");
    this.#none.addEventListener("change", () => this.#setNone(this.#none.checked));
    const field = LabelFilter.field();
    const items = project.labels.map((label, index) => ({ label, place: this.#buttons[index] }));
    const filter = new LabelFilter(field, items, (label) => this.#isLocked || this.#add(label));
    place.replaceChildren(...[
      element("legend", { class: "field-name" }, "Mark parts of the text"),
      this.#text.element,
      filter.isUseful && field,
      element("div", { class: "row labels", role: "group", "aria-label": "Labels" }, ...this.#buttons),
      this.#status,
      this.#list,
      none,
    ].filter(Boolean));
  }

  /** In order of start, end and label, as it is stored. */
  get value() {
    if (this.#spans.length === 0) return this.#none.checked ? "[]" : "";
    return JSON.stringify(this.#spans.map(({ start, end, label }) => ({ start, end, label })));
  }

  set value(answer) {
    const spans = answer === "" ? null : JSON.parse(answer);
    this.#spans = spans ?? [];
    this.#none.checked = spans?.length === 0;
    this.#draw();
  }

  get missing() {
    return "Mark a part of the text and choose its label, or check “Nothing to mark”.";
  }

  set isLocked(isLocked) {
    this.#isLocked = isLocked;
    for (const input of [...this.#buttons, this.#none]) input.disabled = isLocked;
  }

  show(chunk) {
    this.#text.show(chunk.text ?? "");
    this.#spans = [];
    this.#draw();
  }

  focus() {
    this.#text.element.focus({ preventScroll: true });
  }

  /** Labels the marked part by a digit's key; false when no label has it. */
  press(digit) {
    if (this.#isLocked) return false;
    if (digit === "0") {
      this.#setNone(!this.#none.checked);
      return true;
    }
    const label = this.#labels[Number(digit) - 1];
    if (label === undefined) return false;
    this.#add(label);
    return true;
  }

  #add(label) {
    const mark = this.#text.mark;
    if (!mark) return this.#say("Mark a part of the text first: select it, or use the arrow keys.");
    const same = (span) => span.start === mark.start && span.end === mark.end && span.label === label;
    if (!this.#spans.some(same)) this.#spans.push({ ...mark, label });
    this.#spans.sort((a, b) => a.start - b.start || a.end - b.end || (a.label < b.label ? -1 : 1));
    this.#none.checked = false;
    this.#say(`“${this.#text.words(mark)}” is ${label}.`);
    this.#changed();
  }

  #remove(span) {
    this.#spans = this.#spans.filter((other) => other !== span);
    this.#say(`“${this.#text.words(span)}” is not ${span.label} any more.`);
    this.#changed();
    this.focus();
  }

  #removeAt({ start, end }) {
    const span = this.#spans.findLast((span) => span.start < end && start < span.end);
    if (span && !this.#isLocked) this.#remove(span);
  }

  #setNone(isNone) {
    this.#none.checked = isNone;
    if (isNone) this.#spans = [];
    this.#changed();
  }

  #changed() {
    this.#draw();
    this.#onChange(this.value);
  }

  #say(text) {
    this.#status.textContent = text;
  }

  #draw() {
    const color = (label) => this.#labels.indexOf(label) % COLORS;
    this.#text.draw(this.#spans.map((span) => ({ ...span, color: color(span.label) })));
    this.#list.replaceChildren(
      ...this.#spans.map((span) =>
        element(
          "li",
          { class: `span-item color-${color(span.label)}` },
          element("span", { dir: "auto" }, `“${this.#text.words(span)}” ${span.label}`),
          element(
            "button",
            {
              class: "button quiet small", type: "button", "aria-label": `Remove “${this.#text.words(span)}” ${span.label}`,
              on: { click: () => this.#isLocked || this.#remove(span) },
            },
            "×",
          ),
        ),
      ),
    );
  }
}
