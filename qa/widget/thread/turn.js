/** One question of a thread and its outcome. */

/** @import { Outcome } from "../transport/schema.js" */

/**
 * What a question is asked about: an article, one section of it, or all documents.
 *
 * @typedef {{ document_id: string | null, section: string | null }} Scope
 */

/** A turn: a question, its place in the conversation and, once it has arrived, its outcome. */
export class Turn {
  /**
   * Number in the conversation: expected until the service confirms it; null if the service stores no such turn.
   *
   * @type {number | null}
   */
  number;
  /** @type {Outcome | null} */
  outcome = null;
  /**
   * The turn whose place this one takes, until its own outcome has arrived.
   *
   * @type {Turn | null}
   */
  replaced = null;
  /**
   * Names that the turn in this place had before it was asked again; null where it never was.
   *
   * @type {string[] | null}
   */
  earlierNames = null;

  /**
   * @param {string} question
   * @param {Scope} scope
   * @param {number} number
   */
  constructor(question, scope, number) {
    this.question = question;
    this.scope = scope;
    this.number = number;
  }

  /**
   * A question that is asked again, in the place of a turn.
   *
   * @param {Turn} replaced
   * @param {string} question
   * @param {number} number of the replaced turn
   * @returns {Turn}
   */
  static inPlaceOf(replaced, question, number) {
    const turn = new Turn(question, replaced.scope, number);
    turn.replaced = replaced;
    turn.earlierNames = replaced.names;
    return turn;
  }

  /** What the turn is about, what was named in it, and what it could have been about. */
  get names() {
    return [...(this.outcome ? namesOf(this.outcome) : []), ...(this.earlierNames ?? [])];
  }
}

/**
 * @param {Outcome} outcome
 * @returns {string[]}
 */
function namesOf(outcome) {
  const { topic, bindings, interpreted_question: interpreted } = outcome;
  const readings = outcome.outcome === "abstention" ? outcome.readings : [];
  const meanings = [...bindings, ...readings.flatMap((reading) => reading.bindings)].map((binding) => binding.resolved_to);
  return [...(topic ? [topic] : []), ...meanings].filter((name) => name !== "" && name !== interpreted);
}
