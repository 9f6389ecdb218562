/** Mentions of a follow-up in its question, and their meanings in the interpreted question. */

/** @typedef {{ text: string, isMeaning: boolean }} Piece */

/**
 * The words before a meaning: "“it” = ", or "about " where the whole question leaves its topic out.
 *
 * @param {string} mention
 * @param {string} question
 * @returns {string}
 */
export function introduction(mention, question) {
  return isWholeQuestion(mention, question) ? "about " : `“${mention}” = `;
}

/**
 * Whether a mention is the whole question: its meaning is then what the question leaves out, or what it asks in full.
 *
 * @param {string} mention
 * @param {string} question
 * @returns {boolean}
 */
export function isWholeQuestion(mention, question) {
  return wordsOf(mention) === wordsOf(question);
}

/**
 * The interpreted question in pieces, each meaning a piece of its own at its first place.
 *
 * @param {string} interpreted
 * @param {string[]} meanings
 * @returns {Piece[]}
 */
export function piecesOf(interpreted, meanings) {
  /** @type {Piece[]} */
  const pieces = [];
  const open = meanings.filter((meaning) => meaning !== "" && meaning !== interpreted);
  let rest = interpreted;
  for (;;) {
    const [first] = open
      .map((meaning) => ({ meaning, at: rest.indexOf(meaning) }))
      .filter(({ at }) => at >= 0)
      .sort((one, other) => one.at - other.at);
    if (!first) return [...pieces, { text: rest, isMeaning: false }];
    pieces.push({ text: rest.slice(0, first.at), isMeaning: false }, { text: first.meaning, isMeaning: true });
    rest = rest.slice(first.at + first.meaning.length);
    open.splice(open.indexOf(first.meaning), 1);
  }
}

/**
 * @param {string} text
 * @returns {string} its words in lower case, without punctuation
 */
function wordsOf(text) {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ").trim();
}
