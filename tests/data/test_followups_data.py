"""The hand-written follow-up questions: whole, in the right halves, and true to the sample corpus."""

from collections import Counter
from pathlib import Path
from typing import Literal, get_args

import pytest
import yaml
from pydantic import BaseModel, ConfigDict, Field

from corpus.document import Document
from corpus.readers import Record, read_records
from corpus.text import SentenceSplitter
from eval.data.selection import half_of
from qa.schema import Audience
from repository import TESTS

FILE = TESTS / "data" / "followups.yaml"
HALVES = {"even": "tune", "odd": "report"}
LEAD = "(lead)"
Category = Literal[
    "opening",
    "standalone",
    "pronoun",
    "possessive",
    "demonstrative",
    "ellipsis",
    "carry_over",
    "return",
    "correction",
    "quoted",
    "evidence",
    "two_questions",
    "typo",
    "courtesy",
    "small_talk",
    "ambiguous",
    "unresolvable",
]
FEWEST: dict[Category, int] = {
    "standalone": 25,
    "ambiguous": 12,
    "small_talk": 12,
    "typo": 20,
    "quoted": 15,
    "two_questions": 8,
    "carry_over": 15,
    "unresolvable": 3,
    "evidence": 2,
}
UNBOUND = {"opening", "standalone", "small_talk", "unresolvable"}


class _Record(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class _Binding(_Record):
    mention: str | None = Field(default=None, min_length=1)
    resolved_to: str = Field(min_length=1)
    spelt: str | None = Field(default=None, min_length=1)
    turn: int = Field(ge=0)
    origin: Literal["question", "quote", "article", "section"]


class _Reading(_Record):
    resolved: str = Field(min_length=1)
    bindings: tuple[_Binding, ...] = Field(min_length=1)
    relevant: dict[str, tuple[str, ...]] = Field(min_length=1)


class _Turn(_Record):
    asked: str = Field(min_length=1, max_length=2000)
    resolved: str | None = Field(default=None, min_length=1)
    categories: tuple[Category, ...] = Field(min_length=1)
    bindings: tuple[_Binding, ...] = ()
    readings: tuple[_Reading, ...] = ()
    relevant: dict[str, tuple[str, ...]] | None = None
    outcome: Literal["answer", "no_evidence", "ambiguous_follow_up", "out_of_scope"]

    @property
    def full(self) -> str:
        """The question in full."""
        return self.resolved or self.asked

    @property
    def rewrites(self) -> list[tuple[str, tuple[_Binding, ...]]]:
        """The questions in full with their bindings: the one, or one a reading."""
        own = [(self.full, self.bindings)] if self.bindings else []
        return own + [(reading.resolved, reading.bindings) for reading in self.readings]

    @property
    def evidence(self) -> list[dict[str, tuple[str, ...]]]:
        """Where the answers stand: for the question, or for each of its readings."""
        return [self.relevant or {}, *(reading.relevant for reading in self.readings)]


class _Session(_Record):
    id: str = Field(pattern=r"^[a-z0-9-]+$")
    half: Literal["tune", "report"]
    document: str | None = None
    section: str | None = None
    audience: Audience | None = None
    turns: tuple[_Turn, ...] = Field(min_length=2)

    @property
    def numbered(self) -> list[tuple[int, _Turn]]:
        """The turns with their numbers, from 1."""
        return list(enumerate(self.turns, 1))


SESSIONS = tuple(_Session.model_validate(session) for session in yaml.safe_load(FILE.read_text(encoding="utf-8")))
each_session = pytest.mark.parametrize("session", SESSIONS, ids=lambda session: session.id)


@pytest.fixture(scope="module")
def samples(samples_dir: Path) -> dict[str, Document]:
    splitter = SentenceSplitter()
    found = (record for path in samples_dir.glob("*.md") for record in read_records(path, splitter))
    return {record.id: record.parse() for record in found if isinstance(record, Record)}


def _text(document: Document, heading: str) -> str:
    """The text under a heading, the headings below it included; before the first one for the lead."""
    blocks = (
        block for block in document.blocks if (heading in block.section or (heading == LEAD and not block.section))
    )
    return "\n".join(block.span.of(document.text) for block in blocks)


def _holds(text: str, words: str) -> bool:
    return words.casefold() in text.casefold()


def test_the_file_is_as_large_and_as_varied_as_it_says() -> None:
    turns = [turn for session in SESSIONS for turn in session.turns]
    counts = Counter(category for turn in turns for category in turn.categories)
    assert len(SESSIONS) == len({session.id for session in SESSIONS}) >= 45
    assert sum("opening" not in turn.categories for turn in turns) >= 170
    assert sum(len(session.turns) >= 4 for session in SESSIONS) >= 20
    assert sum(len(session.turns) >= 10 for session in SESSIONS) >= 2
    assert set(counts) == set(get_args(Category))
    assert not {category: counts[category] for category, fewest in FEWEST.items() if counts[category] < fewest}
    assert counts["return"] + counts["correction"] >= 15
    unmarked = [turn for turn in turns if "?" not in turn.asked and "small_talk" not in turn.categories]
    assert len(unmarked) >= 60
    assert sum(session.document is not None and not session.turns[0].resolved for session in SESSIONS) >= 3


@each_session
def test_a_session_is_in_its_half(session: _Session) -> None:
    assert session.half == HALVES[half_of(session.id)]


@each_session
def test_an_opening_stands_first_and_without_an_article(session: _Session) -> None:
    for number, turn in session.numbered:
        if "opening" in turn.categories:
            assert number == 1
            assert session.document is None


@each_session
def test_the_categories_agree_with_the_rest_of_the_turn(session: _Session) -> None:
    for _, turn in session.numbered:
        categories = set(turn.categories)
        assert ("ambiguous" in categories) == (len(turn.readings) >= 2)
        assert bool(turn.bindings or turn.readings) != bool(categories & UNBOUND)
        assert ("small_talk" in categories) == (turn.outcome == "out_of_scope")
        asks_back = bool(categories & {"ambiguous", "unresolvable"})
        assert asks_back == (turn.outcome == "ambiguous_follow_up")
        assert (turn.relevant is None) == (asks_back or "small_talk" in categories)
        assert bool(turn.relevant) == (turn.outcome == "answer")
        assert ("quoted" not in categories) or any(binding.origin == "quote" for binding in turn.bindings)


@each_session
def test_readings_find_different_evidence(session: _Session) -> None:
    for _, turn in session.numbered:
        assert len({reading.resolved for reading in turn.readings}) == len(turn.readings)


@each_session
def test_what_must_stay_as_it_is_has_no_other_wording(session: _Session) -> None:
    for _, turn in session.numbered:
        if {"standalone", "small_talk", "unresolvable", "ambiguous"} & set(turn.categories):
            assert turn.resolved is None
        elif turn.bindings:
            assert turn.resolved


@each_session
def test_mentions_and_names_stand_where_they_are_said_to(session: _Session) -> None:
    for number, turn in session.numbered:
        for rewrite, bindings in turn.rewrites:
            for binding in bindings:
                assert binding.mention is None or _holds(turn.asked, binding.mention), binding
                assert _holds(rewrite, binding.spelt or binding.resolved_to), binding
                assert binding.turn < number, binding


@each_session
def test_what_is_bound_was_named_there(session: _Session, samples: dict[str, Document]) -> None:
    for _, turn in session.numbered:
        for _, bindings in turn.rewrites:
            for binding in bindings:
                assert _holds(_named_in(session, binding, samples), binding.resolved_to), binding


def _named_in(session: _Session, binding: _Binding, samples: dict[str, Document]) -> str:
    if binding.origin in ("article", "section"):
        assert binding.turn == 0
        document = samples[session.document or ""]
        if binding.origin == "article":
            return document.metadata.title + "\n" + document.text
        assert session.section
        return session.section + "\n" + _text(document, session.section)
    named = session.turns[binding.turn - 1]
    assert binding.turn > 0
    if binding.origin == "question":
        return f"{named.asked}\n{named.full}"
    relevant = (named.relevant or {}).items()
    return "\n".join(_text(samples[id_], heading) for id_, headings in relevant for heading in headings)


@each_session
def test_documents_and_headings_are_those_of_the_samples(session: _Session, samples: dict[str, Document]) -> None:
    assert session.document is None or session.document in samples
    assert session.section is None or _text(samples[session.document or ""], session.section)
    for _, turn in session.numbered:
        for relevant in turn.evidence:
            for id_, headings in relevant.items():
                assert headings
                assert all(_text(samples[id_], heading) for heading in headings), (id_, headings)
