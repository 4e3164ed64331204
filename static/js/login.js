import { API } from "./api.js";
import { byId } from "./dom.js";
import { Form } from "./form.js";
import { ownAddress, ProviderButton } from "./provider.js";

const api = new API();
const form = new Form(byId("login"), {
  async submit() {
    await api.post("/session", { name: form.text("name"), password: byId("password").value });
    location.assign(destination().href);
  },
});
const provider = new ProviderButton(byId("provider"), api, {
  request: () => ({ next: pathOf(destination()) }),
  onError: (error) => form.reject("", error.message),
});

sendToSetup();
showWays();

/** Where the visitor wanted to go. */
function destination() {
  const address = ownAddress(new URLSearchParams(location.search).get("next"));
  // An invitation's token, which only this browser may see.
  if (address.hash === "") address.hash = location.hash;
  return address;
}

function pathOf({ pathname, search, hash }) {
  return pathname + search + hash;
}

async function showWays() {
  const ways = await api.get("/login").catch(() => null);
  if (!ways) return;
  provider.show(ways.provider);
  for (const field of byId("login").querySelectorAll(".field")) field.hidden = !ways.password;
  byId("enter").hidden = !ways.password;
}

async function sendToSetup() {
  const { needed } = await api.get("/setup").catch(() => ({ needed: false }));
  if (needed) location.replace("/setup");
}
