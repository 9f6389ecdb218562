/** Talks to the service. Questions travel in bodies only, never in an address. */
import { EXPIRED, ProblemError } from "./problem.js";
import { readEvents } from "./server-sent-events.js";

/**
 * Asks over the streaming call.
 *
 * @param {string} endpoint base address of the service, ending in a slash
 * @param {object} question body of POST /v1/follow-up/stream
 * @param {AbortSignal} signal
 * @yields {{event: "interpretation" | "source" | "quote" | "done", data: object}}
 * @throws {ProblemError} for a refusal, a broken stream, or a service that cannot be reached
 */
export async function* ask(endpoint, question, signal) {
  const response = await post(new URL("v1/follow-up/stream", endpoint), question, signal);
  for await (const { event, data } of guarded(readEvents(response.body))) {
    const body = JSON.parse(data);
    if (event === "error") throw new ProblemError(body);
    yield { event, data: body };
    if (event === "done") return;
  }
  throw new ProblemError({
    title: "The answer was cut off",
    detail: "The connection ended before the answer was complete.",
    remedy: "Ask again.",
  });
}

/** The disclaimer for an audience: {id, version, text}. */
export async function disclaimer(endpoint, audience, signal) {
  const url = new URL("v1/disclaimer", endpoint);
  url.searchParams.set("audience", audience);
  const response = await reach(url, { signal, headers: { Accept: "application/json" } });
  return response.json();
}

/** Ranked passages for some words: {hits: [{document_id, title, ...}]}. */
export async function search(endpoint, words, limit, signal) {
  const response = await post(new URL("v1/search", endpoint), { question: words, limit }, signal);
  return response.json();
}

/** All that the service keeps of a conversation, as the JSON text that it sends. */
export async function exported(endpoint, conversationId) {
  const response = await reach(conversationAddress(endpoint, conversationId), { headers: { Accept: "application/json" } });
  return response.text();
}

/** Deletes what the service keeps of a conversation; one that it does not have is as good as deleted. */
export async function forget(endpoint, conversationId) {
  try {
    await reach(conversationAddress(endpoint, conversationId), { method: "DELETE" });
  } catch (error) {
    if (error.problem?.status !== EXPIRED) throw error;
  }
}

function conversationAddress(endpoint, conversationId) {
  return new URL(`v1/conversations/${encodeURIComponent(conversationId)}`, endpoint);
}

function post(url, body, signal) {
  return reach(url, {
    method: "POST",
    signal,
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
}

async function reach(url, options) {
  let response;
  try {
    response = await fetch(url, options);
  } catch (error) {
    throw unreachable(error);
  }
  if (!response.ok) throw new ProblemError(await problemOf(response));
  return response;
}

async function problemOf(response) {
  const unnamed = { title: `The service answered with status ${response.status}`, status: response.status };
  try {
    return { ...unnamed, ...(await response.json()) };
  } catch {
    return { ...unnamed, remedy: "Try again in a moment." };
  }
}

async function* guarded(events) {
  try {
    yield* events;
  } catch (error) {
    throw unreachable(error);
  }
}

function unreachable(error) {
  if (error.name === "AbortError") return error;
  return new ProblemError({
    title: "The service cannot be reached",
    detail: "No connection, or the service does not allow this page to ask it.",
    remedy: "Check the connection and try again.",
  });
}
