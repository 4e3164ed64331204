import { API } from "./api.js";
import { byId } from "./dom.js";
import { Form } from "./form.js";
import { formatMoment } from "./format.js";
import { Notice } from "./notice.js";
import { ProviderButton } from "./provider.js";
import { roleWords } from "./roles.js";

const api = new API();
const notice = new Notice(byId("notice"));
const token = location.hash.slice(1);

const form = new Form(byId("new-account"), {
  async submit() {
    const { project } = await api.post("/invitation/account", {
      token,
      name: form.text("name"),
      password: byId("password").value,
    });
    enter(project);
  },
});

const provider = new ProviderButton(byId("provider"), api, {
  request: () => ({ invitation: token, name: form.text("name") }),
  onError: (error) => form.reject(error.field ?? "", error.message),
});

// The token stays behind "#", which browsers send to no server.
byId("login-link").href = `/login?next=${encodeURIComponent("/invitation")}#${token}`;
byId("join").addEventListener("click", join);
byId("other").addEventListener("click", async () => {
  await api.delete("/session").catch(() => {});
  location.reload();
});
await start();

async function start() {
  notice.clear();
  let offer, user, ways;
  try {
    [offer, user, ways] = await Promise.all([
      api.post("/invitation", { token }), whoIsLoggedIn(), api.get("/login"),
    ]);
  } catch (error) {
    return notice.show("bad", error.message, error.isTemporary ? [{ label: "Try again", act: start }] : []);
  }
  byId("offer").hidden = false;
  byId("offer-title").textContent = offer.project;
  byId("offer-words").textContent =
    `You are invited to join. ${roleWords(offer.role)}. The invitation is good until ${formatMoment(offer.expires_at)}.`;
  byId("as-member").hidden = user === null;
  byId("new-account").hidden = user !== null;
  byId("password").closest(".field").hidden = !ways.password;
  byId("create").hidden = !ways.password;
  byId("by-provider").hidden = ways.provider === null;
  provider.show(ways.provider);
  if (user) byId("join").textContent = `Join as ${user.name}`;
}

/** Null for nobody. */
async function whoIsLoggedIn() {
  try {
    return (await api.get("/session")).user;
  } catch (error) {
    if (error.status === 401) return null;
    throw error;
  }
}

async function join() {
  notice.clear();
  byId("join").disabled = true;
  try {
    enter((await api.post("/invitation/membership", { token })).project);
  } catch (error) {
    byId("join").disabled = false;
    notice.show("bad", error.message);
  }
}

/** The project's page sends on to labeling whoever only answers. */
function enter(project) {
  location.assign(`/projects/${project}`);
}
