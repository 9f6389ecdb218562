import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from corpus.document import Span
from eval.interop.matching import Library, Matcher, Thresholds, differences, fold
from eval.interop.matching.folding import Folded
from passages import library_document, matcher_over

CURE = "Zorbine cures zorbitis in nine of ten adults who take 5 mg twice a day for 14 days."
PAIN = "A cold bath makes the pain of zorbitis worse, and so does a warm one in most patients."


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("The ﬁrst “eﬃcient” dose", 'The first "efficient" dose'),
        ("5–10 mg — daily", "5-10mg, daily"),
        ("recom-\nmended", "recommended"),
        ("Sjögren’s  syndrome", "Sjogren's syndrome"),
        ("0,5 mg or 0·5 mg or .5", "0.5 mg, or 0.50 mg or .5"),
        ("10,000 units", "10 000 units"),
        ("It helps [3, 4] adults [5].", "It helps adults."),
        ("½ tablet", "1/2 tablet"),
        ("TNF-α", "TNF-alpha"),
        ("5.0 mg", "5 mg"),
    ],
)
def test_editions_of_a_passage_fold_to_the_same(first: str, second: str) -> None:
    assert fold(first) == fold(second)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("5 mg", "50 mg"),
        ("5 mg", "0.5 mg"),
        ("1-2 tablets", "12 tablets"),
        ("1/2 tablet", "1-2 tablets"),
        ("1.5 mg", "15 mg"),
        ("0,500 mg", "500 mg"),
        ("< 5", "> 5"),
        ("5%", "5"),
        ("score -5", "score 5"),
        ("10²", "102"),
    ],
)
def test_values_that_differ_stay_different(first: str, second: str) -> None:
    assert fold(first) != fold(second)
    assert not list(Folded.of(f"Take {second} now").find(fold(first)))


def test_spans_are_found_from_token_to_token() -> None:
    text = "Give zorbine (5 mg) to “adults”."
    (span,) = Folded.of(text).find(fold("5 mg to adults"))
    assert span.of(text) == "5 mg) to “adults"
    assert not list(Folded.of(text).find(fold("5 mg to adult")))


@pytest.mark.parametrize(
    ("passage", "text"),
    [
        ("(Give 5 mg.)", "(Give 5 mg.)"),
        ("Give 5 mg. [3]", "Give 5 mg."),
        (" “Give 5 mg", "Give 5 mg"),
        ("Give 5 mg", "Give 5 mg"),
        ("( Give 5 mg", "Give 5 mg"),
    ],
)
def test_a_match_has_the_punctuation_that_both_share(passage: str, text: str) -> None:
    match = matcher_over(zorbitis=["Now (Give 5 mg.) at once."]).match(passage)
    assert (match.status, match.text) == ("exact", text)


@pytest.mark.parametrize(
    ("expected", "found", "what"),
    [
        ("Give 5 mg.", "Give 50 mg.", "numbers"),
        ("Give 5 mg.", "Give 5 g.", "numbers"),
        ("Give two tablets.", "Give three tablets.", "numbers"),
        ("Give it once.", "Give it twice.", "numbers"),
        ("Give if ≥ 5.", "Give if ≤ 5.", "numbers"),
        ("It should be given.", "It should not be given.", "negations"),
        ("It does help.", "It doesn’t help.", "negations"),
        ("Give it to adults.", "Give it to children.", "words"),
        ("Treat hyperkalaemia.", "Treat hypokalaemia.", "words"),
        ("Give prednisone.", "Give prednisolone.", "words"),
        ("Give quinine daily.", "Give quinine weekly.", "words"),
    ],
)
def test_passages_that_state_something_else_differ(expected: str, found: str, what: str) -> None:
    assert getattr(differences(expected, found), what)


@pytest.mark.parametrize(
    ("expected", "found"),
    [
        ("Give 5 milligrams daily.", "Give 5 mg daily."),
        ("Give two tablets.", "Give 2 tablets."),
        ("oedema of the foetus", "Edema of the fetus"),
        ("recom mended doses", "The recommended dose"),
        ("the recommendeddose", "the recommended dose"),
    ],
)
def test_spellings_of_the_same_statement_do_not_differ(expected: str, found: str) -> None:
    assert not differences(expected, found)


def test_a_passage_is_matched_exactly_whatever_its_typography() -> None:
    match = matcher_over(zorbitis=[CURE, PAIN]).match(f"ZORBINE cures\nzorbitis {CURE[23:].upper()} [12]")
    assert (match.status, match.score, match.text) == ("exact", 100, CURE)
    assert match.document is not None
    assert match.document.id == "zorbitis"


def test_a_passage_may_span_sentences_and_sections() -> None:
    document = library_document("zorbitis", {"Cure": [CURE, PAIN], "Other": ["Nothing else is known about it."]})
    match = Matcher(Library((document,))).match(f"{PAIN} Other Nothing else is known about it.", "zorbitis")
    assert match.status == "exact"
    assert match.text.split()[-1] == "it."
    colours = ("red", "blue", "pink", "grey", "gold", "lime")
    six = [f"The {name} sign of zorbitis is seen in the {name} week." for name in colours]
    close = matcher_over(zorbitis=[PAIN, *six, CURE]).match(" ".join(six).replace("sign", "signs"))
    assert (close.status, close.text) == ("close", " ".join(six))


@pytest.mark.parametrize(
    ("passage", "status"),
    [
        (CURE.replace("5 mg", "50 mg"), "doubtful"),
        (CURE.replace("twice", "once"), "doubtful"),
        (CURE.replace("adults", "children"), "doubtful"),
        (CURE.replace("cures", "does not cure"), "doubtful"),
        (CURE.replace("who take", "that take"), "close"),
        ("In nine of ten adults zorbitis is cured by zorbine.", "doubtful"),
        ("The capital of Peru is Lima, on the coast.", "not found"),
        ("—", "not found"),
    ],
)
def test_only_what_states_the_same_is_accepted(passage: str, status: str) -> None:
    match = matcher_over(zorbitis=[CURE, PAIN]).match(passage)
    assert match.status == status
    assert match.is_sure == (status == "close")
    assert status == "close" or match.note


def test_the_sentence_with_the_same_numbers_is_preferred() -> None:
    other = CURE.replace("5 mg", "50 mg").replace("adults", "adults alone")
    match = matcher_over(zorbitis=[other, CURE]).match(CURE.replace("who take", "that take"))
    assert (match.status, match.text) == ("close", CURE)


def test_a_fragment_is_matched_with_the_part_that_resembles_it() -> None:
    match = matcher_over(zorbitis=[PAIN, CURE]).match("cures zorbitis in nine of the ten adults")
    assert match.status == "close"
    assert "cures zorbitis in nine of ten adults" in match.text
    assert len(match.text) < len(CURE) / 1.5


def test_a_passage_in_several_documents_is_ambiguous_until_one_is_named() -> None:
    matcher = matcher_over(zorbitis=[CURE], quixosis=[PAIN, CURE])
    match = matcher.match(CURE)
    assert match.status == "ambiguous"
    assert match.note == "is in 2 documents (zorbitis, quixosis): name the one that is meant"
    assert matcher.match(CURE, "Quixosis").status == "exact"
    assert matcher.match(CURE.replace("who take", "that take")).status == "ambiguous"


def test_a_short_passage_that_occurs_often_is_ambiguous() -> None:
    matcher = matcher_over(zorbitis=["Take it for 14 days.", "Rest for 14 days.", CURE[:40], CURE[:40]])
    assert (
        matcher.match("14 days", "zorbitis").note == "occurs 2 times in the document: write more of the sentence"
    )
    repeated = matcher.match(CURE[:40], "zorbitis")
    assert (repeated.status, len(repeated.spans)) == ("exact", 2)


def test_documents_are_meant_by_id_title_file_name_or_part_of_a_title() -> None:
    library = Library(
        (
            library_document(
                "g1", {"": [CURE]}, title="Treatment of zorbitis in adults (2019)", origin="z-2019.pdf"
            ),
            library_document("g2", {"": [PAIN]}, title="Treatment of zorbitis in children (2021)", pmid="123"),
            library_document("g3", {"": [PAIN]}, title="Zorbitis"),
        )
    )
    meant = {
        "g2": ["g2"],
        "Zorbitis": ["g3"],
        "zorbitis.md": ["g3"],
        "Z-2019.PDF": ["g1"],
        "123": ["g2"],
        "zorbitis in children": ["g2"],
        "Treatment of zorbitis": ["g1", "g2"],
        "treating zorbitis 2021": [],
        "treatments of zorbitis, 2021": ["g2"],
        "Treatment of zorbitis in adults 2020": [],
        "The zorbitis guideline": [],
        "Quixosis": [],
        "?": [],
    }
    assert {name: [document.id for document in library.named(name)] for name in meant} == meant


def test_a_document_that_is_not_held_is_reported_with_where_the_passage_is() -> None:
    matcher = matcher_over(zorbitis=[CURE], quixosis=[PAIN])
    unknown = matcher.match(CURE, "Snarkopathy")
    assert (unknown.status, unknown.is_sure) == ("document unknown", False)
    assert unknown.note == "no document is named 'Snarkopathy'; the passage is in zorbitis"
    wrong = matcher.match(CURE, "quixosis")
    assert wrong.status == "not found"
    assert wrong.note.endswith("it is in zorbitis: correct the document")


def test_lines_of_a_cell_are_one_passage_or_several() -> None:
    matcher = matcher_over(zorbitis=[CURE, PAIN, "Nothing else is known about the disease."])
    (whole,) = matcher.lines((CURE, PAIN))
    assert (whole.status, whole.passage) == ("exact", f"{CURE} {PAIN}")
    assert [match.passage for match in matcher.lines((PAIN, CURE))] == [PAIN, CURE]


def test_bracketed_numbers_that_differ_are_not_the_same() -> None:
    matcher = matcher_over(zorbitis=["Give [5] mg of zorbine to all adults with zorbitis."])
    assert matcher.match("Give [50] mg of zorbine to all adults with zorbitis.").status == "doubtful"
    assert matcher.match("Give mg of zorbine to all adults with zorbitis.").status == "exact"


def test_raised_numbers_that_were_copied_as_digits_do_not_matter() -> None:
    matcher = matcher_over(zorbitis=["Zorbine prolongs survival. It also helps with pain."])
    assert matcher.match("Zorbine prolongs survival.3,4 It also helps with pain.12").status == "exact"


@pytest.mark.parametrize(("close", "doubtful"), [(50, 90), (101, 50), (90, -1)])
def test_thresholds_are_in_order(close: float, doubtful: float) -> None:
    with pytest.raises(ValueError, match="not in order"):
        Thresholds(close, doubtful)


NUMBER = st.one_of(
    st.integers(0, 20000).map(str),
    st.decimals(0, 100, places=2, allow_nan=False).map(str),
    st.integers(1000, 99999).map(lambda number: f"{number:,}"),
)


@given(
    here=NUMBER,
    there=NUMBER,
    sentence=st.sampled_from(
        [
            "Give {} mg of zorbine each morning to adults with zorbitis.",
            "At age {} most adults have had it by then.",
        ]
    ),
)
def test_matching_never_crosses_numbers(here: str, there: str, sentence: str) -> None:
    assume(float(here.replace(",", "")) != float(there.replace(",", "")))
    matcher = matcher_over(zorbitis=[PAIN, sentence.format(there), CURE])
    assert not matcher.match(sentence.format(here)).is_sure
    assert not matcher.match(sentence.format(here).replace("most", "all").replace("each", "every")).is_sure
    assert matcher.match(sentence.format(there)).status == "exact"


@given(st.text("aé5 ﬁ½µ-–/.,%<[]¹23", max_size=60), st.integers(0, 59), st.integers(0, 59))
def test_every_part_of_a_text_is_found_where_it_is(text: str, start: int, end: int) -> None:
    folded = Folded.of(text)
    tokens = list(zip(folded.starts, folded.ends, strict=True))
    assume(tokens and start <= end < len(tokens))
    part = folded.text[folded.at[start] : folded.at[end + 1] if end + 1 < len(tokens) else None]
    assert Span(tokens[start][0], tokens[end][1]) in list(folded.find(part)) or tokens[start] in tokens[:start]
