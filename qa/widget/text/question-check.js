/** Checks a question before it is sent. */

const MAX_QUESTION = 2000;

/**
 * The reason why a question cannot be asked. Its length is counted in code points, as the service counts it.
 *
 * @param {string} question
 * @returns {string} empty where it can be asked
 */
export function complaintAbout(question) {
  if (!question) return "Enter a question first.";
  const length = [...question].length;
  if (length <= MAX_QUESTION) return "";
  return `The question has ${length.toLocaleString("en")} characters; the limit is ${MAX_QUESTION.toLocaleString("en")}. Ask one thing at a time.`;
}
