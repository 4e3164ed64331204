import { API } from "./api.js";
import { byId } from "./dom.js";
import { Form } from "./form.js";

const api = new API();
const token = new URLSearchParams(location.search).get("token") ?? "";
byId("token").value = token;
byId("token-field").hidden = token !== "";

const form = new Form(byId("setup"), {
  async submit() {
    try {
      await api.post("/setup", {
        token: byId("token").value.trim(),
        name: form.text("name"),
        password: byId("password").value,
      });
    } catch (error) {
      if (error.status === 403) byId("token-field").hidden = false;
      throw error;
    }
    location.assign("/");
  },
});

sendToLogin();

async function sendToLogin() {
  const { needed } = await api.get("/setup").catch(() => ({ needed: true }));
  if (!needed) location.replace("/login");
}
