/** Asks a question in a thread, and retries once if the service no longer has the conversation or the turn. */
import { isExpired, isUnknownTurn, ProblemError } from "../transport/problem.js";
import { streamAnswer } from "../transport/service.js";

/** @import { Connection } from "../transport/connection.js" */
/** @import { AnswerEvent, Outcome, Question } from "../transport/schema.js" */
/** @import { Thread } from "./thread.js" */
/** @import { Turn } from "./turn.js" */

/**
 * Where a question is asked, and who is shown what arrives.
 *
 * @typedef {object} Asking
 * @property {Connection} connection
 * @property {Thread} thread
 * @property {Turn} turn
 * @property {AbortSignal} signal
 * @property {(event: AnswerEvent) => void} onEvent
 */

/**
 * The outcome of a question. An expired conversation is replaced by a new one; a turn that the service no longer has
 * cannot be replaced, so the question goes to the end.
 *
 * @param {Asking} asking
 * @param {Question} question without its conversation
 * @returns {Promise<Outcome>}
 * @throws {ProblemError} and AbortError
 */
export async function askInThread(asking, question) {
  const { thread, turn, signal } = asking;
  let outcome;
  try {
    outcome = await streamOutcome(asking, question);
  } catch (error) {
    const expired = isExpired(error) && thread.conversationId !== null;
    if (!expired && !isUnknownTurn(error)) throw error;
    thread.moveToEnd(turn);
    if (expired) thread.expire(turn);
    outcome = await streamOutcome(asking, { ...question, replaces: null });
  }
  thread.join(turn, outcome);
  signal.throwIfAborted();
  return outcome;
}

/**
 * @param {Asking} asking
 * @param {Question} question
 * @returns {Promise<Outcome>}
 */
async function streamOutcome({ connection, thread, turn, signal, onEvent }, question) {
  const body = { ...question, conversation_id: thread.conversationId };
  for await (const event of streamAnswer(connection, body, signal)) {
    if (event.event === "done") return event.data;
    if (event.event === "interpretation") thread.join(turn, event.data);
    onEvent(event);
  }
  throw new ProblemError({ title: "The answer was cut off", remedy: "Ask again." });
}
