import { element } from "./dom.js";

/** A form whose errors stand at their fields, from its own checks and from the server's. */
export class Form {
  #form;
  #fields;
  #check;

  /**
   * @param {HTMLFormElement} form its inputs are in `.field` elements
   * @param {object} options
   * @param {(form: HTMLFormElement) => Promise<void>} options.submit
   * @param {() => [string, string] | null} [options.check] finds what the inputs together get wrong: an input's name
   *   and the message
   * @param {Record<string, string>} [options.fields] the input's name where it differs from the server's field
   */
  constructor(form, { submit, check = () => null, fields = {} }) {
    this.#form = form;
    this.#fields = fields;
    this.#check = check;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#submit(submit);
    });
    // While typing, not on leaving: a message that vanished then would move the button away from under the click.
    form.addEventListener("input", (event) => {
      if (event.target.getAttribute("aria-invalid") === "true") this.#validate(event.target);
    });
  }

  /** The trimmed text of an input. */
  text(name) {
    return this.#form.elements[name].value.trim();
  }

  number(name) {
    return Number(this.#form.elements[name].value);
  }

  clear() {
    this.#form.reset();
    for (const input of this.#inputs()) this.#mark(input, "");
    this.#form.querySelector(".form-error")?.remove();
  }

  async #submit(submit) {
    this.#form.querySelector(".form-error")?.remove();
    const wrong = this.#inputs().filter((input) => !this.#validate(input));
    if (wrong.length > 0) return wrong[0].focus();
    const together = this.#check();
    if (together) return this.reject(...together);
    const button = this.#form.querySelector("button:not([type='button'])");
    button.disabled = true;
    try {
      await submit(this.#form);
    } catch (error) {
      const field = (error.field ?? "").split(".")[0];
      this.reject(this.#fields[field] ?? field, error.message);
    } finally {
      button.disabled = false;
    }
  }

  /** Shows a message at an input, or above the buttons where there is no such input. */
  reject(name, message) {
    this.#form.querySelector(".form-error")?.remove();
    const input = this.#inputs().find((input) => input.name === name);
    if (input) {
      this.#mark(input, message);
      input.closest("details")?.setAttribute("open", "");
      input.focus();
    } else {
      const button = this.#form.querySelector("button:not([type='button'])");
      (button.closest(".row") ?? button).before(
        element("p", { class: "notice bad form-error", role: "alert" }, message),
      );
    }
  }

  #inputs() {
    return [...this.#form.elements].filter((input) => input.matches(".input") && !input.closest("[hidden]"));
  }

  #validate(input) {
    this.#mark(input, input.validationMessage);
    if (!input.validity.valid) input.closest("details")?.setAttribute("open", "");
    return input.validity.valid;
  }

  #mark(input, message) {
    const field = input.closest(".field");
    const id = `${input.id}-error`;
    field.querySelector(".error")?.remove();
    input.setAttribute("aria-invalid", message ? "true" : "false");
    if (!message) return input.removeAttribute("aria-describedby");
    input.setAttribute("aria-describedby", id);
    field.append(element("p", { class: "error", id, role: "alert" }, message));
  }
}
