/** Errors that carry the service's problem objects. */

/** @import { Problem } from "./schema.js" */

/** The status for a conversation that the service does not store, or no longer does. */
export const EXPIRED = 410;

/** The type of the problem for a turn that the conversation does not have, or no longer has. */
export const UNKNOWN_TURN = "urn:pincite:problem:unknown-turn";

/** A failed call, described by a problem object. */
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
 * Whether an error means that the service does not store the conversation, or no longer does.
 *
 * @param {unknown} error
 * @returns {error is ProblemError}
 */
export function isExpired(error) {
  return error instanceof ProblemError && error.problem.status === EXPIRED;
}

/**
 * Whether an error means that the service does not store the turn, or no longer does.
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
