import { element } from "../dom.js";

/**
 * A table of text or elements.
 *
 * @param {string[]} heads
 * @param {(string | Node | (string | Node)[])[][]} rows
 * @param {number[]} numbers the columns that hold numbers
 */
export function table(heads, rows, numbers = []) {
  const kind = (index) => (numbers.includes(index) ? "number" : null);
  return element(
    "table",
    { class: "table" },
    element(
      "thead",
      {},
      element("tr", {}, heads.map((head, index) => element("th", { scope: "col", class: kind(index) }, head))),
    ),
    element(
      "tbody",
      {},
      rows.map((row) =>
        element("tr", {}, row.map((cell, index) => element("td", { class: kind(index), dir: "auto" }, cell))),
      ),
    ),
  );
}
