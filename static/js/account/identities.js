import { byId, element } from "../dom.js";
import { formatMoment } from "../format.js";
import { table } from "../project/table.js";
import { ProviderButton } from "../provider.js";

/** With what else than a password the account's owner logs in; hidden where there is no provider. */
export class Identities {
  #api;
  #notice;
  #button;

  constructor(api, notice) {
    this.#api = api;
    this.#notice = notice;
    this.#button = new ProviderButton(byId("connect"), api, {
      request: () => ({ connect: true }),
      onError: (error) => notice.show("bad", error.message),
    });
  }

  async load() {
    try {
      const [{ provider }, { identities }] = await Promise.all([this.#api.get("/login"), this.#api.get("/identities")]);
      byId("logins").hidden = provider === null && identities.length === 0;
      this.#button.show(provider && `Connect: ${provider}`);
      byId("identities").replaceChildren(
        identities.length === 0
          ? element("p", { class: "muted" }, "Name and password alone.")
          : table(["Provider", "Connected", ""], identities.map((identity) => this.#row(identity))),
      );
    } catch (error) {
      this.#notice.show("bad", error.message, [{ label: "Try again", act: () => this.load() }]);
    }
  }

  #row(identity) {
    const button = element("button", { class: "button small", type: "button" }, "Disconnect");
    button.setAttribute("aria-label", `Disconnect ${identity.issuer}`);
    button.addEventListener("click", () => this.#disconnect(identity, button));
    return [identity.issuer, formatMoment(identity.connected_at), button];
  }

  async #disconnect(identity, button) {
    button.disabled = true;
    try {
      await this.#api.delete(`/identities/${identity.id}`);
    } catch (error) {
      button.disabled = false;
      return this.#notice.show("bad", error.message);
    }
    await this.load();
    byId("logins-title").focus();
  }
}
