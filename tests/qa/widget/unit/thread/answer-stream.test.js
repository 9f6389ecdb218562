import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { askInThread } from "../../../../../qa/widget/thread/answer-stream.js";
import { Thread } from "../../../../../qa/widget/thread/thread.js";
import { ProblemError, UNKNOWN_TURN } from "../../../../../qa/widget/transport/problem.js";
import { answer, QUOTE, SOURCE } from "../outcomes.js";
import { eventStream, freshStorage, problem, serviceThatReplies } from "../stand-ins.js";

/** @import { Turn } from "../../../../../qa/widget/thread/turn.js" */
/** @import { Outcome } from "../../../../../qa/widget/transport/schema.js" */

const EVERYTHING = { document_id: null, section: null };
/** @type {Thread} */
let thread;
/** @type {string[]} */
let shown;

beforeEach(() => {
  freshStorage();
  thread = new Thread("https://pincite.example/", null);
  shown = [];
});

/**
 * @param {Turn} turn
 * @param {AbortSignal} [signal]
 * @returns {Promise<Outcome>}
 */
function ask(turn, signal = new AbortController().signal) {
  const onEvent = (/** @type {{ event: string }} */ { event }) => void shown.push(event);
  const asking = { connection: { endpoint: "https://pincite.example/" }, thread, turn, signal, onEvent };
  const replaces = turn.replaced ? turn.number : null;
  return askInThread(asking, { question: turn.question, bindings: [], replaces, audience: "default", ...turn.scope });
}

/**
 * @param {string} question
 * @returns {Promise<Turn>} asked and answered, as turn 1 of c1
 */
async function completed(question) {
  const turn = thread.begin(question, EVERYTHING);
  serviceThatReplies(eventStream(["done", answer({ question })]));
  thread.complete(turn, await ask(turn));
  return turn;
}

test("what arrives is shown, and the conversation is joined before the outcome is complete", async () => {
  const turn = thread.begin("one", EVERYTHING);
  const interpretation = { conversation_id: "c1", turn: 2 };
  serviceThatReplies(eventStream(["interpretation", interpretation], ["source", SOURCE], ["quote", QUOTE]));
  await assert.rejects(ask(turn), ProblemError);
  assert.deepEqual(shown, ["interpretation", "source", "quote"]);
  assert.deepEqual([thread.conversationId, turn.number], ["c1", 2]);
});

test("a question goes to the conversation of its thread", async () => {
  await completed("one");
  const calls = serviceThatReplies(eventStream(["done", answer({ turn: 2 })]));
  assert.equal((await ask(thread.begin("two", EVERYTHING))).turn, 2);
  assert.deepEqual([calls[0].body.conversation_id, calls[0].body.question], ["c1", "two"]);
});

test("an expired conversation is replaced by a new one", async () => {
  await completed("one");
  const calls = serviceThatReplies(problem(410), eventStream(["done", answer({ conversation_id: "c2" })]));
  const turn = thread.begin("two", EVERYTHING);
  assert.equal((await ask(turn)).conversation_id, "c2");
  assert.deepEqual(calls.map(({ body }) => body.conversation_id), ["c1", null]);
  assert.deepEqual([turn.number, thread.conversationId, thread.startsNewConversation(turn)], [1, "c2", true]);
});

test("a turn that the service no longer has is asked again at the end", async () => {
  const first = await completed("one");
  await completed("two");
  const again = thread.beginAgain(first, "one", EVERYTHING);
  const calls = serviceThatReplies(problem(404, { type: UNKNOWN_TURN }), eventStream(["done", answer({ turn: 3 })]));
  await ask(again);
  assert.deepEqual(calls.map(({ body }) => [body.replaces, body.conversation_id]), [[1, "c1"], [null, "c1"]]);
  assert.deepEqual(thread.turns.at(-1), again);
  assert.ok(thread.has(first));
});

test("other problems are not tried again", async () => {
  const calls = serviceThatReplies(problem(410));
  await assert.rejects(ask(thread.begin("one", EVERYTHING)), ProblemError, "there is no conversation that could have expired");
  assert.equal(calls.length, 1);
  await completed("one");
  const others = serviceThatReplies(problem(500));
  await assert.rejects(ask(thread.begin("two", EVERYTHING)), ProblemError);
  assert.equal(others.length, 1);
});

test("a question that was stopped has no outcome, and its conversation goes on", async () => {
  const running = new AbortController();
  const turn = thread.begin("one", EVERYTHING);
  const calls = serviceThatReplies(eventStream(["done", answer()]));
  const outcome = ask(turn, running.signal);
  while (calls.length === 0) await Promise.resolve();
  running.abort();
  await assert.rejects(outcome, { name: "AbortError" });
  assert.equal(thread.conversationId, "c1");
});
