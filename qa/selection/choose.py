"""Chooses the excerpts that answer a question from its ranked candidates."""

from collections.abc import Callable, Collection
from dataclasses import replace

from corpus.document import Document
from index.hybrid import HybridIndex
from index.types import SentenceKey, Vector
from qa.audience import ANYONE, AudienceProfile
from qa.language import WORD, is_common_word
from qa.ranking import Candidates, QuestionType
from qa.selection.audience_preference import audience_boosts
from qa.selection.draft import Excerpt
from qa.selection.select import Preferences, QuestionWords, select
from qa.selection.suitability import dose_target, issuers_asked, speaks_for, states_dose

Load = Callable[[SentenceKey], Document]
# Readability is computed for this many candidates at most, because it needs their texts.
_MAX_GRADED = 12


def choose(
    index: HybridIndex,
    question: QuestionType,
    candidates: Candidates,
    *,
    load: Load,
    preferences: Preferences,
    limit: int,
    article: str | None = None,
    profile: AudienceProfile = ANYONE,
) -> list[Excerpt]:
    """At most `limit` quotes from the best candidates, the best first, grouped by document.

    If the question asks for a dose, only sentences that state an amount are quoted, and if it names the drug, only
    amounts of that drug. If it asks for what a body recommends, only what that body says is quoted. `load` returns
    the document of a sentence; it is called often and should cache.
    """
    candidates = _stating_dose(index, question, candidates, preferences, load)
    candidates = _by_issuers(index, question, candidates, preferences, load)
    rows = candidates.rows[: preferences.considered]
    keys = index.locate(rows)
    relevance = candidates.relevance[: len(keys)]
    if not keys:
        return []
    return select(
        keys,
        relevance,
        index.vectors(rows),
        article=article,
        limit=limit,
        preferences=preferences,
        load=load,
        words=_words_of(question.text, index.analyser.terms),
        boosts=_boosts(index, profile, keys, int(preferences.relevant_enough(relevance).sum()), load),
        longest=profile.longest,
    )


def _stating_dose(
    index: HybridIndex, question: QuestionType, candidates: Candidates, preferences: Preferences, load: Load
) -> Candidates:
    """The candidates that state the dose, if the question asks for one.

    A sentence that is not relevant enough still counts if it names the drug itself: a sentence about another
    drug may score higher.
    """
    if not question.dose or not len(candidates.rows):
        return candidates
    drug = dose_target(question.text)
    rows = candidates.rows[: preferences.considered]
    relevance = candidates.relevance[: len(rows)]
    relevant_enough = preferences.relevant_enough(relevance).tolist()
    stating = [
        (enough or bool(drug)) and states_dose(load(key), key.ordinal, drug, in_quote=not enough)
        for key, enough in zip(index.locate(rows), relevant_enough, strict=True)
    ]
    return replace(candidates, rows=rows[stating], relevance=relevance[stating])


def _by_issuers(
    index: HybridIndex, question: QuestionType, candidates: Candidates, preferences: Preferences, load: Load
) -> Candidates:
    """The candidates that state the word of the bodies that the question asks, if it asks for the word of one."""
    issuers = issuers_asked(question.text)
    if not issuers:
        return candidates
    rows = candidates.rows[: preferences.considered]
    speaking = [speaks_for(issuers, load(key), key.ordinal) for key in index.locate(rows)]
    return replace(candidates, rows=rows[speaking], relevance=candidates.relevance[: len(rows)][speaking])


def _words_of(question: str, terms: Callable[[str], Collection[str]]) -> QuestionWords:
    """The words of a question that name something."""
    words = (frozenset(terms(word)) for word in WORD.findall(question) if not is_common_word(word))
    return QuestionWords(tuple(word for word in words if word), terms)


def _boosts(
    index: HybridIndex, profile: AudienceProfile, keys: list[SentenceKey], eligible: int, load: Load
) -> Vector | None:
    """The audience's boosts, or None without any; only the `eligible` first candidates can gain from them."""
    if not profile.reach:
        return None
    documents = index.tables.documents
    return audience_boosts(
        profile,
        keys,
        meant_for=lambda document_id: documents.entries[documents.number[document_id]].audience,
        text=lambda key: load(key).sentence_text(key.ordinal),
        graded=min(_MAX_GRADED, eligible),
    )
