/**
 * Fills a place with HTML the server made of Markdown. Links lead to a new tab: what is half written here stays.
 *
 * @param {HTMLElement} place
 * @param {string} html safe: without scripts and without what its author wrote as HTML
 */
export function showMarkdown(place, html) {
  const { body } = new DOMParser().parseFromString(html, "text/html");
  for (const link of body.querySelectorAll("a[href]")) {
    link.target = "_blank";
    link.rel = "noopener noreferrer";
  }
  place.replaceChildren(...body.childNodes);
}
