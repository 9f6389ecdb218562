/** Outcomes as the service sends them, for the tests. */

/** @import { Abstention, Answer, Binding, Quote, Source } from "../../../../qa/widget/transport/schema.js" */

/** @type {Source} */
export const SOURCE = {
  document_id: "guide/1",
  title: "A guideline",
  kind: "guideline",
  publisher: "A society",
  authors: ["A. Author", "B. Author"],
  year: 2025,
  doi: null,
  pmid: null,
  url: "https://example.org/",
  licence: null,
  review_status: "under_review",
  standing: "current",
  last_updated: "2025-01-02",
  cautions: ["Pending human review."],
  references: [],
};

/** @type {Quote} */
export const QUOTE = {
  n: 1,
  text: "L’espérance 😀",
  document_id: "guide/1",
  version: "v",
  byte_start: 10,
  byte_end: 29,
  sha256: "79af42a8",
  section: ["Management", "Drug treatment"],
  page: 3,
  references: [],
  score: 0.5,
  links: { reader: "/read/guide%2F1#q=10-29", original: null, page: null },
  also: [],
  omitted_items: 0,
  answer_span: null,
  doubts: [],
};

/** What an answer and an abstention have in common. */
const SHARED = {
  answer_id: "1",
  conversation_id: "c1",
  turn: 1,
  question: "riluzole?",
  interpreted_question: "riluzole?",
  topic: "riluzole",
  bindings: [],
  notice: null,
  confidence: { score: 0.82, threshold: 0.5, sure: 0.9, calibration: "packaged" },
  generation: "g",
  suggested_questions: [],
  disclaimer: { id: "default", version: "1", text: "For defaults." },
};

/**
 * @param {Partial<Answer>} [changes]
 * @returns {Answer}
 */
export function answer(changes = {}) {
  return { ...SHARED, outcome: "answer", quotes: [QUOTE], sources: [SOURCE], glossary: [], caution: null, ...changes };
}

/**
 * @param {Partial<Abstention>} [changes]
 * @returns {Abstention}
 */
export function abstention(changes = {}) {
  const own = { message: "No evidence.", nearest_sources: [], readings: [], differs: null };
  return { ...SHARED, outcome: "abstention", reason: "no_evidence", ...own, ...changes };
}

/**
 * @param {string} mention
 * @param {string} meaning
 * @returns {Binding}
 */
export function binding(mention, meaning) {
  return { mention, resolved_to: meaning, turn: 1, origin: "question", place: null };
}
