"""Follow-ups asked of the engine: over a store, an index, an article, and the quotes that were shown."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.store import Store, UnknownDocument
from factories import make_document
from index.build import build
from index.dense import HashEmbedder
from index.lexical import Analyser
from index.live import LiveIndex
from qa.audience import load_disclaimers
from qa.conversation import Conversations, past_turn
from qa.engine import Engine
from qa.followup.detect.smalltalk import THANKED
from qa.followup.rewriter import FollowUps
from qa.probe import Probe
from qa.schema import Abstention, Answer, ChosenBinding, Outcome, PastTurn, Question

DOCUMENTS = (
    make_document(
        "zorbitis",
        "Zorbitis (ZB): a guide",
        {
            "Treatment": [
                "Mirabiline is the only drug for zorbitis in adults.",
                "Mirabiline is given for two weeks in zorbitis.",
            ],
            "Causes": ["Damp caves are what triggers zorbitis in most hunters."],
            "Cave onset": ["It lasts for weeks."],
        },
        topic="Zorbitis",
        extra={"synonyms": "cave elbow"},
    ),
    make_document(
        "quixosis",
        "Quixosis",
        {
            "Treatment": ["Rest is the treatment of quixosis."],
            "Causes": ["Old novels are what triggers quixosis."],
        },
    ),
    make_document(
        "trial", "Bandages shorten the rest of hunters", {"Results": ["Bandaged hunters rested a week."]}
    ),
)


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    analyser = Analyser()
    embedder = HashEmbedder(analyser, dimension=1024)
    with Store(tmp_path / "store.db") as store:
        for document in DOCUMENTS:
            store.add(document, raw_sha256=document.version, reader="test 1", origin="test")
        build(store.documents(), store.root(), embedder=embedder, analyser=analyser, home=tmp_path)
        live = LiveIndex(tmp_path, embedder, analyser)
        conversations = Conversations(tmp_path / "conversations.db")
        yield Engine(store, live, conversations, load_disclaimers(), suggest=False)


def ask(engine: Engine, question: str, *history: PastTurn, **fields: object) -> Outcome:
    body = {"question": question, "history": history, "store": False, **fields}
    return engine.answer(Question.model_validate(body))


def after(engine: Engine, *questions: str) -> tuple[PastTurn, ...]:
    history: tuple[PastTurn, ...] = ()
    for text in questions:
        asked = Question(question=text, history=history, store=False)
        history = (*history, past_turn(asked, engine.answer(asked)))
    return history


def test_what_a_quote_named_is_bound_with_the_place_of_its_name(engine: Engine) -> None:
    outcome = ask(engine, "How long is it given?", *after(engine, "What is the only drug for zorbitis in adults?"))
    assert outcome.interpreted_question == "How long is Mirabiline given in zorbitis?"
    (binding,) = outcome.bindings
    assert (binding.mention, binding.resolved_to, binding.turn, binding.origin) == ("it", "Mirabiline", 1, "quote")
    assert binding.place is not None
    text = engine.store.text(binding.place.document_id, binding.place.version).encode()
    assert text[binding.place.byte_start : binding.place.byte_end].decode() == "Mirabiline"
    assert engine.verify([binding.place]).valid


def test_the_one_remedy_that_was_asked_for_is_meant(engine: Engine) -> None:
    history = after(engine, "Which drug is used for zorbitis in adults?")
    outcome = ask(engine, "is it safe?", *history)
    assert outcome.interpreted_question.casefold().startswith(("is mirabiline safe", "is the drug that is used"))


def test_synonyms_and_abbreviations_of_the_metadata_are_names(engine: Engine) -> None:
    for name in "cave elbow", "ZB":
        outcome = ask(engine, f"What about {name}?", PastTurn(question="What triggers quixosis?"))
        assert outcome.interpreted_question == f"What triggers {name}?"


def test_two_readings_with_different_evidence_come_back_as_choices(engine: Engine) -> None:
    history = (PastTurn(question="Do zorbitis and quixosis hurt?"),)
    outcome = ask(engine, "what triggers it", *history)
    assert isinstance(outcome, Abstention)
    assert outcome.reason == "ambiguous_follow_up"
    assert [r.interpreted_question for r in outcome.readings] == [
        "what triggers zorbitis",
        "what triggers quixosis",
    ]
    assert "“it”" in outcome.message
    chosen = [{"mention": b.mention, "resolved_to": b.resolved_to} for b in outcome.readings[1].bindings]
    answer = ask(engine, "what triggers it", *history, bindings=chosen)
    assert isinstance(answer, Answer)
    assert answer.interpreted_question == "what triggers quixosis"
    assert answer.bindings[0].origin == "caller"
    assert answer.sources[0].document_id == "quixosis"


def test_what_nothing_names_is_asked_back_without_choices(engine: Engine) -> None:
    outcome = ask(engine, "How is it treated?")
    assert isinstance(outcome, Abstention)
    assert (outcome.reason, outcome.readings) == ("ambiguous_follow_up", ())
    assert "“it”" in outcome.message


def test_small_talk_is_answered_without_a_search(engine: Engine) -> None:
    stages: list[str] = []
    asked = Question(question="thanks!", history=(PastTurn(question="What triggers zorbitis?"),), store=False)
    outcome = engine.answer(asked, lambda stage, _: stages.append(stage))
    assert isinstance(outcome, Abstention)
    assert (outcome.reason, outcome.message) == ("out_of_scope", THANKED)
    assert outcome.topic == "zorbitis"
    assert stages == ["interpret"]


def test_the_thread_goes_on_after_small_talk(engine: Engine) -> None:
    history = after(engine, "What triggers zorbitis?", "ok great")
    assert ask(engine, "and quixosis?", *history).interpreted_question == "What triggers quixosis?"


def test_a_choice_after_small_talk_is_of_the_turn_that_is_asked(engine: Engine) -> None:
    history = after(engine, "What triggers zorbitis?", "thanks!")
    chosen = (ChosenBinding(mention="it", resolved_to="quixosis"),)
    outcome = engine.answer(
        Question(question="How is it treated?", history=tuple(history), store=False, bindings=chosen)
    )
    assert [(binding.origin, binding.turn) for binding in outcome.bindings] == [("caller", 3)]


def test_why_may_quote_from_the_sources_of_the_turn_before(engine: Engine) -> None:
    history = after(engine, "What is the only drug for zorbitis in adults?")
    reading = Probe(engine).interpret(Question(question="why?", history=history, store=False))
    assert reading.documents == ("zorbitis",)
    outcome = ask(engine, "why?", *history, filters={"documents": ["quixosis"]})
    sources = outcome.sources if isinstance(outcome, Answer) else ()
    assert {source.document_id for source in sources} <= {"quixosis"}


def test_under_an_article_its_topic_is_meant(engine: Engine) -> None:
    outcome = ask(engine, "what triggers it", document_id="zorbitis")
    assert outcome.interpreted_question == "what triggers zorbitis"
    assert (outcome.bindings[0].turn, outcome.bindings[0].origin) == (0, "article")


def test_what_a_section_is_called_needs_no_article_beside_it(engine: Engine) -> None:
    bound = ask(engine, "how long do hunters rest?", document_id="zorbitis")
    assert bound.interpreted_question == "how long do hunters rest in zorbitis?"
    outcome = ask(engine, "how long does cave onset last?", document_id="zorbitis")
    assert (outcome.interpreted_question, outcome.bindings) == ("how long does cave onset last?", ())


@pytest.mark.parametrize("question", ["how long do hunters rest?", "does it last?", "and in children?"])
def test_under_an_article_without_a_name_a_first_question_stays_as_it_is(engine: Engine, question: str) -> None:
    outcome = ask(engine, question, document_id="trial")
    assert (outcome.interpreted_question, outcome.bindings) == (question, ())


def test_an_article_that_is_not_there_is_an_error(engine: Engine) -> None:
    with pytest.raises(UnknownDocument):
        Probe(engine).interpret(Question(question="it?", document_id="nowhere"))


def test_the_interpreter_of_a_generation_is_made_once(engine: Engine) -> None:
    threads = FollowUps(engine.store)
    index = engine.live.current()
    assert threads.interpreter(index) is threads.interpreter(index)


def test_interpreting_keeps_nothing(engine: Engine) -> None:
    first = Probe(engine).interpret(Question(question="What triggers zorbitis?"))
    assert first == Probe(engine).interpret(Question(question="What triggers zorbitis?"))
    assert first.question == "What triggers zorbitis?"
