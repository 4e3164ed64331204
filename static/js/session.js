import { API } from "./api.js";
import { clearDrafts } from "./annotate/drafts.js";
import { byId, element } from "./dom.js";
import { Notice } from "./notice.js";

/** Who is logged in, for pages that nobody else may see. */
export class Session {
  constructor(api, user) {
    this.api = api;
    this.user = user;
  }

  get isAdmin() {
    return this.user.role === "admin";
  }

  /** Goes to the login page, or the set-up page of a new server, when nobody is logged in; then it never returns. */
  static async open() {
    const api = new API({ onLoggedOut: goToLogin });
    const { user } = await askWho(api);
    const session = new Session(api, user);
    session.#fillTopbar();
    return session;
  }

  #fillTopbar() {
    byId("topbar").replaceChildren(
      element("a", { class: "brand", href: "/" }, element("img", { src: "/static/favicon.svg", alt: "" }), "Quorum"),
      element("a", { class: "who", href: "/account" }, this.user.role === "admin" ? `${this.user.name} (admin)` : this.user.name),
      this.#logOutButton(),
    );
  }

  #logOutButton() {
    const button = element("button", { class: "button quiet small", type: "button" }, "Log out");
    button.addEventListener("click", () => this.#logOut());
    return button;
  }

  async #logOut() {
    clearDrafts();
    try {
      await this.api.delete("/session");
    } finally {
      location.assign("/login");
    }
  }
}

async function askWho(api) {
  try {
    return await api.get("/session");
  } catch (error) {
    // On the way to the login page nothing else of this page should run.
    if (error.status === 401) return new Promise(() => {});
    new Notice(byId("notice")).show("bad", error.message, [{ label: "Try again", act: () => location.reload() }]);
    throw error;
  }
}

function goToLogin() {
  location.replace(`/login?next=${encodeURIComponent(location.pathname + location.search + location.hash)}`);
}
