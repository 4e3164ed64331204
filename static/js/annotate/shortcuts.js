import { byId } from "../dom.js";

const TAB_PLAYS = "quorum.tab-plays";

/** The keys of the labeling page, which work wherever the focus is unless a dialog is open. */
export class Shortcuts {
  #actions;
  #tabPlays = byId("tab-plays");

  /**
   * @param {object} actions `play`, `skip(direction)`, `speed(direction)`, `loop`, `submit`, `skipTask`, `help`,
   *   `guidelines`, and `digit(key)`, which says whether it took the key
   */
  constructor(actions) {
    this.#actions = actions;
    this.#tabPlays.checked = localStorage.getItem(TAB_PLAYS) !== "no";
    this.#tabPlays.addEventListener("change", () => {
      localStorage.setItem(TAB_PLAYS, this.#tabPlays.checked ? "yes" : "no");
    });
    document.addEventListener("keydown", (event) => this.#press(event));
  }

  get #playsByTab() {
    return this.#tabPlays.checked && !byId("player").hidden;
  }

  #press(event) {
    if (event.isComposing || event.defaultPrevented || document.querySelector("dialog[open]")) return;
    const action = event.ctrlKey && !event.altKey && !event.metaKey ? this.#withControl(event) : this.#plain(event);
    if (!action) return;
    event.preventDefault();
    if (!event.repeat || action.repeats) action.run();
  }

  #withControl(event) {
    const { play, skip, speed, submit, help } = this.#actions;
    switch (event.key) {
      case " ": return { run: play };
      case "Enter": return { run: submit };
      case "ArrowLeft": return { run: () => skip(-1), repeats: true };
      case "ArrowRight": return { run: () => skip(1), repeats: true };
      case "ArrowDown": return { run: () => speed(-1), repeats: true };
      case "ArrowUp": return { run: () => speed(1), repeats: true };
      case "/": return { run: help };
      default: return null;
    }
  }

  #plain(event) {
    if (event.metaKey) return null;
    const { play, loop, submit, skipTask, help, guidelines, digit } = this.#actions;
    const at = event.target;
    const writes = at.matches("textarea, input:not([type='radio'], [type='checkbox'])");
    const answers = at === document.body || (at.closest("#answer-form .answer") && !at.matches("button"));
    if (event.altKey) {
      if (event.code === "KeyL") return { run: loop };
      return event.code === "KeyG" ? { run: guidelines } : null;
    }
    switch (event.key) {
      case "Tab": return answers && !event.shiftKey && this.#playsByTab ? { run: play } : null;
      case "Enter": return answers && !event.shiftKey ? { run: submit } : null;
      case "Escape": return { run: skipTask };
      case "F1": return { run: help };
      case "?": return writes ? null : { run: help };
      case " ": return at === document.body ? { run: play } : null;
      default: break;
    }
    if (!writes && /^[0-9]$/.test(event.key)) return { run: () => digit(event.key) };
    return null;
  }
}
