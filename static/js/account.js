import { Identities } from "./account/identities.js";
import { byId, element } from "./dom.js";
import { Form } from "./form.js";
import { formatMoment } from "./format.js";
import { Notice } from "./notice.js";
import { table } from "./project/table.js";
import { secretNotice } from "./secret-notice.js";
import { Session } from "./session.js";

const SCOPES = ["read", "annotate", "manage"];

const { api, user, isAdmin } = await Session.open();
const notice = new Notice(byId("notice"));
byId("facts").textContent = `${user.name}${isAdmin ? ", admin of the service" : ""}, since ${formatMoment(user.created_at)}`;
byId("audit-link").hidden = !isAdmin;

const form = new Form(byId("token-form"), {
  check: () => (chosenScopes().length > 0 ? null : ["scopes", "Choose what the token may do."]),
  async submit() {
    const made = await api.post("/tokens", {
      name: form.text("name"),
      scopes: chosenScopes(),
      days: Number(byId("token-days").value),
      project: byId("token-project").value === "" ? null : Number(byId("token-project").value),
    });
    byId("made").replaceChildren(
      secretNotice("Keep this token where only your program reads it; it is not shown again.", made.token),
    );
    form.clear();
    await load();
  },
});
const projects = new Map();
await new Identities(api, notice).load();
await load();
if (isAdmin) await loadUsers();

/** Everybody who has an account, for admins. */
async function loadUsers() {
  try {
    const users = await api.get("/users");
    byId("users").replaceChildren(
      table(["Name", "Role", "Since"], users.map((one) => [one.name, one.role, formatMoment(one.created_at)])),
    );
    byId("users-card").hidden = false;
  } catch (error) {
    notice.show("bad", error.message, [{ label: "Try again", act: loadUsers }]);
  }
}

/** Once: without its choice of projects a token would be good for all of them. */
async function loadProjects() {
  if (projects.size > 0) return;
  for (const project of (await api.get("/projects")).projects) projects.set(project.id, project.name);
  byId("token-project").append(
    ...[...projects].map(([id, name]) => element("option", { value: String(id) }, `${name} only`)),
  );
}

function chosenScopes() {
  return SCOPES.filter((scope) => byId("token-form").elements[scope].checked);
}

async function load() {
  try {
    await loadProjects();
    const { tokens } = await api.get("/tokens");
    byId("tokens").replaceChildren(
      tokens.length === 0
        ? element("p", { class: "muted" }, "None.")
        : table(["Name", "Scopes", "Where", "Made", "Good until", ""], tokens.map(row)),
    );
    notice.clear();
  } catch (error) {
    notice.show("bad", error.message, [{ label: "Try again", act: load }]);
  }
}

function row(token) {
  const revoke = element("button", { class: "button small", type: "button" }, "Revoke");
  revoke.setAttribute("aria-label", `Revoke ${token.name}`);
  revoke.addEventListener("click", async () => {
    revoke.disabled = true;
    try {
      await api.delete(`/tokens/${token.id}`);
    } catch (error) {
      // One that another page revoked is gone as well.
      if (error.status !== 404) {
        revoke.disabled = false;
        return notice.show("bad", error.message);
      }
    }
    await load();
    byId("tokens-title").focus();
  });
  const isOver = Date.parse(token.expires_at) <= api.now;
  const when = (text) => element("span", { class: "nowrap" }, text);
  return [
    token.name,
    token.scopes.join(", "),
    token.project === null ? "all projects" : (projects.get(token.project) ?? `project ${token.project}`),
    when(formatMoment(token.created_at)),
    when(isOver ? "expired" : formatMoment(token.expires_at)),
    revoke,
  ];
}
