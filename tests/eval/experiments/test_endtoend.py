from pathlib import Path

from eval.data import Dataset, catalogue
from eval.experiments.endtoend import evaluate_sources
from qa.schema import Quote
from scripted import ORIGIN, ScriptedAsker, quote_of
from tiny import QUESTIONS, SENTENCES, write_collection

TEXTS = {id_: " ".join(sentences) for id_, sentences in SENTENCES.items()}


def quotes_from(*documents: str) -> list[Quote]:
    return [
        quote_of(document, TEXTS[document], SENTENCES[document][0], n)
        for n, document in enumerate(documents, start=1)
    ]


def test_the_right_document_or_its_page_is_among_the_first_sources(tmp_path: Path) -> None:
    dataset = Dataset.open(write_collection(tmp_path))
    asker = ScriptedAsker(
        quotes={
            QUESTIONS["q1"][0]: quotes_from("zorbitis"),
            QUESTIONS["q2"][0]: quotes_from("zorbitis", "snarkopathy", "boojumia", "quixosis"),
            QUESTIONS["q3"][0]: quotes_from("zorbitis", "boojumia"),
        }
    )
    result = evaluate_sources(asker, dataset, catalogue(dataset.corpus), provenance=ORIGIN)
    assert result.figure("right page among 3 sources").values == {"q1": 1, "q2": 0, "q3": 1, "q4": 0}
    assert result.figure("right document among 3 sources").values == {"q1": 1, "q2": 0, "q3": 0, "q4": 0}
    assert result.figure("right page among 1 source").value == 1 / 4
    assert result.figure("answered").value == 3 / 4
    assert [case.id for case in result.worst[0].cases] == ["q2", "q4"]
    assert result.worst[0].cases[1].returned == ()


def test_an_unjudged_question_is_not_asked(tmp_path: Path) -> None:
    dataset = Dataset.open(write_collection(tmp_path))
    dataset.qrels["q4"]["boojumia"] = 0
    asker = ScriptedAsker()
    result = evaluate_sources(asker, dataset, catalogue(dataset.corpus), provenance=ORIGIN)
    assert len(asker.heard) == 3
    assert all(figure.eligible == 3 for figure in result.figures)
