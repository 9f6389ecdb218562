from pathlib import Path

import pytest

from corpus.document import Span
from eval.data import answer_spans, catalogue, rationales
from eval.experiments.quotes import evaluate_rationales, evaluate_spans
from qa.probe import RankedSentence
from scripted import ORIGIN, ScriptedAsker, quote_of, version_of
from tiny import SENTENCES, write_claims, write_collection, write_spans

TEXTS = {id_: f"{id_.title()}\n" + "\n".join(sentences) for id_, sentences in SENTENCES.items()}
CLAIM_1, CLAIM_2 = "Zorbine cures zorbitis in adults.", "Quixosis is cured by rest for two weeks."


def ranker(question: str, document: str, limit: int) -> list[RankedSentence]:
    """The sentences of a document in their order."""
    del question
    text = TEXTS[document]
    starts = [(text.index(sentence), sentence) for sentence in SENTENCES[document]]
    return [
        RankedSentence(version_of(text), Span(start, start + len(sentence)), sentence, 1.0)
        for start, sentence in starts
    ][:limit]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_spans(write_claims(write_collection(tmp_path)))


def test_quotes_and_rankings_are_scored_against_the_evidence(folder: Path) -> None:
    zorbitis, quixosis = TEXTS["zorbitis"], TEXTS["quixosis"]
    both = f"{SENTENCES['quixosis'][1]}\n{SENTENCES['quixosis'][2]}"
    asker = ScriptedAsker(
        texts=TEXTS,
        quotes={
            CLAIM_1: [
                quote_of("zorbitis", zorbitis, SENTENCES["zorbitis"][0], 1, 0.2),
                quote_of("zorbitis", zorbitis, SENTENCES["zorbitis"][2], 2, 0.3),
                quote_of("zorbitis", zorbitis, SENTENCES["zorbitis"][1], 3, 0.9),
            ],
            CLAIM_2: [quote_of("quixosis", quixosis, both, 1, 0.9)],
        },
    )
    known = catalogue(folder / "corpus.jsonl")
    gold = rationales(folder, "dev", known)
    result = evaluate_rationales(asker, gold, known, rankers={"order": ranker}, provenance=ORIGIN)
    assert result.figure("hit in 3 quotes").values == {"1/zorbitis": 1, "2/quixosis": 1}
    assert result.figure("F1 in 2 quotes").values == {"1/zorbitis": 0, "2/quixosis": 1}
    assert result.figure("hit@3, order").values == {"1/zorbitis": 1, "2/quixosis": 1}
    assert result.figure("F1@2, order").values == pytest.approx({"1/zorbitis": 2 / 3, "2/quixosis": 1 / 2})
    assert {(asked.document_id, asked.filters.documents) for asked in asker.heard} == {
        ("zorbitis", ("zorbitis",)),
        ("quixosis", ("quixosis",)),
    }
    assert sorted(asked.max_quotes or 0 for asked in asker.heard) == [2, 2, 3, 3]
    assert result.notes == ()


def test_an_abstention_shows_nothing_and_scores_0(folder: Path) -> None:
    known = catalogue(folder / "corpus.jsonl")
    gold = rationales(folder, "dev", known)
    result = evaluate_rationales(ScriptedAsker(texts=TEXTS), gold, known, rankers={}, provenance=ORIGIN)
    assert [(figure.name, figure.value) for figure in result.figures] == [
        ("hit in 3 quotes", 0),
        ("F1 in 2 quotes", 0),
        ("answered", 0),
    ]
    assert result.worst[0].cases[0].wanted == (SENTENCES["zorbitis"][1],)
    assert result.worst[0].cases[0].returned == ()


def test_a_sentence_that_the_store_does_not_hold_is_counted(folder: Path) -> None:
    known = catalogue(folder / "corpus.jsonl")
    gold = rationales(folder, "dev", known)[:1]
    texts = {"zorbitis": TEXTS["zorbitis"].replace("pain", "itch")}
    quote = quote_of("zorbitis", texts["zorbitis"], SENTENCES["zorbitis"][1])
    asker = ScriptedAsker(texts=texts, quotes={CLAIM_1: [quote]})
    result = evaluate_rationales(asker, gold, known, rankers={}, provenance=ORIGIN)
    assert result.figures[0].value == 1
    assert result.notes == ("1 sentences of the data set were not found in the stored texts",)


def test_a_marked_answer_is_looked_for_in_the_quotes(folder: Path) -> None:
    spans = answer_spans(folder)
    quote = quote_of("zorbitis", TEXTS["zorbitis"], SENTENCES["zorbitis"][1])
    asker = ScriptedAsker(texts=TEXTS, quotes={spans[0].question.text: [quote]})
    result = evaluate_spans(asker, spans, rankers={"order": ranker}, provenance=ORIGIN)
    assert result.figure("answer in 3 quotes").values == {"s1": 1, "s2": 0}
    assert result.figure("answer in 5 quotes").values == {"s1": 1, "s2": 0}
    assert result.figure("answer in 3 sentences, order").value == 1
    (case,) = result.worst[0].cases
    assert (case.id, case.wanted) == ("s2", ("two weeks",))
