"""Formats outcomes as text for a terminal. Control characters are escaped, so that no text can move the cursor."""

import unicodedata
from collections.abc import Iterable, Iterator
from typing import Self

from qa.schema import (
    Abstention,
    Answer,
    CitedReference,
    GlossaryEntry,
    Outcome,
    Quote,
    Repetition,
    SearchHit,
    SearchResult,
    Source,
    Verdicts,
)

OUTDATED = "the calibration was fitted to another index or ranking and is not used: run `pincite calibrate` again"
_INDENT = "  "


class EmphasisedLine(str):
    """A line with a part to be emphasised where the terminal can: the answering span of a quote."""

    __slots__ = ("end", "start")
    start: int
    end: int

    @classmethod
    def of(cls, before: str, emphasised: str, after: str) -> Self:
        """The line of these parts."""
        line = cls(before + emphasised + after)
        line.start, line.end = len(before), len(before) + len(emphasised)
        return line

    @property
    def parts(self) -> tuple[str, str, str]:
        """The text before, in and after the part to be emphasised."""
        return self[: self.start], self[self.start : self.end], self[self.end :]


def printable(text: str) -> str:
    """The text with control characters and lone surrogates as Unicode escapes; line breaks are kept."""
    return "".join(_escaped(character) for character in text)


def outcome_lines(outcome: Answer | Abstention) -> Iterator[str]:
    """An answer or an abstention, with its notice, cautions and disclaimer."""
    if outcome.notice:
        yield outcome.notice.text
        yield ""
    if outcome.interpreted_question != outcome.question:
        yield f"Understood as: {outcome.interpreted_question}"
        yield ""
    if isinstance(outcome, Answer):
        yield from _answer_lines(outcome)
    else:
        yield from _abstention_lines(outcome)
    yield from _closing_lines(outcome)


def search_lines(result: SearchResult) -> Iterator[str]:
    """Ranked passages, best first."""
    for hit in result.hits:
        yield from _hit_lines(hit)
    if not result.hits:
        yield "nothing found"


def verdict_lines(verdicts: Verdicts) -> Iterator[str]:
    """One line per receipt: its verdict, place and explanation."""
    for number, verdict in enumerate(verdicts.verdicts, start=1):
        receipt = verdict.receipt
        place = f"{receipt.document_id} bytes {receipt.byte_start}-{receipt.byte_end}"
        yield f"[{number}] {verdict.verdict.replace('_', ' ')}: {place}: {verdict.message}"


def reference_text(reference: CitedReference) -> str:
    """A reference in one line: number, kind, standing if known, title, container, year and identifiers."""
    if reference.missing:
        return f"{reference.number}. missing: the source uses this number but does not list it"
    named = (reference.title, reference.container, str(reference.year or ""))
    ids = (_labelled("doi", reference.doi), _labelled("pmid", reference.pmid), reference.url)
    words = [part if part[-1] in ".?!" else f"{part}." for part in named if part]
    words += [part for part in ids if part]
    kind = ", ".join(filter(None, (reference.kind, reference.standing))).replace("_", " ")
    return f"{reference.number}. ({kind}) {' '.join(words)}".rstrip()


def _answer_lines(answer: Answer) -> Iterator[str]:
    titles = {source.document_id: source.title for source in answer.sources}
    for source in answer.sources:
        quotes = [quote for quote in answer.quotes if quote.document_id == source.document_id]
        if not quotes:
            continue
        yield from _source_lines(source)
        section: tuple[str, ...] | None = None
        for quote in quotes:
            if quote.section != section:
                section = quote.section
                yield f"{_INDENT}{' > '.join(section)}" if section else ""
            yield from _quote_lines(quote)
            yield from (_repetition_line(each, titles[each.document_id]) for each in quote.also)
        if source.references:
            yield f"{_INDENT}References given by the source for these sentences:"
            yield from (f"{_INDENT * 2}{reference_text(reference)}" for reference in source.references)
        yield ""
    if answer.glossary:
        yield "Terms in these quotes, as defined in the corpus:"
        for entry in answer.glossary:
            yield from _entry_lines(entry)
        yield ""
    yield "Quoted from the stored copies; not checked for truth."


def _entry_lines(entry: GlossaryEntry) -> Iterator[str]:
    quotes = ", ".join(f"({n})" for n in entry.quotes)
    text = entry.definition.text.replace("\n", f"\n{_INDENT * 3}")
    yield f"{_INDENT}{entry.term} {quotes}"
    yield f"{_INDENT * 2}“{text}” {entry.source.title} (id {entry.source.document_id})"
    yield from (f"{_INDENT * 2}Caution: {doubt.caution}" for doubt in entry.definition.doubts)
    yield from (f"{_INDENT * 2}Caution: {caution}" for caution in entry.source.cautions)


def _quote_lines(quote: Quote) -> Iterator[str]:
    numbers = f" [{', '.join(map(str, quote.references))}]" if quote.references else ""
    page = f" (page {quote.page})" if quote.page is not None else ""
    before, answering, after = (part.replace("\n", f"\n{_INDENT * 3}") for part in quote.around_answer)
    opening, closing = f"{_INDENT * 2}({quote.n}) “", f"”{numbers}{page}"
    yield EmphasisedLine.of(f"{opening}{before}", answering, f"{after}{closing}")
    yield from (f"{_INDENT * 3}Caution: {doubt.caution}" for doubt in quote.doubts)
    if quote.omitted_items:
        items = "item" if quote.omitted_items == 1 else "items"
        yield f"{_INDENT * 3}… and {quote.omitted_items} more {items} of this list"


def _repetition_line(place: Repetition, title: str) -> str:
    path = "".join(f" > {name}" for name in place.section)
    page = f" (page {place.page})" if place.page is not None else ""
    return f"{_INDENT * 3}also in: {title}{path}{page} (id {place.document_id})"


def _source_lines(source: Source) -> Iterator[str]:
    facts = (
        source.kind.replace("_", " "),
        source.publisher,
        str(source.year) if source.year else None,
        f"updated {source.last_updated}" if source.last_updated else None,
        f"id {source.document_id}",
    )
    yield f"{source.title} ({', '.join(fact for fact in facts if fact)})"
    if source.url:
        yield f"{_INDENT}{source.url}"
    yield from (f"{_INDENT}Caution: {caution}" for caution in source.cautions)


def _abstention_lines(abstention: Abstention) -> Iterator[str]:
    yield f"No answer ({abstention.reason.replace('_', ' ')}): {abstention.message}"
    if abstention.nearest_sources:
        yield ""
        yield "Nearest sources, none of which answers the question:"
        for source in abstention.nearest_sources:
            yield from (f"{_INDENT}{line}" for line in _source_lines(source))


def _closing_lines(outcome: Outcome) -> Iterator[str]:
    confidence = outcome.confidence
    yield f"Confidence {confidence.score:.2f}, threshold {confidence.threshold:.2f}."
    if isinstance(outcome, Answer) and outcome.caution:
        yield f"Caution: {outcome.caution}"
    if outcome.suggested_questions:
        yield "You might also ask:"
        yield from (f"{_INDENT}{question}" for question in outcome.suggested_questions)
    yield ""
    yield f"Disclaimer: {outcome.disclaimer.text}"


def _hit_lines(hit: SearchHit) -> Iterator[str]:
    section = f" > {' > '.join(hit.section)}" if hit.section else ""
    yield f"{hit.rank}. {hit.title}{section} (id {hit.document_id}, score {hit.score:.4f})"
    yield from _indented(hit.text.splitlines())
    yield ""


def _indented(lines: Iterable[str]) -> Iterator[str]:
    return (f"{_INDENT * 2}{line}" for line in lines if line.strip())


def _labelled(name: str, value: str | None) -> str | None:
    return f"{name}:{value}" if value else None


def _escaped(character: str) -> str:
    if character == "\n" or unicodedata.category(character) not in ("Cc", "Cs"):
        return character
    return f"\\u{ord(character):04x}"
