import { API } from "./api.js";
import { byId } from "./dom.js";
import { Form } from "./form.js";

const api = new API();
const form = new Form(byId("login"), {
  async submit() {
    await api.post("/session", { name: form.text("name"), password: byId("password").value });
    location.assign(destination());
  },
});

sendToSetup();

/** Where the visitor wanted to go; only addresses of this server. */
function destination() {
  const next = new URLSearchParams(location.search).get("next") ?? "/";
  if (!URL.canParse(next, location.origin)) return "/";
  const address = new URL(next, location.origin);
  if (address.origin !== location.origin) return "/";
  // An invitation's token, which only this browser may see.
  if (address.hash === "") address.hash = location.hash;
  return address.href;
}

async function sendToSetup() {
  const { needed } = await api.get("/setup").catch(() => ({ needed: false }));
  if (needed) location.replace("/setup");
}
