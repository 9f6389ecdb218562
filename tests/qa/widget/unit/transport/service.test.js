import assert from "node:assert/strict";
import { test } from "node:test";

import { SILENCE_MS } from "../../../../../qa/widget/transport/connection.js";
import { ProblemError } from "../../../../../qa/widget/transport/problem.js";
import {
  deleteConversation,
  exportConversation,
  fetchDisclaimer,
  searchPassages,
  streamAnswer,
} from "../../../../../qa/widget/transport/service.js";
import { answer, QUOTE, SOURCE } from "../outcomes.js";
import { eventStream, problem, serviceThatReplies } from "../stand-ins.js";

const ENDPOINT = "https://pincite.example/base/";
const SERVICE = { endpoint: ENDPOINT };
const QUESTION = { question: "riluzole?", bindings: [], replaces: null, audience: "nurse", document_id: null, section: null };
const { signal } = new AbortController();

/**
 * @param {string} title
 * @returns {(error: unknown) => boolean}
 */
function titled(title) {
  return (error) => error instanceof ProblemError && error.problem.title === title;
}

test("a question travels in the body, and its events arrive in order until it is done", async () => {
  const events = [["interpretation", { turn: 1 }], ["source", SOURCE], ["quote", QUOTE], ["done", answer()], ["quote", QUOTE]];
  const calls = serviceThatReplies(eventStream(...events.map(([event, data]) => /** @type {[string, unknown]} */ ([event, data]))));
  const arrived = await Array.fromAsync(streamAnswer(SERVICE, QUESTION, signal));
  assert.deepEqual(arrived.map(({ event }) => event), ["interpretation", "source", "quote", "done"]);
  assert.deepEqual(arrived.at(-1)?.data, answer());
  const [{ url, method, body, headers }] = calls;
  assert.deepEqual([url, method, body], [`${ENDPOINT}v1/follow-up/stream`, "POST", QUESTION]);
  assert.equal(headers.get("Content-Type"), "application/json");
});

test("a stream that ends early is a problem", async () => {
  serviceThatReplies(eventStream(["quote", QUOTE]));
  await assert.rejects(Array.fromAsync(streamAnswer(SERVICE, QUESTION, signal)), titled("The answer was cut off"));
  serviceThatReplies(new Response(null));
  await assert.rejects(Array.fromAsync(streamAnswer(SERVICE, QUESTION, signal)), titled("The answer was cut off"));
});

test("an error event is a problem", async () => {
  serviceThatReplies(eventStream(["error", { title: "Broken", status: 500, remedy: "Wait." }]));
  await assert.rejects(Array.fromAsync(streamAnswer(SERVICE, QUESTION, signal)), titled("Broken"));
});

test("a refusal keeps the service's problem object", async () => {
  serviceThatReplies(problem(500, { title: "Receipt mismatch", remedy: "Run `pincite status`." }));
  await assert.rejects(Array.fromAsync(streamAnswer(SERVICE, QUESTION, signal)), (error) => {
    assert.ok(error instanceof ProblemError);
    assert.deepEqual(error.problem, { title: "Receipt mismatch", status: 500, remedy: "Run `pincite status`." });
    return true;
  });
});

test("a refusal without a problem object is named by its status", async () => {
  serviceThatReplies(new Response("<html>", { status: 502 }));
  await assert.rejects(searchPassages(SERVICE, "words", 5, signal), titled("The service answered with status 502"));
});

test("a service that cannot be reached, or breaks off, is a problem", async () => {
  serviceThatReplies(new TypeError("fetch failed"));
  await assert.rejects(Array.fromAsync(streamAnswer(SERVICE, QUESTION, signal)), titled("The service cannot be reached"));
  const broken = new ReadableStream({ pull: (controller) => controller.error(new TypeError("network error")) });
  serviceThatReplies(new Response(broken));
  await assert.rejects(Array.fromAsync(streamAnswer(SERVICE, QUESTION, signal)), titled("The answer was cut off"));
});

test("a service that is silent is given up", async (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  globalThis.fetch = (_, options) => new Promise((_resolve, reject) => {
    options?.signal?.addEventListener("abort", () => reject(options.signal?.reason));
  });
  const asked = Array.fromAsync(streamAnswer(SERVICE, QUESTION, signal));
  await Promise.resolve();
  context.mock.timers.tick(SILENCE_MS);
  await assert.rejects(asked, titled("The service takes too long"));
});

test("a call carries the token, the headers and the cookies that the page wants", async () => {
  const replies = () => Response.json({ text: "For all." });
  const calls = serviceThatReplies(replies(), replies(), replies());
  await fetchDisclaimer({ ...SERVICE, token: "t1", credentials: "include", headers: { "X-Site": "clinic" } }, "nurse", signal);
  await fetchDisclaimer({ ...SERVICE, token: async () => "t2" }, "nurse", signal);
  await fetchDisclaimer({ ...SERVICE, token: () => null }, "nurse", signal);
  assert.deepEqual(calls.map(({ headers }) => headers.get("Authorization")), ["Bearer t1", "Bearer t2", null]);
  assert.equal(calls[0].headers.get("X-Site"), "clinic");
  assert.deepEqual(calls.map(({ credentials }) => credentials), ["include", "same-origin", "same-origin"]);
});

test("a refusal says how long to wait", async () => {
  serviceThatReplies(Response.json({ title: "Busy" }, { status: 503, headers: { "Retry-After": "7" } }));
  await assert.rejects(searchPassages(SERVICE, "words", 5, signal), (error) => {
    assert.ok(error instanceof ProblemError);
    assert.equal(error.problem.retry_after, 7);
    return true;
  });
});

test("a call that is stopped stays an AbortError", async () => {
  serviceThatReplies(eventStream());
  await assert.rejects(Array.fromAsync(streamAnswer(SERVICE, QUESTION, AbortSignal.abort())), { name: "AbortError" });
});

test("words are searched for in a body", async () => {
  const calls = serviceThatReplies(Response.json({ hits: [] }));
  assert.deepEqual(await searchPassages(SERVICE, "bulbar onset", 40, signal), { hits: [] });
  assert.deepEqual([calls[0].url, calls[0].body], [`${ENDPOINT}v1/search`, { question: "bulbar onset", limit: 40 }]);
});

test("a disclaimer is asked for by audience", async () => {
  const calls = serviceThatReplies(Response.json({ id: "nurse", version: "1", text: "For nurses." }));
  assert.equal((await fetchDisclaimer(SERVICE, "a&b", signal)).text, "For nurses.");
  assert.equal(calls[0].url, `${ENDPOINT}v1/disclaimer?audience=a%26b`);
});

test("a conversation is exported as it was sent", async () => {
  const calls = serviceThatReplies(new Response('{"turns": [ ]}'));
  assert.equal(await exportConversation(SERVICE, "a/b"), '{"turns": [ ]}');
  assert.equal(calls[0].url, `${ENDPOINT}v1/conversations/a%2Fb`);
});

test("deleting a conversation that the service does not have succeeds; other failures do not", async () => {
  const calls = serviceThatReplies(new Response(null, { status: 204 }), problem(410), problem(500));
  await deleteConversation(SERVICE, "c1");
  await deleteConversation(SERVICE, "c1");
  await assert.rejects(deleteConversation(SERVICE, "c1"), titled("Problem 500"));
  assert.deepEqual(calls.map(({ method }) => method), ["DELETE", "DELETE", "DELETE"]);
});
