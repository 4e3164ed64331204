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
    showChanged(byId("members"), [members, governs], () =>
      members.length === 0
        ? element("p", { class: "muted" }, "Nobody yet.")
        : table(["Name", "Role", "Answers", "Since", ""], members.map((member) => this.#row(member, governs)), [2]),
    );
    // The counts alone change while people answer; what is being chosen in the table stays.
    for (const place of byId("members").querySelectorAll("[data-member]")) {
      place.textContent = formatCount(answers.get(Number(place.dataset.member)) ?? 0);
    }
  }

  #row(member, governs) {
    const isGoverned = governs.includes(member.role);
    return [
      member.name,
      isGoverned ? this.#roleChoice(member, governs) : roleName(member.role),
      element("span", { dataset: { member: String(member.id) } }),
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
    const save = element("button", { class: "button small", type: "button", hidden: true }, "Save");
    save.setAttribute("aria-label", `Save the role of ${member.name}`);
    // The arrow keys pass through roles nobody means to give.
    choice.addEventListener("change", () => (save.hidden = choice.value === member.role));
    save.addEventListener("click", () =>
      this.#attempt(() => this.#api.put(this.#address(member), { role: choice.value }, member.etag)),
    );
    return element("span", { class: "row" }, choice, save);
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
