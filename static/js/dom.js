/**
 * Makes an element. Strings among the children become text, never markup; null and false are left out.
 *
 * Properties: `class`, `dataset` (an object), `on` (an object of listeners), anything else an attribute; `true` sets an
 * attribute without value, null and false leave it out.
 */
export function element(name, properties = {}, ...children) {
  const result = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (value === null || value === undefined || value === false) continue;
    if (key === "class") result.className = value;
    else if (key === "dataset") Object.assign(result.dataset, value);
    else if (key === "on") listen(result, value);
    else result.setAttribute(key, value === true ? "" : value);
  }
  result.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return result;
}

function listen(target, listeners) {
  for (const [event, listener] of Object.entries(listeners)) target.addEventListener(event, listener);
}

/** The element with an id; the pages hold all that scripts ask for. */
export function byId(id) {
  const result = document.getElementById(id);
  if (!result) throw new Error(`The page lacks an element with the id "${id}".`);
  return result;
}

const shown = new WeakMap();

/**
 * Fills a place with what `make` makes of a value, unless it shows just that: what has not changed keeps its focus,
 * selection and playing recordings. What has changed keeps the focus where something has the same label.
 *
 * @param {HTMLElement} place
 * @param {T} value plain data
 * @param {(value: T) => Node | Node[]} make
 * @template T
 */
export function showChanged(place, value, make) {
  const text = JSON.stringify(value);
  if (shown.get(place) === text) return;
  shown.set(place, text);
  const focused = place.contains(document.activeElement) ? document.activeElement.getAttribute("aria-label") : null;
  place.replaceChildren(...[make(value)].flat());
  if (focused !== null) focusLabelled(place, focused);
}

/** Gives the focus to what has a label, also when it was made anew since it had it. */
export function focusLabelled(place, label) {
  place.querySelector(`[aria-label="${CSS.escape(label)}"]`)?.focus();
}

export function badge(state) {
  return element("span", { class: `badge ${state}` }, state);
}

/** The last part of the address that is not empty: the id of the page's project. */
export function idFromAddress() {
  return decodeURIComponent(location.pathname.split("/").filter(Boolean).at(-1) ?? "");
}
