/** Calls of the service. Questions travel in bodies only, never in an address. */
import { headersOf, Patience } from "./connection.js";
import { isAbort, isExpired, ProblemError } from "./problem.js";
import { retrySeconds } from "./retry-after.js";
import { readEvents } from "./server-sent-events.js";

/** @import { Connection } from "./connection.js" */
/** @import { AnswerEvent, Disclaimer, Problem, Question, SearchResult } from "./schema.js" */
/** @import { ServerSentEvent } from "./server-sent-events.js" */

const ACCEPT = { Accept: "application/json, text/event-stream" };
const JSON_BODY = { "Content-Type": "application/json" };

/**
 * Asks over the streaming call.
 *
 * @param {Connection} connection
 * @param {Question} question
 * @param {AbortSignal} signal
 * @returns {AsyncGenerator<AnswerEvent, void>}
 * @throws {ProblemError} for a refusal, a broken or silent stream, or a service that cannot be reached
 */
export async function* streamAnswer(connection, question, signal) {
  const patience = new Patience();
  try {
    const either = AbortSignal.any([signal, patience.signal]);
    const response = await post(connection, "v1/follow-up/stream", question, either);
    if (response.body) {
      for await (const { event, data } of unlessCut(readEvents(response.body))) {
        patience.renew();
        const body = JSON.parse(data);
        if (event === "error") throw new ProblemError(body);
        yield /** @type {AnswerEvent} */ ({ event, data: body });
        if (event === "done") return;
      }
    }
    throw cutOff();
  } finally {
    patience.end();
  }
}

/**
 * The disclaimer for an audience.
 *
 * @param {Connection} connection
 * @param {string} audience
 * @param {AbortSignal} signal
 * @returns {Promise<Disclaimer>}
 */
export async function fetchDisclaimer(connection, audience, signal) {
  const path = `v1/disclaimer?${new URLSearchParams({ audience })}`;
  const response = await send(connection, path, { signal });
  return response.json();
}

/**
 * The best passages for some words.
 *
 * @param {Connection} connection
 * @param {string} words
 * @param {number} limit
 * @param {AbortSignal} signal
 * @returns {Promise<SearchResult>}
 */
export async function searchPassages(connection, words, limit, signal) {
  const response = await post(connection, "v1/search", { question: words, limit }, signal);
  return response.json();
}

/**
 * All that the service keeps of a conversation, as the JSON text that it sends.
 *
 * @param {Connection} connection
 * @param {string} conversationId
 * @returns {Promise<string>}
 */
export async function exportConversation(connection, conversationId) {
  const response = await send(connection, conversationPath(conversationId), {});
  return response.text();
}

/**
 * Deletes what the service keeps of a conversation; no error if it keeps nothing of it.
 *
 * @param {Connection} connection
 * @param {string} conversationId
 * @returns {Promise<void>}
 */
export async function deleteConversation(connection, conversationId) {
  try {
    await send(connection, conversationPath(conversationId), { method: "DELETE" });
  } catch (error) {
    if (!isExpired(error)) throw error;
  }
}

/**
 * @param {string} conversationId
 * @returns {string}
 */
function conversationPath(conversationId) {
  return `v1/conversations/${encodeURIComponent(conversationId)}`;
}

/**
 * @param {Connection} connection
 * @param {string} path
 * @param {object} body sent as JSON
 * @param {AbortSignal} signal
 * @returns {Promise<Response>}
 */
function post(connection, path, body, signal) {
  return send(connection, path, { method: "POST", signal, body: JSON.stringify(body) });
}

/**
 * @param {Connection} connection
 * @param {string} path relative to the service's base address
 * @param {{ method?: string, signal?: AbortSignal, body?: string }} options
 * @returns {Promise<Response>} a response with a status of success
 */
async function send(connection, path, options) {
  const headers = await headersOf(connection, options.body === undefined ? ACCEPT : { ...ACCEPT, ...JSON_BODY });
  const { endpoint, credentials = "same-origin" } = connection;
  let response;
  try {
    response = await fetch(new URL(path, endpoint), { ...options, headers, credentials });
  } catch (error) {
    throw isExpected(error) ? error : unreachable();
  }
  if (!response.ok) throw new ProblemError(await problemOf(response));
  return response;
}

/**
 * @param {Response} response
 * @returns {Promise<Problem>}
 */
async function problemOf(response) {
  const { status } = response;
  const seconds = retrySeconds(response.headers.get("Retry-After"));
  const retry = seconds === null ? {} : { retry_after: seconds };
  const unnamed = { title: `The service answered with status ${status}`, status };
  try {
    return { ...unnamed, ...(await response.json()), ...retry };
  } catch {
    return { ...unnamed, remedy: "Try again in a moment.", ...retry };
  }
}

/**
 * Passes events on; a connection that breaks while they are read becomes a problem.
 *
 * @param {AsyncIterable<ServerSentEvent>} events
 * @returns {AsyncGenerator<ServerSentEvent, void>}
 */
async function* unlessCut(events) {
  try {
    yield* events;
  } catch (error) {
    throw isExpected(error) ? error : cutOff();
  }
}

/**
 * @param {unknown} error of `fetch`, or of reading its body
 * @returns {boolean} whether it was stopped on purpose, or is a problem already
 */
function isExpected(error) {
  return isAbort(error) || error instanceof ProblemError;
}

/** @returns {ProblemError} */
function unreachable() {
  return new ProblemError({
    title: "The service cannot be reached",
    detail: "There is no connection, or the service cannot be used from this page.",
    remedy: "Check your connection and ask again. If it happens again, tell the people who run this page.",
  });
}

/** @returns {ProblemError} */
function cutOff() {
  return new ProblemError({
    title: "The answer was cut off",
    detail: "The connection ended before the answer was complete.",
    remedy: "Ask again.",
  });
}
