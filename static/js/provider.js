/** A button that leads to the provider of log-ins, and from there to `/login/callback`. */
export class ProviderButton {
  #button;

  /**
   * @param {HTMLButtonElement} button hidden until there is a provider
   * @param {API} api
   * @param {object} options
   * @param {() => object} options.request what the log-in is for, as `POST /login` takes it
   * @param {(error: APIError) => void} options.onError
   */
  constructor(button, api, { request, onError }) {
    this.#button = button;
    button.addEventListener("click", async () => {
      button.disabled = true;
      try {
        location.assign((await api.post("/login", request())).url);
      } catch (error) {
        onError(error);
      }
      // Whoever comes back by the browser's own button may try again.
      button.disabled = false;
    });
  }

  /** @param {string | null} label what the button says; null: there is no provider */
  show(label) {
    this.#button.textContent = label ?? "";
    this.#button.hidden = label === null;
  }
}

/** An address of this server, the first page for any other. */
export function ownAddress(text) {
  const first = new URL("/", location.origin);
  if (!text || !URL.canParse(text, location.origin)) return first;
  const address = new URL(text, location.origin);
  return address.origin === location.origin ? address : first;
}
