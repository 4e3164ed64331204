import { UNREACHABLE, APIError, problem } from "../api.js";

const PIECE = 8 * 1024 * 1024;
const FIRST_PAUSE = 500;
const LONGEST_PAUSE = 15_000;
const PATIENCE = 15 * 60 * 1000;

/**
 * Sends a file by the tus protocol, in pieces. When the connection is lost it goes on from what the server has, for as
 * long as PATIENCE lasts without a byte getting through; the same file chosen anew, in this browser, goes on too.
 */
export class TusUpload {
  #root;
  #file;
  #details;
  #listener;
  #key;
  /** When bytes last got through. */
  #gained = 0;
  #pause = FIRST_PAUSE;

  /**
   * @param {string} root the address of the project's uploads
   * @param {Record<string, string>} details what is said of the file
   * @param {{onProgress: (share: number) => void, onWaiting: () => void, onLoggedOut: () => void}} listener `onWaiting`
   *   hears that the connection is lost and will be tried again
   */
  constructor(root, file, details, listener) {
    this.#root = root;
    this.#file = file;
    this.#details = { filename: file.name, ...details };
    this.#listener = listener;
    this.#key = `upload ${root} ${file.size} ${file.lastModified} ${JSON.stringify(this.#details)}`;
  }

  async send() {
    let address = localStorage.getItem(this.#key);
    const isRemembered = address !== null;
    try {
      await this.#persist(async () => {
        address ??= await this.#begin();
        await this.#sendFrom(await this.#ask(address), address);
      });
    } catch (error) {
      if (!error.isTemporary) localStorage.removeItem(this.#key);
      // The server forgot what it had: anew.
      if (isRemembered && isGone(error)) return this.send();
      throw error;
    }
    localStorage.removeItem(this.#key);
  }

  /** Repeats what fails for want of a connection, less and less often. */
  async #persist(act) {
    this.#gained = Date.now();
    for (;;) {
      try {
        return await act();
      } catch (error) {
        if (!mayPass(error) || Date.now() - this.#gained > PATIENCE) throw error;
      }
      this.#listener.onWaiting();
      await new Promise((resolve) => setTimeout(resolve, this.#pause));
      this.#pause = Math.min(2 * this.#pause, LONGEST_PAUSE);
    }
  }

  async #sendFrom(start, address) {
    for (let offset = start; offset < this.#file.size; ) {
      offset = await this.#sendPiece(address, offset);
      this.#gained = Date.now();
      this.#pause = FIRST_PAUSE;
    }
  }

  async #begin() {
    const words = Object.entries(this.#details).map(([name, value]) => `${name} ${base64(value)}`);
    const answer = await this.#request("POST", this.#root, {
      "Upload-Length": String(this.#file.size),
      "Upload-Metadata": words.join(","),
    });
    const address = answer.getResponseHeader("Location");
    localStorage.setItem(this.#key, address);
    return address;
  }

  async #ask(address) {
    return offsetIn(await this.#request("HEAD", address, {}));
  }

  async #sendPiece(address, offset) {
    const piece = this.#file.slice(offset, offset + PIECE);
    const headers = { "Upload-Offset": String(offset), "Content-Type": "application/offset+octet-stream" };
    const checksum = await sha256(piece);
    if (checksum) headers["Upload-Checksum"] = `sha256 ${checksum}`;
    return offsetIn(
      await this.#request("PATCH", address, headers, piece, (sent) =>
        this.#listener.onProgress((offset + sent) / this.#file.size),
      ),
    );
  }

  /** Only `XMLHttpRequest` reports the progress of an upload. */
  #request(method, address, headers, body = null, onSent = () => {}) {
    return new Promise((resolve, reject) => {
      const request = new XMLHttpRequest();
      request.open(method, address);
      request.setRequestHeader("X-Quorum-Request", "1");
      request.setRequestHeader("Tus-Resumable", "1.0.0");
      for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
      request.upload.addEventListener("progress", (event) => onSent(event.loaded));
      request.addEventListener("error", () => reject(new APIError(0, UNREACHABLE)));
      request.addEventListener("load", () => {
        if (request.status >= 200 && request.status < 300) return resolve(request);
        if (request.status === 401) this.#listener.onLoggedOut();
        reject(problem(request.status, request.responseText));
      });
      request.send(body);
    });
  }
}

/** Whether the server does not know the upload (any more). */
function isGone(error) {
  return error.status === 404 || error.status === 410;
}

/** Whether going on from what the server has may work: no answer, a busy server, a piece changed on its way. */
function mayPass(error) {
  return error.status !== 507 && (error.isTemporary || error.status === 423 || error.status === 460);
}

function offsetIn(answer) {
  return Number(answer.getResponseHeader("Upload-Offset"));
}

function base64(text) {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)));
}

/** In base64; null where the browser has no cryptography, as on pages without TLS. */
async function sha256(blob) {
  if (!globalThis.crypto?.subtle) return null;
  const digest = await crypto.subtle.digest("SHA-256", await blob.arrayBuffer());
  return btoa(String.fromCharCode(...new Uint8Array(digest)));
}
