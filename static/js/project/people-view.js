import { byId, element, showChanged } from "../dom.js";
import { Form } from "../form.js";
import { formatCount, formatMoment } from "../format.js";
import { copyButton } from "./copy-button.js";
import { table } from "./table.js";

// Without letters and digits that are easily confused.
const LETTERS = "abcdefghijkmnpqrstuvwxyz23456789";
const PASSWORD_LENGTH = 16;

/** Who can log in, and new accounts with what to send to each person. */
export class PeopleView {
  #api;
  #path;
  #form;
  #project;

  constructor(api, path, project) {
    this.#api = api;
    this.#path = path;
    this.#project = project;
    this.#form = new Form(byId("person-form"), { submit: () => this.#add() });
    byId("person-password").value = proposePassword();
  }

  async load() {
    const [users, { annotators }] = await Promise.all([
      this.#api.get("/users"),
      this.#api.get(`${this.#path}/progress`),
    ]);
    const answers = new Map(annotators.map((one) => [one.id, one.annotations]));
    const rows = users.map((user) => [
      user.name,
      user.role,
      formatCount(answers.get(user.id) ?? 0),
      formatMoment(user.created_at),
    ]);
    showChanged(byId("accounts"), rows, () => table(["Name", "Role", "Answers in this project", "Since"], rows, [2]));
    return false;
  }

  async #add() {
    const account = {
      name: this.#form.text("name"),
      password: byId("person-password").value,
      role: byId("person-role").value,
    };
    const user = await this.#api.post("/users", account);
    this.#invite(user, account.password);
    this.#form.clear();
    byId("person-password").value = proposePassword();
    await this.load();
  }

  /** What to send to the person: the password is shown this once. */
  #invite(user, password) {
    const link = `${location.origin}/${user.role === "admin" ? "projects" : "annotate"}/${this.#project.id}`;
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
