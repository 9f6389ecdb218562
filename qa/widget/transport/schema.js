/**
 * What travels between the widget and the service, as types. The service's own models are the standard:
 * `tests/qa/widget/test_widget_schema.py` compares the fields.
 */

/**
 * Names a slice of one version of a document, in UTF-8 bytes, and the SHA-256 of those bytes.
 *
 * @typedef {object} Receipt
 * @property {string} document_id
 * @property {string} version
 * @property {number} byte_start
 * @property {number} byte_end
 * @property {string} sha256
 */

/**
 * Where to check a quote: the reader page, the original page where the source has an address, and the picture of
 * the page of a PDF.
 *
 * @typedef {object} Links
 * @property {string} reader
 * @property {string | null} original
 * @property {string | null} page
 */

/**
 * A slice that is shown as a quote, or that defines a term.
 *
 * @typedef {object} SliceText
 * @property {string} text
 * @property {string[]} section headings from the outermost to the innermost
 * @property {number | null} page
 * @property {number[]} references the source's own reference numbers
 * @property {Links} links
 * @property {ReadingDoubt[]} doubts
 *
 * @typedef {Receipt & SliceText} Definition
 */

/**
 * Another place with the same statement as a quote.
 *
 * @typedef {object} RepetitionPlace
 * @property {string[]} section
 * @property {number | null} page
 * @property {Links} links
 *
 * @typedef {Receipt & RepetitionPlace} Repetition
 */

/**
 * The part of a quote that answers the question, in bytes of the same text as the quote's.
 *
 * @typedef {object} AnswerSpan
 * @property {number} byte_start
 * @property {number} byte_end
 */

/**
 * Why a quote may differ from what its source shows.
 *
 * @typedef {object} ReadingDoubt
 * @property {string} kind
 * @property {string} caution
 */

/**
 * @typedef {object} QuoteRank
 * @property {number} n number of the quote in its answer, from 1
 * @property {number} score
 * @property {Repetition[]} also other places with the same statement
 * @property {number} omitted_items number of items of its list that no quote has
 * @property {AnswerSpan | null} answer_span the part to mark
 *
 * @typedef {Receipt & SliceText & QuoteRank} Quote
 */

/**
 * A reference of a source that one of its quotes cites; `missing` where the source does not list it.
 *
 * @typedef {object} CitedReference
 * @property {number} number
 * @property {string} kind
 * @property {string} title
 * @property {string | null} container
 * @property {number | null} year
 * @property {string | null} doi
 * @property {string | null} pmid
 * @property {string | null} url
 * @property {boolean} missing
 * @property {string | null} standing null where no stored notice speaks of the work
 */

/**
 * The bibliographic entry of a document.
 *
 * @typedef {object} Source
 * @property {string} document_id
 * @property {string} title
 * @property {string} kind
 * @property {string | null} publisher
 * @property {string[]} authors
 * @property {number | null} year
 * @property {string | null} doi
 * @property {string | null} pmid
 * @property {string | null} url
 * @property {string | null} licence
 * @property {string | null} review_status
 * @property {string} standing
 * @property {string | null} last_updated
 * @property {string[]} cautions
 * @property {CitedReference[]} references
 */

/**
 * What a mention in a follow-up was taken to mean, and where that was named. Turn 0 is the article being read.
 *
 * @typedef {object} Binding
 * @property {string} mention
 * @property {string} resolved_to
 * @property {number} turn
 * @property {"question" | "quote" | "article" | "section" | "caller"} origin
 * @property {Receipt | null} place the slice that named it, where a quote did
 *
 * @typedef {Pick<Binding, "mention" | "resolved_to">} ChosenBinding a meaning that the user chose
 */

/**
 * One way to understand an ambiguous follow-up.
 *
 * @typedef {object} Reading
 * @property {string} interpreted_question
 * @property {Binding[]} bindings
 */

/**
 * How sure the service is that the corpus answers the question: below `threshold` it abstains, below `sure`
 * it adds a caution.
 *
 * @typedef {object} Confidence
 * @property {number} score
 * @property {number} threshold
 * @property {number} sure
 * @property {string} calibration
 */

/**
 * @typedef {object} Disclaimer
 * @property {string} id
 * @property {string} version
 * @property {string} text
 */

/**
 * A fixed text for a user who seems to describe an emergency.
 *
 * @typedef {object} Notice
 * @property {string} id
 * @property {string} version
 * @property {string} text
 */

/**
 * A technical term of the quotes numbered `quotes`, with a quote that defines it.
 *
 * @typedef {object} GlossaryEntry
 * @property {string} term
 * @property {number[]} quotes
 * @property {Definition} definition
 * @property {Source} source
 */

/**
 * How a question was understood.
 *
 * @typedef {object} Interpretation
 * @property {string | null} conversation_id
 * @property {number} turn number of the question in its conversation
 * @property {string} question
 * @property {string} interpreted_question
 * @property {Binding[]} bindings
 * @property {Notice | null} notice
 */

/**
 * What an answer and an abstention have in common.
 *
 * @typedef {object} OutcomeBase
 * @property {string} answer_id
 * @property {string | null} topic
 * @property {Confidence} confidence
 * @property {string} generation
 * @property {string[]} suggested_questions
 * @property {Disclaimer} disclaimer
 */

/**
 * @typedef {object} AnswerBody
 * @property {"answer"} outcome
 * @property {Quote[]} quotes
 * @property {Source[]} sources
 * @property {GlossaryEntry[]} glossary
 * @property {string | null} caution
 *
 * @typedef {Interpretation & OutcomeBase & AnswerBody} Answer
 */

/**
 * @typedef {object} AbstentionBody
 * @property {"abstention"} outcome
 * @property {"no_evidence" | "ambiguous_follow_up" | "out_of_scope" | "only_retracted"} reason
 * @property {string} message
 * @property {Source[]} nearest_sources
 * @property {Reading[]} readings
 * @property {string | null} differs
 *
 * @typedef {Interpretation & OutcomeBase & AbstentionBody} Abstention
 *
 * @typedef {Answer | Abstention} Outcome
 */

/**
 * Body of a question: `POST /v1/follow-up/stream`.
 *
 * @typedef {object} Question
 * @property {string} question
 * @property {ChosenBinding[]} bindings what mentions are to mean
 * @property {number | null} replaces number of the turn that is asked again
 * @property {string} audience
 * @property {string | null} document_id
 * @property {string | null} section
 * @property {string | null} [conversation_id]
 */

/**
 * An event of the streamed answer.
 *
 * @typedef {{ event: "interpretation", data: Interpretation }
 *   | { event: "source", data: Source }
 *   | { event: "quote", data: Quote }
 *   | { event: "done", data: Outcome }} AnswerEvent
 */

/**
 * The fields of a search result that the pages use.
 *
 * @typedef {{ hits: { document_id: string, title: string }[] }} SearchResult
 */

/**
 * A problem object (RFC 9457) of the service, or one made here in its form.
 *
 * @typedef {object} Problem
 * @property {string} title
 * @property {number} [status] 0 where no response arrived
 * @property {string} [type]
 * @property {string} [detail]
 * @property {string} [remedy] what the user can do
 * @property {number} [retry_after] seconds to wait before asking again
 */

export {};
