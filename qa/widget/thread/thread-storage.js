/**
 * Keeps threads in the session storage of this tab, each under the name of its article, so that a reload shows it
 * again. An article that is opened from a thread can go on with that thread instead of having one of its own.
 */
import { readFromTab, writeToTab } from "./tab-storage.js";
import { Turn } from "./turn.js";

/** @import { Outcome } from "../transport/schema.js" */
/** @import { Scope } from "./turn.js" */

/** @typedef {{ conversationId: string | null, turns: Turn[] }} ThreadState */
/** @typedef {{ outcome: Outcome, scope: Scope, earlierNames: string[] | null }} StoredTurn */
/** @typedef {{ conversationId: string | null, turns: StoredTurn[] }} StoredThread */

const MAX_TURNS = 30;

/**
 * The name of the thread that is shown under an article.
 *
 * @param {string} endpoint base address of the service
 * @param {string | null} documentId null for all documents
 * @param {string} place tells the threads of several widgets on one page apart; empty for the only one
 * @returns {string}
 */
export function threadNameFor(endpoint, documentId, place) {
  const own = place ? `${documentId ?? ""} ${place}` : (documentId ?? "");
  return readFromTab(continuationKey(endpoint, own)) ?? own;
}

/**
 * Lets a thread go on under an article, unless that article has a thread already.
 *
 * @param {string} endpoint
 * @param {string} name of the thread
 * @param {string} documentId
 */
export function continueThread(endpoint, name, documentId) {
  if (documentId === name || readFromTab(threadKey(endpoint, documentId))) return;
  writeToTab(continuationKey(endpoint, documentId), name);
}

/**
 * @param {string} endpoint
 * @param {string} name of the thread
 * @returns {ThreadState} empty where nothing, or nothing readable, is stored
 */
export function loadThread(endpoint, name) {
  const { conversationId, turns } = parse(readFromTab(threadKey(endpoint, name)));
  return { conversationId, turns: turns.map(restored) };
}

/**
 * @param {string} endpoint
 * @param {string} name of the thread
 * @param {ThreadState} thread
 */
export function saveThread(endpoint, name, { conversationId, turns }) {
  const stored = { conversationId, turns: turns.flatMap(storedForm).slice(-MAX_TURNS) };
  const isEmpty = conversationId === null && stored.turns.length === 0;
  writeToTab(threadKey(endpoint, name), isEmpty ? null : JSON.stringify(stored));
}

/**
 * The stored form of a turn: its outcome or, until it has one, that of the turn whose place it takes.
 *
 * @param {Turn} turn
 * @returns {StoredTurn[]} one, or none
 */
function storedForm(turn) {
  const { outcome, scope, earlierNames } = turn.outcome ? turn : (turn.replaced ?? turn);
  return outcome ? [{ outcome, scope, earlierNames }] : [];
}

/**
 * @param {StoredTurn} stored
 * @returns {Turn}
 */
function restored({ outcome, scope, earlierNames }) {
  const turn = new Turn(outcome.question, scope, outcome.turn);
  turn.outcome = outcome;
  turn.earlierNames = earlierNames;
  return turn;
}

/**
 * @param {string | null} text
 * @returns {StoredThread}
 */
function parse(text) {
  const empty = { conversationId: null, turns: [] };
  try {
    return JSON.parse(text ?? "null") ?? empty;
  } catch {
    return empty;
  }
}

/**
 * @param {string} endpoint
 * @param {string} name
 * @returns {string} where a thread is stored
 */
function threadKey(endpoint, name) {
  return `pincite thread ${endpoint} ${name}`;
}

/**
 * @param {string} endpoint
 * @param {string} documentId
 * @returns {string} where the name of the thread that goes on under an article is stored
 */
function continuationKey(endpoint, documentId) {
  return `pincite follows ${endpoint} ${documentId}`;
}
