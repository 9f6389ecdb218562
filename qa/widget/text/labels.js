/** Labels for the service's codes. */

/** @typedef {Record<string, string>} Labels */

/** @type {Labels} */
const KINDS = {
  guideline: "Guideline",
  systematic_review: "Systematic review",
  trial: "Trial",
  research: "Research",
  article: "Article",
  label: "Product label",
  summary: "Summary",
  other: "Other",
};

/** @type {Labels} */
const REVIEWS = {
  submitted: "submitted",
  under_review: "under review",
  approved: "approved",
};

/** @type {Labels} */
const STANDINGS = {
  current: "current",
  corrected: "corrected",
  expression_of_concern: "expression of concern",
  superseded: "superseded",
  withdrawn: "withdrawn",
  retracted: "retracted",
};

/** @type {Labels} */
const REASONS = {
  no_evidence: "No evidence found in the stored sources",
  ambiguous_follow_up: "It is not clear what the question refers to",
  out_of_scope: "Not a question about the stored sources",
  only_retracted: "Only retracted or withdrawn sources were found",
};

/** @type {Labels} */
const AUDIENCES = {
  patient: "Patient",
  caregiver: "Caregiver",
  student: "Student",
  nurse: "Nurse",
  physician: "Physician",
  researcher: "Researcher",
};

/**
 * The audiences to choose from.
 *
 * @type {[code: string, name: string][]}
 */
export const audiences = Object.entries(AUDIENCES);

/** The audience of a user who has not said who they are. */
export const UNSAID = "default";

/**
 * Whether the service knows an audience of that name: one to choose from, or another name for one.
 *
 * @param {string} code
 * @returns {boolean}
 */
export function isAudience(code) {
  return [UNSAID, "clinician", "professional", ...Object.keys(AUDIENCES)].includes(code);
}

export const kindName = namesIn(KINDS);
export const reviewName = namesIn(REVIEWS);
export const standingName = namesIn(STANDINGS);
export const reasonName = namesIn(REASONS);

/** @type {Labels} */
const STANDING_SENTENCES = {
  corrected: "This source has been corrected.",
  expression_of_concern: "The publisher has expressed concern about this source.",
  superseded: "This source has been superseded by a newer one.",
  withdrawn: "This source has been withdrawn. Do not rely on it.",
  retracted: "This source has been retracted. Do not rely on it.",
};

/**
 * What has happened to a source since its publication.
 *
 * @param {string} standing
 * @returns {string | null} null where it is current
 */
export function standingSentence(standing) {
  if (standing === "current") return null;
  return STANDING_SENTENCES[standing] ?? `Status of this source: ${standingName(standing)}.`;
}

/**
 * @param {Labels} labels
 * @returns {(code: string) => string} the label of a code; a code without one is shown in words of its own
 */
function namesIn(labels) {
  return (code) => labels[code] ?? code.replaceAll("_", " ");
}

/**
 * Whether a work with that standing must not be relied on.
 *
 * @param {string} standing
 * @returns {boolean}
 */
export function isGrave(standing) {
  return standing === "retracted" || standing === "withdrawn";
}

/**
 * "3 quotes", "1 quote".
 *
 * @param {number} number
 * @param {string} noun
 * @returns {string}
 */
export function count(number, noun) {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}
