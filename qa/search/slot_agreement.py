"""How candidate sentences stand to the drug, condition, people and kind of fact that a question names."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import lru_cache, partial

from corpus.document import BlockKind, Document
from index.analysis import plain_forms
from index.hybrid import HybridIndex
from index.types import Rows, SentenceKey
from qa.language import LruCache
from qa.ranking import agent_of
from qa.slots import (
    Agreement,
    Inherited,
    Judgement,
    Names,
    SentenceSlots,
    Stand,
    agreement,
    slots_of,
    slots_of_sentence,
    unspoken,
)

Load = Callable[[SentenceKey], Document]
_PREVIOUS = 2
# The least cosine of the agent's words with the most similar words beside a sentence that speaks of it.
_COVERED = 0.5
_GENERATIONS = 2
_DOCUMENTS = 256
_SENTENCES = 20_000


@lru_cache(_GENERATIONS)
def names_of(titles: tuple[str, ...]) -> Names:
    """The packaged names and those in the titles of a generation."""
    return Names.of_corpus(titles)


@lru_cache(_DOCUMENTS)
def _with_short_names(names: Names, text: str) -> Names:
    return names.with_short_names((text,))


class SlotComparison:
    """Compares the slots of sentences with those of questions; keeps the slots of sentences. Thread-safe."""

    def __init__(self) -> None:
        self._slots: LruCache[tuple[str, SentenceKey], SentenceSlots] = LruCache(_SENTENCES)
        self._names: LruCache[str, Names] = LruCache(_GENERATIONS)

    def agreements(self, index: HybridIndex, question: str, rows: Rows, load: Load) -> list[Agreement]:
        """How the sentence of each row stands to the question; `load` returns the document of a sentence."""
        names = self._names.get(index.generation_id, lambda: names_of(tuple(index.titles())))
        asked = slots_of(question, names)
        found = []
        for key in index.locate(rows):
            read = partial(_slots_at, key, names, load)
            judged = agreement(asked, self._slots.get((index.generation_id, key), read))
            found.append(_with_country(judged, load(key)) if judged.detail.missing else judged)
        agent = agent_of(question)
        return _with_agent(index, agent, rows, load, found) if agent else found


def _with_country(judged: Agreement, document: Document) -> Agreement:
    """The agreement with a sentence, whose document may name the country that the sentence does not."""
    missing = judged.detail.missing
    spoken = all(name.isalpha() and name in document.text for name in missing)
    return replace(judged, detail=Judgement(Stand.SILENT, missing=missing)) if spoken else judged


def _slots_at(key: SentenceKey, names: Names, load: Load) -> SentenceSlots:
    document = load(key)
    known = _with_short_names(names, document.text)
    text = plain_forms(document.sentence_text(key.ordinal))
    return slots_of_sentence(text, inherited_by(document, key.ordinal), known)


def _with_agent(
    index: HybridIndex, agent: str, rows: Rows, load: Load, found: Sequence[Agreement]
) -> list[Agreement]:
    """The agreements, with what does not speak of the agent marked.

    A sentence speaks of it with its title, headings, neighbours, or the list that it announces: by name, or by
    words of like meaning.
    """
    covered = index.score(index.query(agent), rows).soft_near >= _COVERED
    named = slots_of(agent)
    marked = []
    for key, each, alike in zip(index.locate(rows), found, covered.tolist(), strict=True):
        by_name = each.drug.stand is Stand.AGREES if named.drugs else False
        by_name |= (
            each.condition.stand is Stand.AGREES if named.conditions and not each.condition.missing else False
        )
        spoken = alike or by_name or _announces(index, agent, load(key), key.ordinal)
        marked.append(each if spoken else replace(each, agent=unspoken(agent)))
    return marked


def _announces(index: HybridIndex, agent: str, document: Document, ordinal: int) -> bool:
    """Whether a sentence announces a list that has a word of the agent."""
    stem, terms = document.sentences[ordinal].block, index.analyser.terms
    items = (block.span.of(document.text) for block in document.blocks[stem + 1 :] if block.stem == stem)
    wanted = set(terms(agent))
    return any(not wanted.isdisjoint(terms(item)) for item in items)


def inherited_by(document: Document, ordinal: int) -> Inherited:
    """What a sentence inherits: title, headings, the stem of its list or header of its table, and preceding text.

    The preceding sentences are at most two, of running text in the same section.
    """
    sentence = document.sentences[ordinal]
    block = document.blocks[sentence.block]
    before = range(max(0, ordinal - _PREVIOUS), ordinal)
    return Inherited(
        title=plain_forms(document.metadata.title),
        headings=tuple(map(plain_forms, block.section)),
        stem="" if block.stem is None else plain_forms(document.blocks[block.stem].span.of(document.text)),
        previous=tuple(
            plain_forms(document.sentence_text(n)) for n in before if _runs_on(document, n, block.section)
        ),
        issue=f"{document.metadata.publisher or ''} {document.metadata.year or ''}",
    )


def _runs_on(document: Document, ordinal: int, section: tuple[str, ...]) -> bool:
    block = document.blocks[document.sentences[ordinal].block]
    return block.kind is BlockKind.PARAGRAPH and block.section == section
