/** The words in which the service's codes are shown. */

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

const REVIEWS = {
  submitted: "submitted",
  under_review: "under review",
  approved: "approved",
};

const STANDINGS = {
  current: "current",
  corrected: "corrected",
  expression_of_concern: "expression of concern",
  superseded: "superseded",
  withdrawn: "withdrawn",
  retracted: "retracted",
};

const REASONS = {
  no_evidence: "No evidence in the stored sources",
  ambiguous_follow_up: "It is not clear what the question refers to",
  out_of_scope: "Not a question for the stored sources",
  only_retracted: "Only retracted or withdrawn sources were found",
};

const AUDIENCES = {
  patient: "Patient",
  caregiver: "Caregiver",
  student: "Student",
  nurse: "Nurse",
  physician: "Physician",
  researcher: "Researcher",
};

const spoken = (words) => (code) => words[code] ?? String(code).replaceAll("_", " ");

export const kindName = spoken(KINDS);
export const reviewName = spoken(REVIEWS);
export const standingName = spoken(STANDINGS);
export const reasonName = spoken(REASONS);

/** The audiences to choose from: [code, name] each. */
export const audiences = Object.entries(AUDIENCES);

/** Whether a work of that standing is not to be relied on. */
export function isGrave(standing) {
  return standing === "retracted" || standing === "withdrawn";
}

/** "3 quotes", "1 quote". */
export function count(number, noun) {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}

/** "confidence 0.82, needed 0.50", with more digits where two would make different numbers look the same. */
export function confidenceText({ score, threshold }) {
  const alike = score !== threshold && score.toFixed(2) === threshold.toFixed(2);
  const digits = alike ? 4 : 2;
  return `confidence ${score.toFixed(digits)}, needed ${threshold.toFixed(digits)}`;
}
