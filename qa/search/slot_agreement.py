"""How candidate sentences stand to the drug, condition, people and kind of fact that a question names."""

from collections.abc import Callable, Sequence
from functools import lru_cache

from corpus.document import BlockKind, Document
from index.analysis import plain_forms
from index.hybrid import HybridIndex
from index.types import SentenceKey
from qa.slots import Agreement, Inherited, Names, agreement, slots_of, slots_of_sentence

Load = Callable[[SentenceKey], Document]
_PREVIOUS = 2
_GENERATIONS = 2
_DOCUMENTS = 256


@lru_cache(_GENERATIONS)
def names_of(titles: tuple[str, ...]) -> Names:
    """The packaged names and those in the titles of a generation."""
    return Names.of_corpus(titles)


@lru_cache(_DOCUMENTS)
def _with_short_names(names: Names, text: str) -> Names:
    return names.with_short_names((text,))


def agreements(index: HybridIndex, question: str, keys: Sequence[SentenceKey], load: Load) -> list[Agreement]:
    """How each sentence stands to the question; `load` returns the document of a sentence."""
    names = names_of(tuple(index.titles()))
    asked = slots_of(question, names)
    found = []
    for key in keys:
        document = load(key)
        known = _with_short_names(names, document.text)
        inherited = inherited_by(document, key.ordinal)
        text = plain_forms(document.sentence_text(key.ordinal))
        found.append(agreement(asked, slots_of_sentence(text, inherited, known)))
    return found


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
    )


def _runs_on(document: Document, ordinal: int, section: tuple[str, ...]) -> bool:
    block = document.blocks[document.sentences[ordinal].block]
    return block.kind is BlockKind.PARAGRAPH and block.section == section
