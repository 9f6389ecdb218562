/** Errors that carry the service's problem objects. */

/** @import { Problem } from "./schema.js" */

/** The status for a conversation that the service does not have, or no longer. */
export const EXPIRED = 410;

/** The problem of a turn that the conversation does not have, or no longer. */
export const UNKNOWN_TURN = "urn:pincite:problem:unknown-turn";

/** What went wrong with a call, as a problem object says it. */
export class ProblemError extends Error {
  /** @param {Partial<Problem>} problem */
  constructor(problem) {
    super(problem.title || "The question could not be answered");
    this.name = "ProblemError";
    /** @type {Problem & { status: number }} */
    this.problem = { status: 0, ...problem, title: this.message };
  }
}

/**
 * Whether an error says that a conversation is not, or no longer, kept by the service.
 *
 * @param {unknown} error
 * @returns {error is ProblemError}
 */
export function isExpired(error) {
  return error instanceof ProblemError && error.problem.status === EXPIRED;
}

/**
 * Whether an error says that a turn is not, or no longer, kept by the service.
 *
 * @param {unknown} error
 * @returns {error is ProblemError}
 */
export function isUnknownTurn(error) {
  return error instanceof ProblemError && error.problem.type === UNKNOWN_TURN;
}

/**
 * Whether an error means that the call was stopped on purpose.
 *
 * @param {unknown} error
 * @returns {error is Error}
 */
export function isAbort(error) {
  return error instanceof Error && error.name === "AbortError";
}
