const LONGEST = 400;

/**
 * Aligns the words of several texts: the slots of a network that grows text by text, each text at the least number of
 * words put in, left out or replaced (Fiscus 1997, ROVER).
 *
 * Case and punctuation make no difference. Texts of more than a few hundred words are not aligned: the time is
 * quadratic.
 *
 * @param {string[]} texts
 * @returns {(string | null)[][] | null} for each slot the word of each text, null where a text has none there
 */
export function alignWords(texts) {
  const words = texts.map((text) => text.split(/\s+/u).filter((word) => word !== ""));
  if (words.some((one) => one.length > LONGEST)) return null;
  let slots = [];
  for (const [index, one] of words.entries()) slots = merged(slots, one, index);
  return slots.map((slot) => texts.map((_, index) => slot[index] ?? null));
}

/** Whether a slot's words are not all the same. */
export function isContested(slot) {
  return new Set(slot.map((word) => (word === null ? null : bare(word)))).size > 1;
}

/** The slots with the words of one more text, which all slots before lack. */
function merged(slots, words, index) {
  const cost = costs(slots, words);
  const result = [];
  const blank = () => Array(index).fill(null);
  let i = slots.length;
  let j = words.length;
  while (i > 0 || j > 0) {
    if (i > 0 && j > 0 && cost[i][j] === cost[i - 1][j - 1] + replacement(slots[i - 1], words[j - 1])) {
      result.push([...slots[--i], words[--j]]);
    } else if (i > 0 && cost[i][j] === cost[i - 1][j] + omission(slots[i - 1])) {
      result.push([...slots[--i], null]);
    } else {
      result.push([...blank(), words[--j]]);
    }
  }
  return result.reverse();
}

/** Least costs of aligning the first `i` slots with the first `j` words. */
function costs(slots, words) {
  const cost = Array.from({ length: slots.length + 1 }, () => new Float64Array(words.length + 1));
  for (let i = 0; i <= slots.length; i += 1) {
    for (let j = 0; j <= words.length; j += 1) {
      if (i === 0 && j === 0) continue;
      cost[i][j] = Math.min(
        i > 0 && j > 0 ? cost[i - 1][j - 1] + replacement(slots[i - 1], words[j - 1]) : Infinity,
        i > 0 ? cost[i - 1][j] + omission(slots[i - 1]) : Infinity,
        j > 0 ? cost[i][j - 1] + 1 : Infinity,
      );
    }
  }
  return cost;
}

function replacement(slot, word) {
  return slot.some((other) => other !== null && bare(other) === bare(word)) ? 0 : 1;
}

/** A slot that other texts lack as well is left out for nothing. */
function omission(slot) {
  return slot.includes(null) ? 0 : 1;
}

function bare(word) {
  const letters = word.normalize("NFKC").toLowerCase().replace(/[^\p{L}\p{M}\p{N}]/gu, "");
  return letters === "" ? word : letters;
}
