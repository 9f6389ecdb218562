from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from corpus.document import DoubtKind, Kind, ReviewStatus, Standing
from qa.commands.text import EmphasisedLine, outcome_lines, printable, reference_text, search_lines, verdict_lines
from qa.schema import (
    Abstention,
    Answer,
    CitedReference,
    Confidence,
    Disclaimer,
    Links,
    Quote,
    ReadingDoubt,
    Receipt,
    Repetition,
    SearchHit,
    SearchResult,
    Source,
    Verdict,
    Verdicts,
)

SHA = "0" * 64
NOTICE = Disclaimer(id="professional", version="1", text="For professionals.")


def quote(n: int, text: str, section: tuple[str, ...], document_id: str = "a", **fields: object) -> Quote:
    return Quote.model_validate(
        {
            "n": n,
            "text": text,
            "document_id": document_id,
            "version": SHA,
            "byte_start": 0,
            "byte_end": 5,
            "sha256": SHA,
            "section": section,
            "score": 0.5,
            "links": Links(reader="/read/a"),
            **fields,
        }
    )


def source(document_id: str = "a", **fields: object) -> Source:
    basis = {"document_id": document_id, "title": "Sprains", "kind": Kind.ARTICLE, "standing": Standing.CURRENT}
    return Source.model_validate({**basis, **fields})


def answer(quotes: tuple[Quote, ...], sources: tuple[Source, ...], interpreted: str = "What helps?") -> Answer:
    return Answer(
        answer_id="x",
        question="What helps?",
        interpreted_question=interpreted,
        confidence=Confidence(score=0.81, threshold=0.5, sure=0.9, calibration="packaged"),
        generation="g",
        suggested_questions=("How long?",),
        disclaimer=NOTICE,
        quotes=quotes,
        sources=sources,
    )


def test_what_answers_is_emphasised_in_the_same_line() -> None:
    span = {"byte_start": 9, "byte_end": 15}
    plain, marked = (quote(n, "Rest for 2\n–3 d.", ()) for n in (1, 2))
    marked = Quote.model_validate({**marked.model_dump(), "answer_span": span})
    lines = [line for line in outcome_lines(answer((plain, marked), (source(),))) if "Rest" in line]
    assert lines[0].replace("(1)", "(2)") == lines[1]
    first, second = (line for line in lines if isinstance(line, EmphasisedLine))
    assert first.parts[1] == ""
    assert second.parts[1] == "2\n      –3"
    assert "".join(second.parts) == second


def test_a_quote_says_where_else_it_stands_and_what_its_list_leaves_out() -> None:
    place = {"document_id": "b", "version": SHA, "byte_start": 0, "byte_end": 5, "sha256": SHA}
    also = Repetition.model_validate({**place, "section": ("Care",), "page": 2, "links": Links(reader="/read/b")})
    doubt = ReadingDoubt(kind=DoubtKind.BORDER, caution="Check page 2: a border.")
    quotes = (
        quote(1, "Rest helps.", (), also=(also,), omitted_items=7, doubts=(doubt,)),
        quote(2, "Ice helps.", (), omitted_items=1),
    )
    sources = (source(), source("b", title="Strains", url="https://example.org/strains"))
    lines = [line.strip() for line in outcome_lines(answer(quotes, sources))]
    first = lines.index("(1) “Rest helps.”")
    assert lines[first + 1 : first + 6] == [
        "Caution: Check page 2: a border.",
        "… and 7 more items of this list",
        "also in: Strains > Care (page 2) (id b)",
        "(2) “Ice helps.”",
        "… and 1 more item of this list",
    ]
    assert not any(line.startswith("Strains") for line in lines)


def test_an_answer_shows_all_that_must_go_with_it() -> None:
    listed = CitedReference(number=1, kind=Kind.GUIDELINE, title="On sprains", container="A journal", year=2020)
    text = "\n".join(
        outcome_lines(
            answer(
                (
                    quote(1, "Rest helps.", ("Treatment", "First aid"), references=(1, 7)),
                    quote(2, "Ice helps.", ("Treatment", "First aid"), page=3),
                    quote(3, "Most heal.", ("Prognosis",)),
                ),
                (
                    source(
                        publisher="A publisher",
                        year=2024,
                        last_updated=date(2025, 1, 2),
                        url="https://example.org/sprains",
                        review_status=ReviewStatus.SUBMITTED,
                        cautions=("Pending human review.",),
                        references=(listed, CitedReference(number=7, missing=True)),
                    ),
                ),
            )
        )
    )
    assert "Understood as" not in text
    assert "Sprains (article, A publisher, 2024, updated 2025-01-02, id a)" in text
    assert "https://example.org/sprains" in text
    assert "Caution: Pending human review." in text
    assert text.count("Treatment > First aid") == 1
    assert "(1) “Rest helps.” [1, 7]" in text
    assert "(2) “Ice helps.” (page 3)" in text
    assert "1. (guideline) On sprains. A journal. 2020." in text
    assert "7. missing: the source uses this number but does not list it" in text
    assert "Confidence 0.81, threshold 0.50." in text
    assert "How long?" in text
    assert "Disclaimer: For professionals." in text
    assert "not checked for truth" in text


def test_quotes_stand_under_their_own_source() -> None:
    quotes = (quote(1, "Rest helps.", ("Treatment",)), quote(2, "Ice helps.", ("Treatment",), "b"))
    lines = list(outcome_lines(answer(quotes, (source(), source("b", title="Ankles")))))
    order = [next(n for n, line in enumerate(lines) if part in line) for part in ("id a", "Rest", "Ankles", "Ice")]
    assert order == sorted(order)


def test_an_interpreted_question_is_shown() -> None:
    outcome = answer((quote(1, "Rest helps.", ()),), (source(),), interpreted="What helps a sprain?")
    assert next(iter(outcome_lines(outcome))) == "Understood as: What helps a sprain?"


def test_a_weak_answer_says_so() -> None:
    weak = answer((quote(1, "Rest helps.", ()),), (source(),)).model_copy(update={"caution": "Weak evidence."})
    lines = list(outcome_lines(weak))
    assert lines[lines.index("Confidence 0.81, threshold 0.50.") + 1] == "Caution: Weak evidence."


def test_an_abstention_says_why_and_what_came_nearest() -> None:
    text = "\n".join(
        outcome_lines(
            Abstention(
                answer_id="x",
                question="Pizza?",
                interpreted_question="Pizza?",
                confidence=Confidence(score=0.1, threshold=0.5, sure=0.9, calibration="packaged"),
                generation="g",
                disclaimer=NOTICE,
                reason="no_evidence",
                message="The corpus contains no evidence.",
                nearest_sources=(source(),),
            )
        )
    )
    assert text.startswith("No answer (no evidence): The corpus contains no evidence.")
    assert "Sprains (article, id a)" in text
    assert "Disclaimer: For professionals." in text


def test_a_reference_is_spelled_out_with_its_identifiers() -> None:
    reference = CitedReference(
        number=3,
        kind=Kind.SYSTEMATIC_REVIEW,
        title="Is ice nice?",
        doi="10.1/x",
        pmid="12",
        url="https://example.org",
    )
    assert (
        reference_text(reference) == "3. (systematic review) Is ice nice? doi:10.1/x pmid:12 https://example.org"
    )


def test_a_reference_that_does_not_stand_says_so() -> None:
    reference = CitedReference(number=3, kind=Kind.TRIAL, title="Ice", standing=Standing.EXPRESSION_OF_CONCERN)
    assert reference_text(reference) == "3. (trial, expression of concern) Ice."


def test_search_and_verdicts_are_a_few_lines_each() -> None:
    hit = SearchHit(
        rank=1,
        document_id="a",
        version=SHA,
        title="Sprains",
        section=("Treatment",),
        text="Rest helps.\n\nIce helps.",
        byte_start=0,
        byte_end=5,
        sha256=SHA,
        score=0.5,
        lexical_score=None,
        lexical_rank=None,
        dense_score=None,
        dense_rank=None,
        sentence_score=0.5,
        sentence_rank=1,
    )
    lines = list(search_lines(SearchResult(generation="g", hits=(hit,))))
    assert lines == ["1. Sprains > Treatment (id a, score 0.5000)", "    Rest helps.", "    Ice helps.", ""]
    assert list(search_lines(SearchResult(generation="g", hits=()))) == ["nothing found"]
    receipt = Receipt(document_id="a", version=SHA, byte_start=0, byte_end=5, sha256=SHA)
    verdict = Verdict(receipt=receipt, verdict="out_of_range", current=True, message="too far")
    assert list(verdict_lines(Verdicts(valid=False, verdicts=(verdict,)))) == [
        "[1] out of range: a bytes 0-5: too far"
    ]


@given(st.text(st.characters()))
def test_printable_text_cannot_move_the_cursor_and_can_be_encoded(text: str) -> None:
    shown = printable(text)
    assert not any(ord(character) < 32 and character != "\n" for character in shown)
    assert "\x9b" not in shown
    shown.encode()


def test_printable_leaves_words_of_any_script_alone() -> None:
    text = "β-blocker\nقلب ≥ 5 mg e\u0301 \U0001f9e0"
    assert printable(text) == text
    assert printable("\x1b[2J") == "\\u001b[2J"
