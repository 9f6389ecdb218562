/** Calls of the service. Questions travel in bodies only, never in an address. */
import { isAbort, isExpired, ProblemError } from "./problem.js";
import { readEvents } from "./server-sent-events.js";

/** @import { AnswerEvent, Disclaimer, Problem, Question, SearchResult } from "./schema.js" */
/** @import { ServerSentEvent } from "./server-sent-events.js" */

/**
 * Asks over the streaming call.
 *
 * @param {string} endpoint base address of the service, ending in a slash
 * @param {Question} question
 * @param {AbortSignal} signal
 * @returns {AsyncGenerator<AnswerEvent, void>}
 * @throws {ProblemError} for a refusal, a broken stream, or a service that cannot be reached
 */
export async function* streamAnswer(endpoint, question, signal) {
  const response = await post(new URL("v1/follow-up/stream", endpoint), question, signal);
  if (response.body) {
    for await (const { event, data } of withProblems(readEvents(response.body))) {
      const body = JSON.parse(data);
      if (event === "error") throw new ProblemError(body);
      yield /** @type {AnswerEvent} */ ({ event, data: body });
      if (event === "done") return;
    }
  }
  throw new ProblemError({
    title: "The answer was cut off",
    detail: "The connection ended before the answer was complete.",
    remedy: "Ask again.",
  });
}

/**
 * The disclaimer for an audience.
 *
 * @param {string} endpoint
 * @param {string} audience
 * @param {AbortSignal} signal
 * @returns {Promise<Disclaimer>}
 */
export async function fetchDisclaimer(endpoint, audience, signal) {
  const url = new URL("v1/disclaimer", endpoint);
  url.searchParams.set("audience", audience);
  const response = await send(url, { signal, headers: { Accept: "application/json" } });
  return response.json();
}

/**
 * The best passages for some words.
 *
 * @param {string | URL} endpoint
 * @param {string} words
 * @param {number} limit
 * @param {AbortSignal} signal
 * @returns {Promise<SearchResult>}
 */
export async function searchPassages(endpoint, words, limit, signal) {
  const response = await post(new URL("v1/search", endpoint), { question: words, limit }, signal);
  return response.json();
}

/**
 * All that the service keeps of a conversation, as the JSON text that it sends.
 *
 * @param {string} endpoint
 * @param {string} conversationId
 * @returns {Promise<string>}
 */
export async function exportConversation(endpoint, conversationId) {
  const response = await send(conversationAddress(endpoint, conversationId), { headers: { Accept: "application/json" } });
  return response.text();
}

/**
 * Deletes what the service keeps of a conversation; no error if it keeps nothing of it.
 *
 * @param {string} endpoint
 * @param {string} conversationId
 * @returns {Promise<void>}
 */
export async function deleteConversation(endpoint, conversationId) {
  try {
    await send(conversationAddress(endpoint, conversationId), { method: "DELETE" });
  } catch (error) {
    if (!isExpired(error)) throw error;
  }
}

/**
 * @param {string} endpoint
 * @param {string} conversationId
 * @returns {URL}
 */
function conversationAddress(endpoint, conversationId) {
  return new URL(`v1/conversations/${encodeURIComponent(conversationId)}`, endpoint);
}

/**
 * @param {URL} url
 * @param {object} body sent as JSON
 * @param {AbortSignal} signal
 * @returns {Promise<Response>}
 */
function post(url, body, signal) {
  return send(url, {
    method: "POST",
    signal,
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
}

/**
 * @param {URL} url
 * @param {RequestInit} options
 * @returns {Promise<Response>} a response with a status of success
 */
async function send(url, options) {
  let response;
  try {
    response = await fetch(url, options);
  } catch (error) {
    throw connectionError(error);
  }
  if (!response.ok) throw new ProblemError(await problemOf(response));
  return response;
}

/**
 * @param {Response} response
 * @returns {Promise<Problem>}
 */
async function problemOf(response) {
  const unnamed = { title: `The service answered with status ${response.status}`, status: response.status };
  try {
    return { ...unnamed, ...(await response.json()) };
  } catch {
    return { ...unnamed, remedy: "Try again in a moment." };
  }
}

/**
 * Passes events on; an error while they are read becomes a problem.
 *
 * @param {AsyncIterable<ServerSentEvent>} events
 * @returns {AsyncGenerator<ServerSentEvent, void>}
 */
async function* withProblems(events) {
  try {
    yield* events;
  } catch (error) {
    throw connectionError(error);
  }
}

/**
 * @param {unknown} error of `fetch`, or of reading its body
 * @returns {Error}
 */
function connectionError(error) {
  if (isAbort(error)) return error;
  return new ProblemError({
    title: "The service cannot be reached",
    detail: "There is no connection, or the service does not accept requests from this page.",
    remedy: "Check the connection and try again.",
  });
}
