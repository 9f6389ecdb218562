"""Which items of PinciteBench count as answered by the candidates of a question."""

import hashlib

from eval.data import JudgedItem
from eval.fitting.judged_corpora import answers
from qa.probe import Candidate

TEXT = "Rest helps sore knees."
LETTERS = "Resthelpssoreknees"


def item(start: int = 100) -> JudgedItem:
    digest = hashlib.sha256(LETTERS.encode()).hexdigest()[:16]
    place = {"start": start, "end": start + len(TEXT), "letters": len(LETTERS), "sha256": digest}
    return JudgedItem.model_validate(
        {"id": "a", "question": "what helps sore knees", "gold": [{"doc": "knees", "places": [place]}]}
    )


def test_a_candidate_answers_if_it_covers_half_of_a_passage() -> None:
    half = Candidate("knees", 111, 140, "sore knees. And more.")
    assert answers(item(), [half])
    assert not answers(item(), [half._replace(start=112)])
    assert not answers(item(), [half._replace(document_id="hips")])


def test_a_moved_passage_is_known_by_its_letters() -> None:
    moved = Candidate("knees", 900, 922, "Rest helps  sore knees!")
    assert answers(item(), [moved])
    assert not answers(item(), [moved._replace(text="Rest helps sore knee.")])


def test_nothing_answers_where_silence_is_right() -> None:
    silent = JudgedItem.model_validate({"id": "b", "question": "what helps sore hips", "gold": "abstain"})
    assert not answers(silent, [Candidate("knees", 100, 122, TEXT)])
