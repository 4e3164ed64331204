import { byId, element, showChanged } from "../dom.js";
import { formatCount, formatMoment } from "../format.js";
import { Notice } from "../notice.js";
import { roleName } from "../roles.js";
import { table } from "./table.js";

/** The members of a project, with their roles to change where one may. */
export class MemberTable {
  #api;
  #path;
  #changed;
  #notice = new Notice(byId("member-notice"));

  /** @param {() => void} changed called when a role was given or taken */
  constructor(api, path, changed) {
    this.#api = api;
    this.#path = path;
    this.#changed = changed;
  }

  /** @param {Map<number, number>} answers how many each has given */
  show({ members, governs }, answers) {
    const rows = members.map((member) => ({ member, answers: answers.get(member.id) ?? 0 }));
    showChanged(byId("members"), [rows, governs], () =>
      rows.length === 0
        ? element("p", { class: "muted" }, "Nobody yet.")
        : table(["Name", "Role", "Answers", "Since", ""], rows.map((row) => this.#row(row, governs)), [2]),
    );
  }

  #row({ member, answers }, governs) {
    const isGoverned = governs.includes(member.role);
    return [
      member.name,
      isGoverned ? this.#roleChoice(member, governs) : roleName(member.role),
      formatCount(answers),
      element("span", { class: "nowrap" }, formatMoment(member.since)),
      isGoverned ? this.#removeButton(member) : "",
    ];
  }

  #roleChoice(member, governs) {
    const choice = element(
      "select",
      { class: "input", "aria-label": `Role of ${member.name}` },
      governs.map((role) => element("option", { value: role, selected: role === member.role }, roleName(role))),
    );
    choice.addEventListener("change", () =>
      this.#attempt(() => this.#api.put(this.#address(member), { role: choice.value })),
    );
    return choice;
  }

  #removeButton(member) {
    const button = element("button", { class: "button small", type: "button" }, "Remove");
    button.setAttribute("aria-label", `Remove ${member.name}`);
    button.addEventListener("click", () =>
      this.#notice.show("warn", `Take ${member.name} out of this project? Their answers stay.`, [
        { label: "Remove", act: () => this.#attempt(() => this.#api.delete(this.#address(member))) },
        { label: "Keep", act: () => this.#notice.clear() },
      ]),
    );
    return button;
  }

  #address(member) {
    return `${this.#path}/members/${member.id}`;
  }

  async #attempt(act) {
    this.#notice.clear();
    try {
      await act();
    } catch (error) {
      this.#notice.show("bad", error.message);
    }
    await this.#changed();
  }
}
