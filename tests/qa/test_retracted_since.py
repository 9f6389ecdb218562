"""A retraction takes effect when it is stored, also while an index from before it is still live."""

from dataclasses import replace
from pathlib import Path

import pytest

from corpus.document import Document, Notice, Standing
from corpus.store import Store
from engines import engine_over
from factories import make_document
from qa.engine import Engine
from qa.schema import Abstention, Answer, Question, QuestionFilters, SearchQuestion

ASKED = "What is the treatment of choice for zorbitis?"
DOI = "10.1234/zorbitis"


def stored(engine: Engine, document: Document) -> None:
    engine.store.add(document, raw_sha256=document.version, reader="test 1", origin="test")


def notice(standing: Standing) -> Document:
    document = make_document("notice", "Retraction: Zorbitis", {"": ["The data could not be found."]})
    return replace(document, notices=(Notice(standing, DOI, title="Retraction: Zorbitis"),))


def asked(engine: Engine, **fields: object) -> Answer | Abstention:
    return engine.answer(Question.model_validate({"question": ASKED, "store": False, **fields}))


def sources(outcome: Answer | Abstention) -> list[str]:
    return [source.document_id for source in outcome.sources] if isinstance(outcome, Answer) else []


@pytest.mark.parametrize("standing", [Standing.RETRACTED, Standing.WITHDRAWN])
def test_what_was_retracted_since_is_not_quoted_or_found(tmp_path: Path, standing: Standing) -> None:
    treated = make_document(
        "zorbitis", "Zorbitis", {"Treatment": ["Zorbine is the treatment of choice for zorbitis."]}, doi=DOI
    )
    with Store(tmp_path / "store.db") as store:
        engine = engine_over(tmp_path, store, treated)
        generation = engine.live.current().generation_id
        assert sources(asked(engine)) == ["zorbitis"]
        stored(engine, notice(standing))
        assert engine.live.current().generation_id == generation
        assert sources(asked(engine)) == []
        assert engine.search(SearchQuestion(question=ASKED)).hits == ()
        by_name = asked(engine, filters=QuestionFilters(documents=("zorbitis",)).model_dump())
        assert sources(by_name) == sources(asked(engine, document_id="zorbitis")) == ["zorbitis"]
        assert isinstance(by_name, Answer)
        assert by_name.sources[0].cautions[0].endswith(": Retraction: Zorbitis.")
        assert sources(asked(engine, filters={"standing": ["current"]})) == []
        store.remove("notice")
        assert sources(asked(engine)) == ["zorbitis"]


def test_a_partial_retraction_is_named_in_the_caution(tmp_path: Path) -> None:
    treated = make_document(
        "zorbitis", "Zorbitis", {"": ["Zorbine is the treatment of choice for zorbitis."]}, doi=DOI
    )
    partial = replace(
        notice(Standing.CORRECTED), notices=(Notice(Standing.CORRECTED, DOI, title="Partial retraction: Z"),)
    )
    with Store(tmp_path / "store.db") as store:
        engine = engine_over(tmp_path, store, treated)
        stored(engine, partial)
        outcome = asked(engine)
        assert isinstance(outcome, Answer)
        assert outcome.sources[0].cautions == ("Part of this work has been retracted: Partial retraction: Z.",)
