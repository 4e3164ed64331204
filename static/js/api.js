/** A refusal of the server, or its silence. */
export class APIError extends Error {
  /** The HTTP status; 0 when no answer came. */
  status;
  /** The field of the request the refusal is about, if it is about one. */
  field;

  constructor(status, detail, field) {
    super(detail);
    this.status = status;
    this.field = field;
  }

  /** Whether the same request may succeed in a moment. */
  get isTemporary() {
    return this.status === 0 || this.status === 429 || this.status >= 500;
  }
}

export const UNREACHABLE = "The server cannot be reached. Check your connection.";

/** The server's HTTP interface, called as whoever is logged in in this browser. */
export class API {
  #root;
  #clockOffset = 0;
  #onLoggedOut;

  /** @param {{root?: string, onLoggedOut?: () => void}} options `onLoggedOut`: called when a login has ended */
  constructor({ root = "/api/v1", onLoggedOut = () => {} } = {}) {
    this.#root = root;
    this.#onLoggedOut = onLoggedOut;
  }

  /** Milliseconds since 1970 by the server's clock, within a second. */
  get now() {
    return Date.now() + this.#clockOffset;
  }

  get(path) {
    return this.#call("GET", path);
  }

  post(path, body) {
    return this.#call("POST", path, body);
  }

  /** @param {string} [tag] of the state that is changed, where it has one */
  put(path, body, tag) {
    return this.#call("PUT", path, body, tag === undefined ? {} : { "If-Match": tag });
  }

  /** What is there with the tag of its state: `{body, tag}`. */
  async getTagged(path) {
    return tagged(await this.#send("GET", path));
  }

  /** Replaces what has a tag; gives what is there then: `{body, tag}`. */
  async putTagged(path, body, tag) {
    return tagged(await this.#send("PUT", path, body, { "If-Match": tag }));
  }

  /** Sends a merge patch (RFC 7396) of what has a tag; gives what is there then: `{body, tag}`. */
  async patch(path, body, tag) {
    return tagged(
      await this.#send("PATCH", path, body, { "If-Match": tag, "Content-Type": "application/merge-patch+json" }),
    );
  }

  delete(path) {
    return this.#call("DELETE", path);
  }

  /** A recording or waveform at an address that the server gave. */
  async file(address) {
    const response = await this.#fetch(address, { method: "GET" });
    if (!response.ok) throw await this.#refusal(response);
    return response;
  }

  /**
   * Sends a file; `onProgress` hears of every part that went out, from 0 to 1.
   * Only `XMLHttpRequest` reports the progress of an upload.
   */
  upload(path, file, onProgress) {
    return new Promise((resolve, reject) => {
      const request = new XMLHttpRequest();
      request.open("POST", this.#root + path);
      request.setRequestHeader("X-Quorum-Request", "1");
      request.upload.addEventListener("progress", (event) => {
        if (event.lengthComputable && event.total > 0) onProgress(event.loaded / event.total);
      });
      request.addEventListener("error", () => reject(new APIError(0, UNREACHABLE)));
      request.addEventListener("load", () => {
        if (request.status === 401) this.#onLoggedOut();
        if (request.status >= 200 && request.status < 300) resolve(parse(request.responseText));
        else reject(problem(request.status, request.responseText));
      });
      request.send(file);
    });
  }

  /** The address of a call, for what does not go through this class. */
  address(path) {
    return this.#root + path;
  }

  /** Tells the page that its login has ended. */
  loggedOut() {
    this.#onLoggedOut();
  }

  async #call(method, path, body, more = {}) {
    const response = await this.#send(method, path, body, more);
    return response.status === 204 ? null : parse(await textOf(response));
  }

  async #send(method, path, body, more = {}) {
    const headers = { Accept: "application/json" };
    if (method !== "GET") headers["X-Quorum-Request"] = "1";
    if (body !== undefined) headers["Content-Type"] = "application/json";
    const response = await this.#fetch(this.#root + path, {
      method,
      headers: { ...headers, ...more },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    if (!response.ok) throw await this.#refusal(response);
    return response;
  }

  async #fetch(address, options) {
    let response;
    try {
      response = await fetch(address, { credentials: "same-origin", ...options });
    } catch {
      throw new APIError(0, UNREACHABLE);
    }
    const date = Date.parse(response.headers.get("Date") ?? "");
    if (Number.isFinite(date)) this.#clockOffset = date - Date.now();
    return response;
  }

  async #refusal(response) {
    if (response.status === 401) this.#onLoggedOut();
    return problem(response.status, await textOf(response));
  }
}

async function tagged(response) {
  return { body: parse(await textOf(response)), tag: response.headers.get("ETag") };
}

async function textOf(response) {
  try {
    return await response.text();
  } catch {
    throw new APIError(0, UNREACHABLE);
  }
}

function parse(text) {
  try {
    return text ? JSON.parse(text) : null;
  } catch {
    return null;
  }
}

/** The refusal that an answer's text tells. */
export function problem(status, text) {
  const body = parse(text);
  const detail = body?.detail ?? `The server answered with ${status}. Try again; if it stays, tell its operator.`;
  return new APIError(status, detail, body?.field);
}
