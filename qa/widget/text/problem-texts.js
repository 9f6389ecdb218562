/** What a person is told when a question fails. The service's own texts are for developers, and stay in the event. */

/** @import { Problem } from "../transport/schema.js" */

/**
 * @typedef {object} ProblemText
 * @property {string} title what happened
 * @property {string} [detail]
 * @property {string} [remedy] what the person can do
 */

const PREFIX = "urn:pincite:problem:";
const TELL = "If it happens again, tell the people who run this page.";

/** Problems whose texts are written for the person who asks. */
const PLAIN = ["blank-question", "question-too-long", "busy-conversation"];

/** @type {Record<string, ProblemText>} */
const BY_KIND = {
  "unknown-document": {
    title: "This article cannot be asked about",
    detail: "The service does not have the article that this page names.",
    remedy: "Tell the people who run this page.",
  },
  "receipt-mismatch": {
    title: "The answer is withheld",
    detail: "What would be quoted does not match the stored copy of its source.",
    remedy: "Tell the people who run this page.",
  },
  "no-index": {
    title: "There is nothing to search yet",
    detail: "No articles are available at the moment.",
    remedy: "Try again later.",
  },
  "not-ready": {
    title: "The service is starting",
    detail: "It is not ready to answer yet.",
    remedy: "Ask again in a minute.",
  },
};

/** @type {[holds: (status: number) => boolean, text: ProblemText][]} */
const BY_STATUS = [
  [(status) => status === 401 || status === 403, {
    title: "You are not signed in",
    detail: "The service does not answer without signing in, or you may not ask it.",
    remedy: "Reload the page and sign in.",
  }],
  [(status) => status === 429 || status === 503, {
    title: "The service is busy",
    detail: "Too many questions are being asked at the moment.",
    remedy: "Ask again in a moment.",
  }],
  [(status) => status >= 500, {
    title: "The service has a problem",
    detail: "Your question could not be answered.",
    remedy: `Try again later. ${TELL}`,
  }],
  [(status) => status >= 400, {
    title: "The question could not be sent",
    detail: "The service did not accept it.",
    remedy: `Reload the page and ask again. ${TELL}`,
  }],
];

/**
 * A problem in words for the person who asked.
 *
 * @param {Problem} problem
 * @returns {ProblemText}
 */
export function textOf(problem) {
  const kind = problem.type?.startsWith(PREFIX) ? problem.type.slice(PREFIX.length) : "";
  if (PLAIN.includes(kind)) return problem;
  const { status = 0 } = problem;
  return BY_KIND[kind] ?? BY_STATUS.find(([holds]) => holds(status))?.[1] ?? problem;
}
