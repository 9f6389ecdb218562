/** What can go wrong with a call, as the service's problem objects say it. */

/** The status for a conversation that the service does not have, or no longer. */
export const EXPIRED = 410;

/** The problem of a turn that the conversation does not have, or no longer. */
export const UNKNOWN_TURN = "urn:pincite:problem:unknown-turn";

/** What went wrong, as the service's problem object says it: {title, status, detail, remedy}. */
export class ProblemError extends Error {
  constructor(problem) {
    super(problem.title || "The question could not be answered");
    this.name = "ProblemError";
    this.problem = { title: this.message, status: 0, ...problem };
  }
}
