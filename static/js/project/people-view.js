import { byId, element, showChanged } from "../dom.js";
import { Form } from "../form.js";
import { formatMoment } from "../format.js";
import { Notice } from "../notice.js";
import { roleName, roleWords } from "../roles.js";
import { secretNotice } from "../secret-notice.js";
import { AccountForm } from "./account-form.js";
import { MemberTable } from "./member-table.js";
import { table } from "./table.js";

/** Who is in the project, who is invited, and new invitations. */
export class PeopleView {
  #api;
  #path;
  #form;
  #members;
  #notice = new Notice(byId("member-notice"));

  constructor(session, path, project) {
    this.#api = session.api;
    this.#path = path;
    this.#members = new MemberTable(this.#api, path, () => this.load());
    this.#form = new Form(byId("invitation-form"), { submit: () => this.#invite() });
    if (session.isAdmin) new AccountForm(this.#api, project, () => this.load());
  }

  async load() {
    const [people, { invitations }, { annotators }] = await Promise.all([
      this.#api.get(`${this.#path}/members`),
      this.#api.get(`${this.#path}/invitations`),
      this.#api.get(`${this.#path}/progress`),
    ]);
    showChanged(byId("invitation-role"), people.governs, (roles) =>
      roles.map((role) => element("option", { value: role, selected: role === "annotator" }, roleWords(role))),
    );
    this.#members.show(people, new Map(annotators.map((one) => [one.id, one.annotations])));
    byId("invitations-card").hidden = invitations.length === 0;
    showChanged(byId("invitations"), [invitations, people.governs], () =>
      table(
        ["Role", "Made by", "Made", "Good until", ""],
        invitations.map((invitation) => this.#invitation(invitation, people.governs.includes(invitation.role))),
      ),
    );
    return false;
  }

  #invitation(invitation, mayRevoke) {
    const when = (text) => element("span", { class: "nowrap" }, formatMoment(text));
    return [
      roleName(invitation.role),
      invitation.created_by,
      when(invitation.created_at),
      when(invitation.expires_at),
      mayRevoke ? this.#revokeButton(invitation) : "",
    ];
  }

  #revokeButton(invitation) {
    const button = element("button", { class: "button small", type: "button" }, "Take back");
    button.setAttribute("aria-label", `Take back the invitation of ${formatMoment(invitation.created_at)}`);
    button.addEventListener("click", async () => {
      button.disabled = true;
      try {
        await this.#api.delete(`${this.#path}/invitations/${invitation.id}`);
      } catch (error) {
        // One that was used meanwhile is gone as well.
        if (error.status !== 404) {
          button.disabled = false;
          return this.#notice.show("bad", error.message);
        }
      }
      await this.load();
      byId("invitations-title").focus();
    });
    return button;
  }

  async #invite() {
    const invitation = await this.#api.post(`${this.#path}/invitations`, {
      role: byId("invitation-role").value,
      hours: Number(byId("invitation-hours").value),
    });
    // Behind "#", which browsers send to no server, so that no log has it.
    const link = `${location.origin}/invitation#${invitation.token}`;
    byId("invitation").replaceChildren(
      secretNotice("Send this link to one person; it works once and is not shown again.", link),
    );
    await this.load();
  }
}
