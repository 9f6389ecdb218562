/** Checks a question before it is sent. */

const MAX_QUESTION = 2000;

/**
 * What keeps a question from being asked. Its length is counted in code points, as the service counts it.
 *
 * @param {string} question
 * @returns {string} empty where it can be asked
 */
export function complaintAbout(question) {
  if (!question) return "Write your question first.";
  const length = [...question].length;
  if (length <= MAX_QUESTION) return "";
  return `The question has ${length.toLocaleString("en")} characters, and ${MAX_QUESTION.toLocaleString("en")} are the most. Ask one thing at a time.`;
}
