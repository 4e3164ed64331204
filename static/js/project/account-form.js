import { byId, element } from "../dom.js";
import { Form } from "../form.js";
import { roleWords } from "../roles.js";
import { copyButton } from "./copy-button.js";

// Without letters and digits that are easily confused.
const LETTERS = "abcdefghijkmnpqrstuvwxyz23456789";
const PASSWORD_LENGTH = 16;
const ROLES = ["annotator", "reviewer", "manager", "owner", "viewer"];

/** New accounts that a service admin makes, with what to send to each person. */
export class AccountForm {
  #api;
  #form;
  #project;
  #made;

  /** @param {() => void} made called when there is a new account */
  constructor(api, project, made) {
    this.#api = api;
    this.#project = project;
    this.#made = made;
    this.#form = new Form(byId("person-form"), { submit: () => this.#add() });
    byId("account-card").hidden = false;
    byId("person-role").replaceChildren(
      ...ROLES.map((role) => element("option", { value: role }, roleWords(role))),
      element("option", { value: "admin" }, "Admin: runs the whole service"),
    );
    byId("person-password").value = proposePassword();
  }

  async #add() {
    const role = byId("person-role").value;
    const account = { name: this.#form.text("name"), password: byId("person-password").value, role };
    if (role !== "admin") account.projects = [this.#project.id];
    const user = await this.#api.post("/users", account);
    this.#show(user, role, account.password);
    this.#form.clear();
    byId("person-password").value = proposePassword();
    await this.#made();
  }

  /** What to send to the person: the password is shown this once. */
  #show(user, role, password) {
    const link = `${location.origin}/${role === "annotator" ? "annotate" : "projects"}/${this.#project.id}`;
    const text = `${link}\nName: ${user.name}\nPassword: ${password}`;
    byId("invitation").replaceChildren(
      element(
        "div",
        { class: "notice good" },
        element(
          "div",
          { class: "stack tight" },
          element("p", {}, `The account is made. Send this to ${user.name}; the password is not shown again.`),
          element(
            "dl",
            { class: "credentials" },
            element("dt", {}, "Link"), element("dd", {}, element("a", { href: link }, link)),
            element("dt", {}, "Name"), element("dd", {}, user.name),
            element("dt", {}, "Password"), element("dd", {}, element("code", {}, password)),
          ),
        ),
        copyButton(text),
      ),
    );
  }
}

function proposePassword() {
  // 32 letters: every byte gives one of them, each as likely.
  const bytes = crypto.getRandomValues(new Uint8Array(PASSWORD_LENGTH));
  return Array.from(bytes, (byte) => LETTERS[byte % LETTERS.length]).join("");
}
