import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from eval.data import JudgedItem
from eval.errors import DataError
from eval.interop.answers import CitedSentence, Recorder, SystemAnswer, cited_sentences, read_answers
from eval.interop.answers.recording import CITING, HELD, SENTENCES, VERBATIM, citation_figures, citation_notes
from eval.interop.matching import Library, Matcher
from passages import library_document

CURE = "Zorbine cures zorbitis in nine of ten adults."
BATH = "A cold bath makes the pain of zorbitis worse."
OWN = "Most adults get well with zorbine."


def write(path: Path, *records: object) -> Path:
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    return path


TREC_2024 = {
    "run_id": "model-1",
    "topic_id": "q1",
    "topic": "Does it cure?",
    "references": ["zorbitis#1", "quixosis#4"],
    "response_length": 14,
    "answer": [{"text": CURE, "citations": [0, 1]}, {"text": OWN, "citations": []}],
}
TREC_2025 = {
    "metadata": {"run_id": "model-1", "narrative_id": 7, "narrative": "Does it cure?", "type": "automatic"},
    "references": ["zorbitis", "quixosis"],
    "answer": [{"text": CURE, "citations": ["zorbitis", 1]}],
}
BIOGEN = {
    "team_id": "t",
    "run_name": "model-1",
    "results": [
        {"topic_id": "q1", "answer": f"{CURE[:-1]} [111, 222]. {OWN} [222]", "references": ["111", "222"]},
        {"topic_id": "q2", "answer": "", "references": []},
    ],
}


@pytest.mark.parametrize(
    ("records", "expected"),
    [
        (
            [TREC_2024],
            [
                SystemAnswer(
                    "q1",
                    (CitedSentence(CURE, ("zorbitis#1", "quixosis#4")), CitedSentence(OWN)),
                    "Does it cure?",
                    "model-1",
                )
            ],
        ),
        (
            [TREC_2025],
            [SystemAnswer("7", (CitedSentence(CURE, ("zorbitis", "quixosis")),), "Does it cure?", "model-1")],
        ),
        (
            [BIOGEN],
            [
                SystemAnswer(
                    "q1", (CitedSentence(CURE, ("111", "222")), CitedSentence(OWN, ("222",))), "", "model-1"
                ),
                SystemAnswer("q2", (), "", "model-1"),
            ],
        ),
        (
            [[{"topic_id": 5, "answer": [{"text": CURE, "citations": [111, "222"]}]}]],
            [SystemAnswer("5", (CitedSentence(CURE, ("111", "222")),))],
        ),
        (
            [
                {"id": "a", "answer": f"{CURE} {OWN}", "citations": ["zorbitis", "quixosis"]},
                {"id": "b", "answer": None},
                {"id": "c", "answer": "Abstain."},
                {"id": "d", "quotes": [CURE, {"text": BATH, "document": "Zorbitis"}, " "]},
                {"id": "e", "answer": [OWN, CURE]},
            ],
            [
                SystemAnswer("a", tuple(CitedSentence(text, ("zorbitis", "quixosis")) for text in (CURE, OWN))),
                SystemAnswer("b", ()),
                SystemAnswer("c", ()),
                SystemAnswer("d", (CitedSentence(CURE), CitedSentence(BATH, ("Zorbitis",)))),
                SystemAnswer("e", (CitedSentence(OWN), CitedSentence(CURE))),
            ],
        ),
    ],
    ids=["trec-2024", "trec-2025", "biogen", "array", "plain"],
)
def test_every_form_is_read(tmp_path: Path, records: list[Any], expected: list[SystemAnswer]) -> None:
    assert list(read_answers(write(tmp_path / "a.jsonl", *records))) == expected


def test_a_document_over_several_lines_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(json.dumps(BIOGEN, indent=2), encoding="utf-8")
    assert [answer.id for answer in read_answers(tmp_path / "a.json")] == ["q1", "q2"]


@pytest.mark.parametrize(
    ("text", "references", "expected"),
    [
        ("It cures [1]. It hurts [2, 1].", ("a", "b"), [("It cures.", ("a",)), ("It hurts.", ("b", "a"))]),
        ("It cures. [1] It hurts.[2]", ("a", "b"), [("It cures.", ("a",)), ("It hurts.", ("b",))]),
        ("It cures [PMID: 12345; 678].", ("678",), [("It cures.", ("12345", "678"))]),
        ("It cures [sic] in [3] weeks.", ("a",), [("It cures [sic] in [3] weeks.", ())]),
        ("[1] It cures.", ("a",), [("It cures.", ("a",))]),
        ("It cures [a-1][a-1].", ("a-1",), [("It cures.", ("a-1",))]),
        ("", (), []),
    ],
)
def test_citations_in_brackets_belong_to_their_sentence(
    text: str, references: tuple[str, ...], expected: list[tuple[str, tuple[str, ...]]]
) -> None:
    assert [tuple(sentence) for sentence in cited_sentences(text, references)] == expected


@pytest.mark.parametrize(
    ("record", "complaint"),
    [
        ({"answer": "x"}, "line 1: has no id: a record has"),
        ({"id": "a"}, "'a' has neither an answer nor quotes"),
        ({"id": "a", "answer": 5}, "answer is no list"),
        ({"id": "a", "answer": [5]}, "has 5 for a sentence"),
        (
            {"id": "a", "references": ["x"], "answer": [{"text": "y", "citations": [1]}]},
            "cites 1, which is none of",
        ),
        ({"id": "a", "references": ["x"], "answer": [{"text": "y", "citations": [-1]}]}, "cites -1"),
        ({"id": "a", "answer": [{"text": "y", "citations": [True]}]}, "cites True"),
        ("text", "is no object"),
    ],
)
def test_malformed_records_are_refused_with_their_line(tmp_path: Path, record: object, complaint: str) -> None:
    with pytest.raises(DataError, match=complaint.replace("(", r"\(")):
        read_answers(write(tmp_path / "a.jsonl", record, {"id": "z", "answer": None}))


def test_other_files_are_refused(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"id": "a", "answer": null}\n{"id"\n')
    with pytest.raises(DataError, match="line 2: not valid JSON"):
        read_answers(tmp_path / "a.jsonl")
    with pytest.raises(DataError, match="'a' is answered twice"):
        read_answers(write(tmp_path / "a.jsonl", {"id": "a", "answer": None}, {"id": "a", "answer": None}))
    with pytest.raises(DataError, match="has no answers"):
        read_answers(write(tmp_path / "a.jsonl", []))


ITEM = JudgedItem.model_validate(
    {"id": "q1", "cls": "cure", "question": "Why?", "thread": ["Who?"], "gold": "abstain"}
)


@pytest.fixture(name="recorder")
def _recorder() -> Recorder:
    documents = (
        library_document("zorbitis", {"é": [CURE, BATH]}, pmid="111"),
        library_document("quixosis", {"": ["Rest cures quixosis.", BATH]}),
    )
    return Recorder(Matcher(Library(documents)))


def test_sentences_that_are_verbatim_get_their_place(recorder: Recorder) -> None:
    sentences = (
        CitedSentence("ZORBINE cures zorbitis in nine of ten adults", ("quixosis", "PMC1", "111")),
        CitedSentence(OWN, ("gone", "zorbitis#3", "quixosis")),
        CitedSentence(OWN),
        CitedSentence("“Rest cures quixosis.”"),
        CitedSentence("Rest cures quixosis.", ("gone",)),
    )
    outcome = recorder.outcome(ITEM, SystemAnswer("q1", sentences))
    assert (outcome.id, outcome.category, outcome.thread, outcome.outcome) == ("q1", "cure", ("Who?",), "answer")
    first, second, third, fourth, fifth = outcome.quotes
    text = library_document("zorbitis", {"é": [CURE, BATH]}).text.encode()
    assert first.verbatim
    assert text[first.byte_start : first.byte_end].decode() == first.text == CURE[:-1]
    assert first.version == hashlib.sha256(text).hexdigest()
    assert (first.document_id, first.cites) == ("zorbitis", ("quixosis", "PMC1", "zorbitis"))
    assert (second.verbatim, second.document_id, second.byte_end) == (False, "zorbitis", 0)
    assert second.cites == ("gone", "zorbitis", "quixosis")
    assert (third.verbatim, third.document_id, third.title, third.cites) == (False, "", "", ())
    assert fourth.text == "Rest cures quixosis."
    assert (fourth.verbatim, fourth.document_id, fourth.cites) == (True, "quixosis", ("quixosis",))
    assert (fifth.verbatim, fifth.cites) == (False, ("gone",))
    assert list(citation_notes(recorder)) == ["3 citations name no document that is held: 'gone', 'PMC1'"]


def test_missing_and_empty_answers_are_silence(recorder: Recorder) -> None:
    for answer in (None, SystemAnswer("q1", ())):
        outcome = recorder.outcome(ITEM, answer)
        assert (outcome.outcome, outcome.quotes, outcome.confidence) == ("abstention", (), None)
    assert not list(citation_notes(recorder))


def test_figures_say_how_answers_cite(recorder: Recorder) -> None:
    sentences = (CitedSentence(CURE, ("zorbitis", "gone")), CitedSentence(OWN), CitedSentence(BATH, ("quixosis",)))
    outcomes = [
        recorder.outcome(ITEM, SystemAnswer("q1", sentences)),
        recorder.outcome(ITEM.model_copy(update={"id": "q2"}), SystemAnswer("q2", (CitedSentence(OWN),))),
        recorder.outcome(ITEM.model_copy(update={"id": "q3"}), None),
    ]
    figures = {each.name: each for each in citation_figures(outcomes, frozenset({"zorbitis", "quixosis"}))}
    assert figures[SENTENCES].value == 2
    assert figures[CITING].value == pytest.approx((2 / 3 + 0) / 2)
    assert figures[VERBATIM].value == pytest.approx((2 / 3 + 0) / 2)
    assert figures[HELD].value == pytest.approx(2 / 3)
    assert (figures[HELD].eligible, figures[SENTENCES].better) == (1, "neither")
