const LONGEST = 400;

/**
 * The words of a text, with the white space between them, and whether each lacks a partner in another text.
 *
 * Case and punctuation make no difference. Texts of more than a few hundred words are not compared: the time is
 * quadratic.
 *
 * @returns {{text: string, differs: boolean}[]}
 */
export function differingWords(text, other) {
  const parts = text.split(/(\s+)/u);
  const words = parts.filter((_, index) => index % 2 === 0).map(bare);
  const others = other.split(/\s+/u).map(bare);
  const kept = words.length > LONGEST || others.length > LONGEST ? null : commonWords(words, others);
  return parts.map((part, index) => ({
    text: part,
    differs: kept !== null && index % 2 === 0 && part !== "" && !kept.has(index / 2),
  }));
}

function bare(word) {
  const letters = word.normalize("NFKC").toLowerCase().replace(/[^\p{L}\p{M}\p{N}]/gu, "");
  return letters === "" ? word : letters;
}

/** The positions in `words` of a longest common subsequence. */
function commonWords(words, others) {
  const lengths = Array.from({ length: words.length + 1 }, () => new Uint16Array(others.length + 1));
  for (let i = words.length - 1; i >= 0; i -= 1) {
    for (let j = others.length - 1; j >= 0; j -= 1) {
      lengths[i][j] =
        words[i] === others[j] ? lengths[i + 1][j + 1] + 1 : Math.max(lengths[i + 1][j], lengths[i][j + 1]);
    }
  }
  const kept = new Set();
  for (let i = 0, j = 0; i < words.length && j < others.length; ) {
    if (words[i] === others[j]) {
      kept.add(i);
      i += 1;
      j += 1;
    } else if (lengths[i + 1][j] >= lengths[i][j + 1]) i += 1;
    else j += 1;
  }
  return kept;
}
