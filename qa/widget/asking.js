/** Asks a question in a thread: shows in its turn what arrives, and settles on the complete outcome. */
import { ask, EXPIRED, exported, ProblemError } from "./transport.js";

/**
 * @param {{endpoint: string, thread: import("./thread.js").Thread, turn: import("./turn.js").Turn, signal: AbortSignal}} where
 * @param {object} question body of the call, without the conversation
 * @returns {Promise<{outcome: object, number: number}>} the number is that of the turn in its conversation
 * @throws {ProblemError} and AbortError
 */
export async function answered(where, question) {
  const { thread, turn, signal } = where;
  let outcome;
  try {
    outcome = await streamed(where, question);
  } catch (error) {
    if (!thread.conversationId || error.problem?.status !== EXPIRED) throw error;
    thread.restart({ keepTurns: true });
    turn.beginAnew();
    outcome = await streamed(where, question);
  }
  thread.join(outcome.conversation_id);
  const number = await numberOf(where, outcome);
  signal.throwIfAborted();
  return { outcome, number };
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

/** The service counts; it is asked where an earlier outcome was lost on its way here. */
async function numberOf({ endpoint, thread }, { conversation_id: conversationId }) {
  const next = thread.nextNumber;
  if (!thread.unsure) return next;
  try {
    const { turns } = JSON.parse(await exported(endpoint, conversationId));
    return turns.at(-1)?.number ?? next;
  } catch {
    return next;
  }
}
