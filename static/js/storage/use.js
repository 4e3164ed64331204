import { element } from "../dom.js";
import { formatBytes, formatPlural, formatShare } from "../format.js";

/**
 * Fills a place with how much a project keeps of what it may.
 *
 * @param {HTMLElement} place
 * @param {object} storage as the API has it; `quota` null: no limit
 */
export function showUse(place, { quota, files, bytes, pending_files: waiting, pending_bytes: waitingBytes }) {
  const used = bytes + waitingBytes;
  place.replaceChildren(
    element("p", { class: "big" }, quota === null ? formatBytes(used) : `${formatBytes(used)} of ${formatBytes(quota)}`),
    ...(quota === null ? [] : [bar(bytes, waitingBytes, quota)]),
    element(
      "p",
      { class: "muted" },
      [
        formatPlural(files, "file", "files"),
        waiting > 0 && `${formatPlural(waiting, "more", "more")} on the way (${formatBytes(waitingBytes)})`,
        quota === null ? "no quota is set" : room(used, quota),
      ]
        .filter(Boolean)
        .join(" · "),
    ),
  );
}

function room(used, quota) {
  if (used >= quota) return "the quota is full: nothing more is taken";
  return `${formatBytes(quota - used)} left (${formatShare(used / quota)} used)`;
}

/** The share of what is kept and of what is on its way; said in words beside it. */
function bar(bytes, waiting, quota) {
  const result = element("div", { class: "parts", "aria-hidden": "true" });
  for (const [part, state] of [[bytes, "ready"], [waiting, "chunking"]]) {
    const segment = element("span", { class: state });
    segment.style.width = `${quota === 0 ? 100 : Math.min(100, (part / quota) * 100)}%`;
    if (part > 0) result.append(segment);
  }
  return result;
}
