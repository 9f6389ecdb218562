"""The order of the quotes from one document: the best first, what belongs to it, then the others."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.document import Document, Metadata
from corpus.text import DocumentBuilder, SentenceSplitter
from qa.selection.context import Companions
from qa.selection.order import Pick, answer_order
from qa.selection.runs import Run, take

LONG = "by mouth, " * 90


@pytest.fixture(scope="module")
def document() -> Document:
    builder = DocumentBuilder(SentenceSplitter())
    builder.title("Zorbitis")
    builder.heading("Signs")
    builder.paragraph("Zorbitis begins with fever. The fever rises at night.")
    builder.heading("Treatment")
    builder.paragraph("Recommendation: zorbine is suggested for adults who have had zorbitis twice or more often.")
    for drug in ("Quorine", "Gorbine", "Nimbral", "Sorbine"):
        builder.paragraph(f"{drug} is a dear drug.")
    builder.paragraph("This recommendation is strong.")
    builder.paragraph("Do not give:")
    builder.list_item(f"quorine {LONG}")
    builder.list_item("gorbine*")
    builder.paragraph("Nets are cheap.")
    builder.paragraph("* It may be given at sea.")
    return builder.build(Metadata(id="z", title="Zorbitis"))


def ordinal(document: Document, start: str) -> int:
    return next(n for n in range(99) if document.sentence_text(n).startswith(start))


def shown(document: Document, **values: float) -> list[str]:
    """The first words of the quotes, in order, when sentences that begin thus were chosen with these values."""
    picks = [Pick(ordinal(document, start), value) for start, value in values.items()]
    runs: tuple[Run, ...] = ()
    for pick in picks:
        taken = take(document, runs, pick.ordinal, pick.value, room=9)
        assert taken is not None
        runs = taken
    ordered = answer_order(document, runs, picks)
    return [document.sentence_text(run.first).split(" ")[0] for run in ordered]


def test_the_best_quote_leads_wherever_it_stands(document: Document) -> None:
    assert shown(document, Zorbitis=0.5, Nets=0.9) == ["Nets", "Zorbitis"]
    assert shown(document, Zorbitis=0.9, Nets=0.5) == ["Zorbitis", "Nets"]


def test_what_belongs_to_a_quote_follows_it_before_other_quotes(document: Document) -> None:
    assert shown(document, This=0.9, Zorbitis=0.8) == ["Sorbine", "Recommendation:", "Zorbitis"]
    assert shown(document, This=0.7, Zorbitis=0.8) == ["Zorbitis", "Sorbine", "Recommendation:"]


def test_a_distant_stem_stands_right_before_its_item_and_the_footnote_after_it(document: Document) -> None:
    assert shown(document, gorbine=0.9, Nets=0.8) == ["Do", "gorbine*", "*", "Nets"]
    assert shown(document, gorbine=0.7, Nets=0.8) == ["Nets", "Do", "gorbine*", "*"]


@given(data=st.data())
def test_the_first_quote_holds_the_best_sentence_or_introduces_it(document: Document, data: st.DataObject) -> None:
    body = [n for n, s in enumerate(document.sentences) if document.blocks[s.block].level == 0]
    values = data.draw(st.dictionaries(st.sampled_from(body), st.floats(0, 1), min_size=1, max_size=5))
    picks = [Pick(*item) for item in values.items()]
    runs: tuple[Run, ...] = ()
    for pick in picks:
        runs = take(document, runs, pick.ordinal, pick.value, room=9) or runs
    ordered = answer_order(document, runs, picks)
    assert sorted(ordered, key=lambda run: run.first) == list(runs)
    best = max(picks, key=lambda pick: pick.value).ordinal
    leads = Companions.of(document, best).leads
    place = next(place for place, run in enumerate(ordered) if best in run)
    assert all(not leads.isdisjoint(run.ordinals) for run in ordered[:place])
