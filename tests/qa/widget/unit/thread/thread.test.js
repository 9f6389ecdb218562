import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { Thread } from "../../../../../qa/widget/thread/thread.js";
import { abstention, answer, binding } from "../outcomes.js";
import { freshStorage } from "../stand-ins.js";

/** @import { Answer } from "../../../../../qa/widget/transport/schema.js" */
/** @import { Turn } from "../../../../../qa/widget/thread/turn.js" */
/** @import { FakeStorage } from "../stand-ins.js" */

const ENDPOINT = "https://pincite.example/";
const EVERYTHING = { document_id: null, section: null };
/** @type {FakeStorage} */
let storage;

beforeEach(() => {
  storage = freshStorage();
});

/**
 * @param {string | null} [documentId]
 * @returns {Thread} as this tab remembers it
 */
function open(documentId = null) {
  return new Thread(ENDPOINT, documentId);
}

/**
 * @param {Thread} thread
 * @param {string} question
 * @param {Partial<Answer>} [changes]
 * @returns {Turn} asked and answered
 */
function ask(thread, question, changes = {}) {
  const turn = thread.begin(question, EVERYTHING);
  thread.complete(turn, answer({ question, turn: turn.number ?? 0, ...changes }));
  return turn;
}

/**
 * @param {Thread} thread
 * @returns {string[]}
 */
function questions(thread) {
  return thread.turns.map(({ question }) => question);
}

test("turns are numbered as they are asked, and an open one is last", () => {
  const thread = open();
  assert.equal(thread.nextNumber, 1);
  const first = ask(thread, "one");
  const second = thread.begin("two", EVERYTHING);
  assert.deepEqual([first.number, second.number], [1, 2]);
  assert.deepEqual(questions(thread), ["one", "two"]);
  assert.deepEqual([thread.isLast(first), thread.isLast(second)], [false, true]);
});

test("each change is told", () => {
  const thread = open();
  let told = 0;
  thread.onChange = () => {
    told += 1;
  };
  const turn = thread.begin("one", EVERYTHING);
  thread.join(turn, { conversation_id: "c1", turn: 4 });
  thread.complete(turn, answer({ turn: 4 }));
  thread.clear();
  assert.equal(told, 4);
});

test("what the service says of a turn counts, before and with its outcome", () => {
  const thread = open();
  const turn = thread.begin("one", EVERYTHING);
  thread.join(turn, { conversation_id: "c7", turn: 3 });
  assert.deepEqual([thread.conversationId, turn.number], ["c7", 3]);
  thread.complete(turn, answer({ conversation_id: "c7", turn: 4 }));
  assert.deepEqual([turn.number, thread.nextNumber], [4, 5]);
});

test("a reload shows the complete turns again", () => {
  const thread = open("guide/1");
  const scope = { document_id: "guide/1", section: "Prognosis" };
  const turn = thread.begin("one", scope);
  thread.complete(turn, answer({ question: "one" }));
  thread.begin("open", scope);
  const again = open("guide/1");
  assert.deepEqual(questions(again), ["one"]);
  assert.deepEqual([again.turns[0].outcome, again.turns[0].scope], [turn.outcome, scope]);
  assert.deepEqual([again.conversationId, again.nextNumber], ["c1", 2]);
  assert.deepEqual(questions(open("other")), []);
});

test("the latest thirty turns are stored, and all stay in the list", () => {
  const thread = open();
  for (let number = 1; number <= 32; number += 1) ask(thread, `question ${number}`);
  assert.equal(thread.turns.length, 32);
  assert.deepEqual([open().turns.length, open().turns[0].question], [30, "question 3"]);
});

test("two widgets of one page keep threads of their own", () => {
  const [first, second] = [new Thread(ENDPOINT, "a"), new Thread(ENDPOINT, "a", "2")];
  first.complete(first.begin("one", EVERYTHING), answer({ question: "one" }));
  second.complete(second.begin("two", EVERYTHING), answer({ question: "two" }));
  const kept = [new Thread(ENDPOINT, "a"), new Thread(ENDPOINT, "a", "2")].map(({ turns }) => turns.map(({ question }) => question));
  assert.deepEqual(kept, [["one"], ["two"]]);
});

test("without storage, and with what cannot be read, a thread is empty and works", () => {
  storage.items.set(`pincite thread ${ENDPOINT} `, "{");
  assert.deepEqual(questions(open()), []);
  storage.broken = true;
  const thread = open();
  ask(thread, "one");
  assert.deepEqual(questions(thread), ["one"]);
});

test("a question that is asked again takes the place of its turn, in the list and in storage", () => {
  const thread = open();
  const first = ask(thread, "one", { bindings: [binding("it", "lithium")] });
  ask(thread, "two");
  const again = thread.beginAgain(first, "one, again", EVERYTHING);
  assert.deepEqual([questions(thread), again.number], [["one, again", "two"], 1]);
  assert.deepEqual(questions(open()), ["one", "two"], "the first outcome stays until another has arrived");
  thread.complete(again, answer({ question: "one, again", turn: 1, topic: null }));
  assert.deepEqual(questions(open()), ["one, again", "two"]);
  assert.deepEqual([open().turns[0].names, open().nextNumber], [["riluzole", "lithium"], 3]);
});

test("a question that is asked again and comes to nothing gives the place back", () => {
  const thread = open();
  const first = ask(thread, "one");
  ask(thread, "two");
  const again = thread.beginAgain(first, "one, again", EVERYTHING);
  thread.abandon(again);
  assert.deepEqual([questions(thread), again.number], [["one", "one, again", "two"], null]);
  thread.abandon(again);
  assert.deepEqual(questions(thread), ["one", "one, again", "two"]);
  thread.remove(again);
  assert.deepEqual(questions(thread), ["one", "two"]);
});

test("a question whose turn cannot be replaced goes to the end, as one of its own", () => {
  const thread = open();
  const first = ask(thread, "one");
  ask(thread, "two");
  const again = thread.beginAgain(first, "one, again", EVERYTHING);
  thread.moveToEnd(again);
  assert.deepEqual(questions(thread), ["one", "two", "one, again"]);
  assert.deepEqual([again.number, again.earlierNames, again.replaced], [3, null, null]);
  thread.moveToEnd(first);
  assert.deepEqual(questions(thread), ["one", "two", "one, again"], "a turn that replaces nothing stays where it is");
});

test("a turn of an expired conversation is not replaced", () => {
  const thread = open();
  const first = ask(thread, "one");
  const second = thread.begin("two", EVERYTHING);
  thread.expire(second);
  thread.complete(second, answer({ question: "two", conversation_id: "c2", turn: 1 }));
  const again = thread.beginAgain(first, "one, again", EVERYTHING);
  assert.deepEqual([questions(thread), again.number, again.replaced], [["one", "two", "one, again"], 2, null]);
});

test("where a new conversation starts below an expired one, the list says so", () => {
  const thread = open();
  const first = ask(thread, "one");
  const second = thread.begin("two", EVERYTHING);
  thread.expire(second);
  assert.deepEqual([thread.startsNewConversation(first), thread.startsNewConversation(second)], [false, true]);
  thread.complete(second, answer({ question: "two", conversation_id: "c2", turn: 1 }));
  const again = open();
  assert.deepEqual(again.turns.map((turn) => again.startsNewConversation(turn)), [false, true]);
});

test("the first turn starts no new conversation below a failed one", () => {
  const thread = open();
  thread.abandon(thread.begin("fails", EVERYTHING));
  assert.equal(thread.startsNewConversation(ask(thread, "one")), false);
});

test("a turn is found by its conversation and number", () => {
  const thread = open();
  const first = ask(thread, "one");
  thread.begin("open", EVERYTHING);
  assert.equal(thread.find("c1", 1), first);
  assert.equal(thread.find("c2", 1), undefined);
  assert.equal(thread.find("c1", 2), undefined);
});

test("names are the latest first, each once, at most eight", () => {
  const thread = open();
  ask(thread, "one", { topic: "Riluzole", bindings: [binding("it", "ALS")] });
  ask(thread, "two", { topic: null, bindings: [binding("it", "riluzole"), binding("why?", "whole")], interpreted_question: "whole" });
  const readings = [{ interpreted_question: "x", bindings: [binding("which", "edaravone")] }];
  thread.complete(thread.begin("three", EVERYTHING), abstention({ turn: 3, topic: null, readings }));
  assert.deepEqual(thread.names(), ["edaravone", "riluzole", "ALS"]);
  for (let number = 1; number <= 9; number += 1) ask(thread, "more", { topic: `name ${number}` });
  assert.deepEqual([thread.names().length, thread.names()[0]], [8, "name 9"]);
});

test("a cleared thread leaves nothing in storage, and takes in nothing late", () => {
  const thread = open();
  const turn = thread.begin("one", EVERYTHING);
  thread.join(turn, { conversation_id: "c1" });
  assert.equal(storage.items.size, 1);
  thread.clear();
  thread.join(turn, { conversation_id: "c1" });
  thread.complete(turn, answer());
  assert.deepEqual([thread.conversationId, questions(thread), storage.items.size], [null, [], 0]);
});

test("a thread goes on under an article that is opened from it, unless that has its own", () => {
  const thread = open();
  ask(thread, "one");
  thread.continueUnder("guide/1");
  assert.deepEqual(questions(open("guide/1")), ["one"]);
  ask(open("guide/1"), "two");
  assert.deepEqual(questions(open()), ["one", "two"]);
  ask(open("guide/2"), "its own");
  open().continueUnder("guide/2");
  assert.deepEqual(questions(open("guide/2")), ["its own"]);
});
