"""The glossary: definitions are quotes from the corpus, of terms that stand in the quotes, or there are none."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.document import Kind, Standing
from engines import engine_of
from factories import make_document
from index.term_occurrences import term_occurrences
from index.types import Filters
from qa.engine import Engine
from qa.schema import Answer, Question, Receipt

DOCUMENTS = (
    make_document(
        "zorbitis",
        "Zorbitis",
        {
            "Signs": [
                "The signs of zorbitis are fasciculations, gleeposis, snarkemia and a high QRX in the blood.",
                "Zorbitis hurts in the night.",
            ],
            "Care": ["The best care of zorbitis is myozorbia training with a blimfel."],
        },
        kind=Kind.GUIDELINE,
    ),
    make_document(
        "words",
        "Words of the trade",
        {
            "Words": [
                "Fasciculations are brief twitches of muscle fibers that the eye can see.",
                "Fasciculations are common in the legs.",
                "Gleeposis is a common cause of sleep.",
                "Zorbitis is an inflammation of the zorb, a gland of the neck.",
                "Blimfels are instruments that are used to stretch the neck.",
            ],
            "More words": ["Some people have too little snark in the blood (snarkemia) for a while."],
        },
        kind=Kind.ARTICLE,
    ),
    make_document("qrx-1", "One", {"": ["Quick radial xylometry (QRX) is a test of the ear with a drum."]}),
    make_document("qrx-2", "Two", {"": ["Quiet red xanthine (QRX) is a pigment of the hair and skin."]}),
    make_document(
        "withdrawn",
        "An unsound paper",
        {
            "": [
                "Gleeposis is a disease in which the gleep falls out.",
                "Myozorbia is a disease of muscle that is cured.",
            ]
        },
        standing=Standing.RETRACTED,
    ),
)


@pytest.fixture(name="engine", scope="module")
def _engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    with engine_of(tmp_path_factory.mktemp("home"), *DOCUMENTS) as engine:
        yield engine


def explained(engine: Engine, audience: str = "patient", question: str = "", **fields: object) -> Answer:
    asked = {"question": question or "What are the signs of zorbitis?", "document_id": "zorbitis"} | fields
    outcome = engine.answer(Question.model_validate(asked | {"audience": audience, "store": False}))
    assert isinstance(outcome, Answer)
    return outcome


def terms(answer: Answer) -> dict[str, str]:
    return {entry.term: entry.definition.text for entry in answer.glossary}


def test_a_technical_term_is_explained_in_the_words_of_the_corpus(engine: Engine) -> None:
    answer = explained(engine)
    assert {term.lower(): text for term, text in terms(answer).items()} == {
        "zorbitis": "Zorbitis is an inflammation of the zorb, a gland of the neck.",
        "fasciculations": "Fasciculations are brief twitches of muscle fibers that the eye can see.",
        "snarkemia": "Some people have too little snark in the blood (snarkemia) for a while.",
    }
    for entry in answer.glossary:
        assert entry.source.document_id == "words"
        assert all(entry.term.lower() in answer.quotes[n - 1].text.lower() for n in entry.quotes)


def test_definitions_verify_as_quotes_do(engine: Engine) -> None:
    fields = set(Receipt.model_fields)
    receipts = [Receipt(**entry.definition.model_dump(include=fields)) for entry in explained(engine).glossary]
    assert engine.verify(receipts).valid
    for entry in explained(engine).glossary:
        text = engine.store.text(entry.definition.document_id, entry.definition.version).encode()
        cut = text[entry.definition.byte_start : entry.definition.byte_end]
        assert cut.decode() == entry.definition.text


def test_retracted_work_defines_nothing_even_by_name(engine: Engine) -> None:
    for filters in ({}, {"documents": ["zorbitis", "withdrawn"]}):
        answer = explained(engine, filters=filters)
        assert "gleeposis" not in terms(answer)
        assert all(entry.source.standing is Standing.CURRENT for entry in answer.glossary)


def test_the_filters_of_the_question_hold_for_definitions(engine: Engine) -> None:
    assert explained(engine, filters={"kind": ["guideline"]}).glossary == ()


def test_an_abbreviation_that_means_two_things_is_not_explained(engine: Engine) -> None:
    assert "QRX" not in terms(explained(engine))
    answer = explained(engine, filters={"documents": ["zorbitis", "qrx-2"]})
    assert terms(answer) == {"QRX": "Quiet red xanthine (QRX) is a pigment of the hair and skin."}


def test_what_the_quotes_explain_themselves_is_not_explained_again(engine: Engine) -> None:
    answer = explained(engine, question="What is zorbitis, an inflammation of the zorb?", document_id=None)
    assert any(quote.text.startswith("Zorbitis is an inflammation") for quote in answer.quotes)
    assert "zorbitis" not in {term.lower() for term in terms(answer)}


@pytest.mark.parametrize("audience", ["physician", "clinician", "nurse", "researcher", "default"])
def test_others_get_none(engine: Engine, audience: str) -> None:
    assert explained(engine, audience).glossary == ()


def test_the_quotes_are_the_same_with_and_without_and_the_answer_another(engine: Engine) -> None:
    plain, told = explained(engine, "default"), explained(engine, "student")
    assert {q.sha256 for q in plain.quotes} == {q.sha256 for q in told.quotes}
    assert plain.answer_id != told.answer_id


def test_the_same_question_has_the_same_bytes(engine: Engine) -> None:
    assert explained(engine).model_dump_json() == explained(engine).model_dump_json()


def test_there_are_at_most_five_entries_each_of_its_own_sentence(tmp_path: Path) -> None:
    words = [f"{name}oma" for name in ("zorb", "gleep", "blimf", "snark", "quix", "mirab", "frumb")]
    documents = (
        make_document("list", "Lumps", {"": [f"The known lumps are {', '.join(words)} and no other lumps."]}),
        make_document("words", "Words", {"": [f"A {word} is a growth in the neck of a cat." for word in words]}),
    )
    with engine_of(tmp_path, *documents) as engine:
        answer = explained(engine, question="What are the known lumps?", document_id="list", max_quotes=1)
    assert len(answer.glossary) == 5
    places = [answer.quotes[0].text.index(entry.term) for entry in answer.glossary]
    assert places == sorted(places)


def test_mentions_are_sentences_with_the_place_of_the_term(engine: Engine) -> None:
    index = engine.live.current()
    found = term_occurrences(index, "fascicul", Filters())
    texts = [
        engine.store.sentence_text(key.document_id, key.version, key.ordinal) or ""
        for key in index.locate(found.rows)
    ]
    assert len(texts) == 3
    assert all("asciculations" in text for text in texts)
    assert sorted(found.places.tolist()) == [0, 0, 2]
    assert found.opens.tolist() == [True, False, True]
    assert len(term_occurrences(index, "unheard-of", Filters()).rows) == 0


def test_a_sentence_is_read_without_its_document(engine: Engine) -> None:
    document = DOCUMENTS[0]
    for ordinal in range(len(document.sentences)):
        assert engine.store.sentence_text(document.id, document.version, ordinal) == document.sentence_text(
            ordinal
        )
    assert engine.store.sentence_text(document.id, document.version, 99) is None
    assert engine.store.sentence_text("nowhere", document.version, 0) is None
