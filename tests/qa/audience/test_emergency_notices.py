"""Notices: which questions show one, in which words, and that nothing of the question goes further."""

import gzip
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from engines import engine_of
from factories import make_document
from qa.api.monitoring.metrics import Metrics
from qa.api.routes.stream import events
from qa.audience.emergency_notices import Notices, NoticesError, Rules
from qa.commands.text import outcome_lines
from qa.engine import Engine
from qa.schema import Abstention, Answer, Audience, Notice, Question
from repository import ROOT

SHOWN: tuple[Audience, ...] = ("patient", "caregiver", "student", "default")
HIDDEN: tuple[Audience, ...] = ("physician", "clinician", "professional", "nurse", "researcher")


@pytest.fixture(name="rules", scope="module")
def _rules() -> Rules:
    return Rules.load()


@pytest.fixture(name="notices", scope="module")
def _notices() -> Notices:
    return Notices.load()


TUNED_RECALL = 0.95


def phrasings(name: str) -> dict[str, list[dict[str, str]]]:
    found: dict[str, list[dict[str, str]]] = yaml.safe_load(
        (ROOT / "tests" / "data" / name).read_text(encoding="utf-8")
    )
    return found


@pytest.mark.parametrize(
    ("question", "shown"),
    [
        ("I think I'm having a heart attack", "emergency"),
        ("My husband's face is drooping and he can’t speak", "emergency"),
        ("i cant breathe", "emergency"),
        ("I took 20 sleeping pills", "overdose"),
        ("i took 30 pills because i want to die", "overdose"),
        ("my son drank bleach", "overdose"),
        ("I want to die", "self_harm"),
        ("she says she wants to kill herself", "self_harm"),
        ("What are the symptoms of a stroke?", None),
        ("How is an overdose of aspirin treated?", None),
        ("My father had a stroke in 2010, what's my risk?", None),
        ("Can I take my tablet twice a day?", None),
        ("", None),
    ],
)
def test_who_speaks_of_an_emergency_of_their_own(rules: Rules, question: str, shown: str | None) -> None:
    assert rules.notice_id(question) == shown


@pytest.mark.parametrize(
    ("question", "shown"),
    [
        ("she is unconcious", "emergency"),
        ("hes having a seezure", "emergency"),
        ("my sister swollowed a whole bottle of paracetemol", "overdose"),
        ("feeling suicidel", "self_harm"),
        ("my toddler was breast fed until today", None),
        ("my 3 week old has a temperature of 38.6", "emergency"),
        ("3.5 kg baby, when will he sit?", None),
    ],
)
def test_misspelt_words_and_numbers_with_points_are_read(rules: Rules, question: str, shown: str | None) -> None:
    assert rules.notice_id(question) == shown


@pytest.mark.parametrize(
    ("question", "shown"),
    [
        ("am i going to die from a kidney stone", None),
        ("Am I going to die of malaria?", None),
        ("my mum has ALS, is she going to die", None),
        ("is my dad going to die of this stroke?", None),
        ("i think im going to die of cancer", None),
        ("he will die soon from ALS", None),
        ("am I going to die", "emergency"),
        ("he is not breathing, is he going to die", "emergency"),
        ("my son is going to die, he fainted just now", "emergency"),
        ("i am gonna die tonight, goodbye", "self_harm"),
        ("i could just die", "self_harm"),
        ("i am going to die of an overdose", "self_harm"),
        ("im going to die of loneliness", "self_harm"),
        ("will i die if i take 20 paracetamol", "self_harm"),
        ("she wants to die of this disease", "self_harm"),
        ("my mum is going to kill herself", "self_harm"),
    ],
)
def test_to_be_about_to_die_is_prognosis_where_it_is_of_an_illness_another_person_or_asked(
    rules: Rules, question: str, shown: str | None
) -> None:
    assert rules.notice_id(question) == shown


# The half `report` of each file is printed by scripts/measure_notices and does not run in the tests.
@pytest.mark.parametrize("file", ["emergencies.yaml", "emergencies_blind.yaml"])
def test_phrasings_of_the_tuned_half_get_their_notice(rules: Rules, file: str) -> None:
    asked = [phrasing for phrasing in phrasings(file)["notices"] if phrasing["half"] == "tune"]
    found = [phrasing for phrasing in asked if rules.notice_id(phrasing["text"]) == phrasing["kind"]]
    assert len(found) >= TUNED_RECALL * len(asked)


@pytest.mark.parametrize("file", ["emergencies.yaml", "emergencies_blind.yaml"])
def test_quiet_questions_of_the_tuned_half_stay_quiet(rules: Rules, file: str) -> None:
    quiet = [q["text"] for q in phrasings(file)["quiet"] if q["half"] == "tune" and "borderline" not in q]
    assert [text for text in quiet if rules.notice_id(text) is not None] == []


@pytest.mark.real_data
@pytest.mark.parametrize(
    "file", ["medquad/queries_distinct.jsonl.gz", "covid_qa/questions.jsonl.gz", "scifact/queries.jsonl.gz"]
)
def test_clinical_questions_raise_no_alarm(rules: Rules, data_dir: Path, file: str) -> None:
    with gzip.open(data_dir / file, "rt", encoding="utf-8") as lines:
        asked = [json.loads(line) for line in lines]
    texts = [question.get("text") or question["question"] for question in asked]
    assert [text for text in texts if rules.notice_id(text)] == []


@given(st.text(max_size=2000))
def test_any_question_has_one_notice_or_none(rules: Rules, notices: Notices, question: str) -> None:
    assert rules.notice_id(question) in (None, *notices.ids)


@pytest.mark.parametrize("audience", [*SHOWN, *HIDDEN])
def test_professionals_are_shown_none(notices: Notices, audience: Audience) -> None:
    shown = notices.notice("I took 20 sleeping pills", audience)
    assert (shown.id if shown else None) == ("overdose" if audience in SHOWN else None)


def test_no_packaged_text_names_a_number(notices: Notices) -> None:
    for question in ("I took 20 sleeping pills", "i want to die", "i cant breathe"):
        shown = notices.notice(question, "patient")
        assert shown is not None
        assert not any(character.isdigit() for character in shown.text)
        assert "your local emergency number" in shown.text.lower()


def own(folder: Path, text: str) -> Path:
    path = folder / "own.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_own_texts_go_before_the_packaged_ones(tmp_path: Path) -> None:
    path = own(tmp_path, 'emergency: {version: "x1", texts: {en-GB: "Ring the local number."}}')
    for locale, text in (("en-GB", "Ring the local number."), ("en", "This may be an emergency.")):
        shown = Notices.load(locale, path).notice("i cant breathe", "patient")
        assert shown is not None
        assert shown.text.startswith(text)
        assert shown.version == "x1"


def test_a_region_falls_back_to_its_language() -> None:
    assert Notices.load("en-AU").notice("i cant breathe", "patient") == Notices.load().notice(
        "i cant breathe", "patient"
    )


def test_a_locale_without_texts_is_refused() -> None:
    with pytest.raises(NoticesError, match=r"no text for the locale 'fi'.*PINCITE_NOTICES"):
        Notices.load("fi")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("fire: {version: '1', texts: {en: 'Run.'}}", "no rule shows"),
        ("emergency: [", "not a file of notices"),
        ("emergency: {texts: {en: 'Run.'}}", "not a file of notices"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused(tmp_path: Path, text: str, why: str) -> None:
    with pytest.raises(NoticesError, match=why):
        Notices.load("en", own(tmp_path, text))


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NoticesError, match="PINCITE_NOTICES"):
        Notices.load("en", tmp_path / "none.yaml")


@pytest.fixture(name="engine", scope="module")
def _engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    asthma = make_document("zorbitis", "Zorbitis", {"": ["In a zorbitis crisis people cannot breathe or speak."]})
    with engine_of(tmp_path_factory.mktemp("home"), asthma) as engine:
        yield engine


ANSWERED = "I can't breathe in this zorbitis crisis, cannot speak"
SILENT = "my cat drank antifreeze and my son swallowed bleach"


def ask(engine: Engine, question: str, audience: Audience) -> Answer | Abstention:
    return engine.answer(Question(question=question, audience=audience, document_id="zorbitis", store=False))


@pytest.mark.parametrize(
    ("question", "outcome", "notice"), [(ANSWERED, "answer", "emergency"), (SILENT, "abstention", "overdose")]
)
def test_it_stands_on_answers_and_abstentions_alike(
    engine: Engine, question: str, outcome: str, notice: str
) -> None:
    shown, hidden = ask(engine, question, "patient"), ask(engine, question, "physician")
    assert shown.outcome == hidden.outcome == outcome
    assert shown.notice is not None
    assert shown.notice.id == notice
    assert hidden.notice is None
    assert shown.answer_id != hidden.answer_id


def test_it_comes_first_in_the_stream_and_on_the_terminal(engine: Engine) -> None:
    shown = ask(engine, ANSWERED, "patient")
    assert shown.notice is not None
    assert next(iter(outcome_lines(shown))) == shown.notice.text
    first = next(iter(events(shown)))
    assert first.event == "interpretation"
    assert first.data.model_dump()["notice"] == shown.notice.model_dump()
    assert next(iter(type(first.data).model_fields)) == "notice"


def test_it_is_counted_by_its_id_and_nothing_else(engine: Engine) -> None:
    metrics = Metrics()
    for audience in SHOWN:
        metrics.outcome(ask(engine, ANSWERED, audience), 0.1)
    metrics.outcome(ask(engine, ANSWERED, "nurse"), 0.1)
    page = metrics.render().decode()
    assert 'pincite_notices_total{id="emergency"} 4.0' in page
    assert "breathe" not in page


def test_a_notice_is_its_id_its_version_and_its_text(notices: Notices) -> None:
    shown = notices.notice("i cant breathe", "caregiver")
    assert isinstance(shown, Notice)
    assert shown.model_dump().keys() == {"id", "version", "text"}
