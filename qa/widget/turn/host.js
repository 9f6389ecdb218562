/** What the turns need of the widget around them, as a type. */

/** @import { Turn } from "../thread/turn.js" */
/** @import { ChosenBinding, Receipt } from "../transport/schema.js" */

/**
 * What a turn needs of the widget around it.
 *
 * @typedef {object} Host
 * @property {string} endpoint base address of the service
 * @property {number} headingLevel of the questions; their sources' is one below
 * @property {(question: string, options?: { bindings?: ChosenBinding[], instead?: Turn }) => void} ask
 * @property {(conversationId: string | null, number: number) => boolean} shows whether that turn is on the page
 * @property {(conversationId: string | null, number: number, place: Receipt | null) => void} point leads to that turn
 * @property {() => void} toQuestion leads to the question field
 * @property {() => string[]} names that occur in the thread
 */

export {};
