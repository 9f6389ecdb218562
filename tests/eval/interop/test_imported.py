import csv
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.document import Span
from eval.data import Expected, judged_items
from eval.errors import DataError
from eval.experiments import Letters
from eval.interop import (
    Matcher,
    items_of,
    match_rows,
    place_of,
    read_confirmations,
    summary,
    write_items,
    write_match_report,
)
from eval.interop.matching import Library
from eval.interop.tables import TableRow
from passages import library_document, matcher_over

CURE = "Zorbine cures zorbitis in nine of ten adults who take 5 mg twice a day for 14 days."
PAIN = "A cold bath makes the pain of zorbitis worse, and so does a warm one in most patients."
ELBOW = "Quixosis is an invented disease of the left elbow, which is cured by resting it."
PARAPHRASE = "By taking zorbine, 9 of 10 adults are cured of zorbitis."


def row(number: int, *passages: str, document: str = "", category: str = "") -> TableRow:
    parts = tuple((passage,) for passage in passages)
    return TableRow(number, f"q{number}", f"Question {number}?", parts, document, category)


@pytest.fixture
def matcher() -> Matcher:
    return matcher_over(zorbitis=[CURE, PAIN], quixosis=[ELBOW, "It is rare."])


def test_sure_matches_become_places_and_others_keep_their_text(matcher: Matcher) -> None:
    rows = [
        row(2, CURE, ELBOW, category="cure"),
        row(3, PARAPHRASE, document="Zorbitis"),
        row(4),
        row(5, "Nothing resembles Peru.", document="Guideline (2nd"),
    ]
    first, second, silent, unknown = items_of(match_rows(rows, matcher), matcher)
    assert (first.id, first.cls, first.question) == ("q2", "cure", "Question 2?")
    assert [(expected.doc, len(expected.places), expected.any) for expected in first.expected] == [
        ("zorbitis", 1, ()),
        ("quixosis", 1, ()),
    ]
    assert second.expected == (Expected(doc="^(?:zorbitis)$", any=(PARAPHRASE,)),)
    assert silent.abstain
    assert re.search(unknown.expected[0].doc, "the guideline (2nd edition)", re.IGNORECASE)


def test_what_is_not_sure_can_be_left_out(matcher: Matcher) -> None:
    rows = [row(2, PARAPHRASE), row(3, PARAPHRASE, PAIN), row(4)]
    kept = items_of(match_rows(rows, matcher), matcher, "drop")
    assert [(item.id, len(item.expected)) for item in kept] == [("q3", 1), ("q4", 0)]


def test_the_sentences_of_a_paragraph_can_each_answer(matcher: Matcher) -> None:
    matched = match_rows([row(2, f"{CURE} {PAIN}"), row(3, CURE[8:30])], matcher)
    whole, fragment = items_of(matched, matcher)
    assert [len(item.expected[0].places) for item in (whole, fragment)] == [1, 1]
    parts, same = items_of(matched, matcher, each_sentence=True)
    assert len(parts.expected[0].places) == 2
    assert same == fragment


def test_an_id_that_is_no_regular_expression_is_escaped() -> None:
    matcher = Matcher(Library((library_document("zorbitis (2nd", {"": [CURE]}),)))
    (item,) = items_of(match_rows([row(2, CURE)], matcher), matcher)
    assert re.fullmatch(item.expected[0].doc, "zorbitis (2nd")


@given(st.text("aé½😀ß .", min_size=1, max_size=40), st.integers(0, 40), st.integers(0, 40))
def test_places_are_those_that_judged_items_are_found_by(text: str, start: int, end: int) -> None:
    start, end = min(start, len(text) - 1), min(end, len(text))
    passage = text[start:end]
    if not any(map(str.isalnum, passage)):
        return
    place = place_of(text, Span(start, end))
    letters = Letters.of(text)
    assert place == letters.place(place.start, place.end)
    assert letters.find(place) is not None


def test_items_are_read_back(tmp_path: Path, matcher: Matcher) -> None:
    items = items_of(match_rows([row(2, CURE), row(3), row(4, PARAPHRASE)], matcher), matcher)
    write_items(items, tmp_path / "items.jsonl")
    assert list(judged_items(tmp_path / "items.jsonl")) == items


def report_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


def test_the_report_has_each_passage_and_those_that_need_a_look_first(tmp_path: Path, matcher: Matcher) -> None:
    matched = match_rows([row(2, CURE), row(3, PARAPHRASE), row(4, "=Peru|1", document="Peru")], matcher)
    write_match_report(matched, tmp_path / "m.csv")
    rows = report_of(tmp_path / "m.csv")
    assert [(each["row"], each["status"]) for each in rows] == [
        ("3", "doubtful"),
        ("4", "document unknown"),
        ("2", "exact"),
    ]
    assert rows[0]["matched"] == CURE
    assert rows[0]["document"] == "zorbitis"
    assert rows[1]["expected"] == "'=Peru|1"
    assert rows[2]["score"] == "100.0"


def test_the_summary_counts_and_shows_what_needs_a_look(matcher: Matcher) -> None:
    rows = [row(number, PARAPHRASE.replace("9", "8")) for number in range(2, 15)]
    lines = list(summary(match_rows([*rows, row(20, CURE), row(21)], matcher)))
    assert lines[0] == "15 questions, 14 expected passages; silence is right for 1 questions"
    assert lines[1:3] == ["  exact                  1", "  doubtful              13"]
    assert lines[3].startswith("row 2, doubtful (")
    assert lines[4].startswith("    zorbitis: Zorbine cures")
    assert "numbers differ: 8 only in the table" in lines[5]
    assert lines[-1] == "and 3 more: see the report"


def accept(path: Path, *statuses: str, separator: str = ",", encoding: str = "utf-8") -> None:
    rows = report_of(path)
    with path.open("w", encoding=encoding, newline="") as stream:
        writer = csv.DictWriter(stream, list(rows[0]), delimiter=separator)
        writer.writeheader()
        writer.writerows({**each, "accept": "yes" if each["status"] in statuses else ""} for each in rows)


@pytest.mark.parametrize(("separator", "encoding"), [(",", "utf-8"), (";", "cp1252"), ("\t", "utf-16")])
def test_candidates_that_a_person_accepts_are_used(
    tmp_path: Path, matcher: Matcher, separator: str, encoding: str
) -> None:
    library = matcher.library
    rows = [row(2, PARAPHRASE, PAIN), row(3, PARAPHRASE.replace("9", "8"))]
    write_match_report(match_rows(rows, matcher), tmp_path / "m.csv")
    assert read_confirmations(tmp_path / "m.csv", library) == {}
    accept(tmp_path / "m.csv", "doubtful", separator=separator, encoding=encoding)
    accepted = read_confirmations(tmp_path / "m.csv", library)
    matched = match_rows(rows, matcher, accepted=accepted)
    assert [match.status for each in matched for match in each.matches] == ["confirmed", "exact", "confirmed"]
    (first, _) = items_of(matched, matcher, "drop")
    assert len(first.expected[0].places) == 1
    write_match_report(matched, tmp_path / "m.csv")
    assert read_confirmations(tmp_path / "m.csv", library) == accepted


def test_a_confirmation_that_no_longer_fits_is_refused(tmp_path: Path, matcher: Matcher) -> None:
    rows = [row(2, PARAPHRASE), row(3, "Peru!", document="Peru")]
    write_match_report(match_rows(rows, matcher), tmp_path / "m.csv")
    accept(tmp_path / "m.csv", "document unknown")
    with pytest.raises(DataError, match="line 3: has no candidate that can be accepted"):
        read_confirmations(tmp_path / "m.csv", matcher.library)
    accept(tmp_path / "m.csv", "doubtful")
    other = matcher_over(zorbitis=[PAIN, CURE])
    with pytest.raises(DataError, match="line 2: the document has another text at this place"):
        read_confirmations(tmp_path / "m.csv", other.library)
    (tmp_path / "other.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(DataError, match="is not a report on matches"):
        read_confirmations(tmp_path / "other.csv", matcher.library)
