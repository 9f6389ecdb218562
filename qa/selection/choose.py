"""Chooses the excerpts that answer a question from its ranked candidates."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from corpus.document import Document
from index.hybrid import HybridIndex
from index.types import SentenceKey, Vector
from qa.audience import ANYONE, AudienceProfile
from qa.ranking import Candidates, QuestionType
from qa.selection.audience_preference import favours
from qa.selection.dose_filter import dose_target, states_dose
from qa.selection.select import Excerpt, Preferences, select

Load = Callable[[SentenceKey], Document]
# Readability is judged for so many candidates at most: it needs their texts.
_READ = 12


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
    """At most `limit` quotes of the best candidates, by document, the article that is being read first.

    Where the question asks for a dose, only sentences that state an amount of the drug that it names, if it
    names one, are quoted. `load` gives the document of a sentence; it is called often.
    """
    candidates = _stating_dose(index, question, candidates, preferences, load)
    rows = candidates.rows[: preferences.considered]
    keys = index.locate(rows)
    relevance = candidates.relevance[: len(keys)]
    if not keys:
        return []
    good = relevance >= preferences.floor * relevance[0]
    return select(
        keys,
        relevance,
        index.vectors(rows),
        article=article,
        limit=limit,
        preferences=preferences,
        load=load,
        favours=_favours(index, profile, keys, good, load),
        longest=profile.longest,
    )


def _stating_dose(
    index: HybridIndex, question: QuestionType, candidates: Candidates, preferences: Preferences, load: Load
) -> Candidates:
    """The candidates that state the dose, where the question asks for one.

    A sentence that itself names the drug may be less relevant than one on another drug.
    """
    if not question.dose or not len(candidates.rows):
        return candidates
    drug = dose_target(question.text)
    rows = candidates.rows[: preferences.considered]
    relevance = candidates.relevance[: len(rows)]
    good = (relevance >= preferences.floor * relevance[0]).tolist()
    stating = [
        (enough or bool(drug))
        and states_dose(load(key), key.ordinal, drug, index.analyser.terms, alone=not enough)
        for key, enough in zip(index.locate(rows), good, strict=True)
    ]
    return replace(candidates, rows=rows[stating], relevance=relevance[stating])


def _favours(
    index: HybridIndex,
    profile: AudienceProfile,
    keys: list[SentenceKey],
    good: NDArray[np.bool_],
    load: Load,
) -> Vector | None:
    if not profile.reach:
        return None
    documents = index.tables.documents
    return favours(
        profile,
        keys,
        meant_for=lambda document_id: documents.entries[documents.number[document_id]].audience,
        text=lambda key: load(key).sentence_text(key.ordinal),
        read=min(_READ, int(good.sum())),
    )
