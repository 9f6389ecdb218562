/** Asks a question in a thread: shows in its turn what arrives, and settles on the complete outcome. */
import { EXPIRED, ProblemError, UNKNOWN_TURN } from "../transport/problem.js";
import { ask } from "../transport/service.js";

/**
 * @param {{endpoint: string, thread: import("./thread.js").Thread, turn: import("../turn/turn-view.js").Turn, signal: AbortSignal,
 *   toEnd: () => void}} where `toEnd` is called where the question cannot take the place that it was to have
 * @param {object} question body of the call, without the conversation
 * @returns {Promise<object>} the outcome
 * @throws {ProblemError} and AbortError
 */
export async function answered(where, question) {
  const { thread, turn, signal, toEnd } = where;
  let outcome;
  try {
    outcome = await streamed(where, question);
  } catch (error) {
    const expired = error.problem?.status === EXPIRED && thread.conversationId !== null;
    if (!expired && error.problem?.type !== UNKNOWN_TURN) throw error;
    toEnd();
    if (expired) {
      thread.restart({ keepTurns: true });
      turn.beginAnew();
    }
    outcome = await streamed(where, { ...question, replaces: null });
  }
  thread.join(outcome.conversation_id);
  signal.throwIfAborted();
  return outcome;
}

async function streamed({ endpoint, thread, turn, signal }, question) {
  const body = { ...question, conversation_id: thread.conversationId };
  for await (const { event, data } of ask(endpoint, body, signal)) {
    if (event === "interpretation") {
      thread.join(data.conversation_id);
      turn.interpret(data);
    } else if (event === "source") turn.addSource(data);
    else if (event === "quote") turn.addQuote(data);
    else if (event === "done") return data;
  }
  throw new ProblemError({ title: "The answer was cut off", remedy: "Ask again." });
}
