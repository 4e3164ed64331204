import { API } from "./api.js";
import { byId } from "./dom.js";
import { Notice } from "./notice.js";
import { ownAddress } from "./provider.js";

/** What the provider refuses with (RFC 6749, section 4.1.2.1; OpenID Connect Core 1.0, section 3.1.2.6). */
const REFUSALS = {
  access_denied: "The provider did not let you in, or you told it not to.",
  temporarily_unavailable: "The provider is too busy just now. Try again in a moment.",
  server_error: "Something went wrong at the provider. Try again in a moment.",
};

const api = new API();
const answer = new URLSearchParams(location.search);
const state = answer.get("state") ?? "";
// The code is good for once, and belongs into no history.
history.replaceState(null, "", location.pathname);
await finish();

async function finish() {
  if (!answer.has("code")) {
    return refuse(REFUSALS[answer.get("error")] ?? "The provider sent no answer that Quorum understands.");
  }
  const request = { code: answer.get("code"), state, iss: answer.get("iss") };
  try {
    if (state.startsWith("connect.")) {
      await api.post("/identities", request);
      location.replace("/account");
    } else {
      const { project, next } = await api.post("/login/answer", request);
      location.replace(project ? `/projects/${project}` : ownAddress(next).href);
    }
  } catch (error) {
    refuse(error.message);
  }
}

function refuse(message) {
  const isInvited = state.startsWith("join.");
  new Notice(byId("notice")).show("bad", isInvited ? `${message} The invitation's link opens it again.` : message);
  byId("back").hidden = isInvited;
  if (state.startsWith("connect.")) {
    byId("back-link").href = "/account";
    byId("back-link").textContent = "Back to your account";
  }
}
