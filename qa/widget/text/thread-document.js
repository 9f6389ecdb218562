/** A thread as a document that a colleague can read: questions, quotes, sources, references, dates, disclaimer. */
import { addressAt } from "./addresses.js";
import { citedReferences, factsOf, omittedText, placeText } from "./citation.js";
import { reasonName } from "./labels.js";

/** @import { Answer, Outcome, Quote, Source } from "../transport/schema.js" */

/**
 * The thread in Markdown (CommonMark). What sources and users wrote is escaped, so it stays as it reads.
 *
 * @param {readonly Outcome[]} outcomes oldest first
 * @param {string} endpoint base address of the service
 * @param {string} date of the export
 * @returns {string}
 */
export function threadMarkdown(outcomes, endpoint, date) {
  const disclaimers = new Set(outcomes.map(({ disclaimer }) => disclaimer.text));
  const parts = [
    "# Questions and quoted answers",
    `Saved on ${date}. The quotes are verbatim from the stored copies of their sources.`,
    ...outcomes.flatMap((outcome, place) => [`## ${place + 1}. ${escaped(outcome.question)}`, ...bodyOf(outcome, endpoint)]),
    ...[...disclaimers].map((text) => `**Disclaimer.** ${escaped(text)}`),
  ];
  return `${parts.join("\n\n")}\n`;
}

/**
 * @param {Outcome} outcome
 * @param {string} endpoint
 * @returns {string[]} paragraphs
 */
function bodyOf(outcome, endpoint) {
  const understood = outcome.interpreted_question === outcome.question ? [] : [`Understood as: ${escaped(outcome.interpreted_question)}`];
  const notice = outcome.notice ? [`**${escaped(outcome.notice.text)}**`] : [];
  if (outcome.outcome === "answer") return [...notice, ...understood, ...answerParts(outcome, endpoint)];
  return [...notice, ...understood, `**${escaped(reasonName(outcome.reason))}.** ${escaped(outcome.message)}`];
}

/**
 * @param {Answer} answer
 * @param {string} endpoint
 * @returns {string[]}
 */
function answerParts({ caution, quotes, sources }, endpoint) {
  const weakness = caution ? [`Caution: ${escaped(caution)}`] : [];
  const byId = new Map(sources.map((source) => [source.document_id, source]));
  return [...weakness, ...quotes.flatMap((quote) => quoteParts(quote, byId.get(quote.document_id), endpoint))];
}

/**
 * @param {Quote} quote
 * @param {Source | undefined} source
 * @param {string} endpoint
 * @returns {string[]}
 */
function quoteParts(quote, source, endpoint) {
  const words = quote.text.split("\n").map((line) => `> ${escaped(line)}`.trimEnd()).join("\n");
  const reader = addressAt(endpoint, quote.links.reader);
  const title = escaped(source?.title ?? quote.document_id);
  const facts = source ? factsOf(source).map(escaped).join("; ") : "";
  const lines = [
    escaped(omittedText(quote)),
    `${reader ? `[${title}](<${reader}>)` : title}. ${facts}.`,
    escaped(placeText(quote)),
    ...(source ? source.cautions.map((each) => `Caution: ${escaped(each)}`) : []),
    ...(source ? citedReferences(quote, source).map(escaped) : []),
  ];
  return [words, lines.filter(Boolean).map((line) => `- ${line}`).join("\n")];
}

/**
 * @param {string} text
 * @returns {string} the text with the characters that Markdown or HTML would read as markup escaped
 */
function escaped(text) {
  return text.replace(/[\\`*_[\]<>#|~&]|^(?:[-+]|\d+(?=[.)]))/gm, (mark) => (/^\d/.test(mark) ? `${mark}\\` : `\\${mark}`));
}
