"""Lists are quoted whole where they can be read, and say elsewhere how many items are left out."""

from hypothesis import given
from hypothesis import strategies as st

from corpus.document import Document, Metadata
from corpus.text import DocumentBuilder, SentenceSplitter
from qa.selection.runs import Run, take
from qa.selection.whole_lists import counting_omitted, with_whole_lists


def made(stem: str, *items: str, after: str = "It heals.") -> Document:
    """A document with one list; an item that begins with ">" is nested in the one before it."""
    builder = DocumentBuilder(SentenceSplitter())
    builder.title("Zorbitis")
    builder.heading("Signs")
    if stem:
        builder.paragraph(stem)
    for item in items:
        builder.list_item(item.lstrip("> "), depth=int(item.startswith(">")))
    builder.paragraph(after)
    return builder.build(Metadata(id="z", title="Zorbitis"))


def quoted(document: Document, start: str, longest: int | None = None) -> list[tuple[str, int]]:
    """The quotes for the sentence that begins thus, each with the number of items that it leaves out."""
    ordinal = next(n for n in range(99) if document.sentence_text(n).startswith(start))
    runs = take(document, (), ordinal, 0.9, room=5)
    assert runs is not None
    whole = counting_omitted(document, with_whole_lists(document, runs, [ordinal], longest))
    return [(run.span(document).of(document.text), run.omitted_items) for run in whole]


def test_an_item_comes_with_its_whole_list() -> None:
    document = made("The signs are:", "fever", "chills", "a rash that spreads")
    assert quoted(document, "chills") == [
        ("Signs\n\nThe signs are:\n\n- fever\n- chills\n- a rash that spreads", 0)
    ]


def test_a_stem_without_a_colon_comes_with_its_list() -> None:
    document = made("Zorbitis has some signs.", "fever", "chills")
    assert quoted(document, "Zorbitis has") == [("Zorbitis has some signs.\n\n- fever\n- chills", 0)]


def test_a_list_without_a_stem_comes_with_its_heading() -> None:
    assert quoted(made("", "fever", "chills"), "chills") == [("Signs\n\n- fever\n- chills", 0)]


def test_an_earlier_sentence_of_the_paragraph_does_not_bring_the_list() -> None:
    document = made("Zorbitis heals in a week or two. The signs are:", "fever", "chills")
    assert quoted(document, "Zorbitis heals") == [("Zorbitis heals in a week or two.", 0)]


def test_a_single_item_without_a_stem_is_not_read_as_a_part_of_a_list() -> None:
    document = made("", "Zorbine is given by mouth once.", *[f"sign {n} {'of zorbitis ' * 20}" for n in range(9)])
    assert [omitted for _, omitted in quoted(document, "Zorbine is given")] == [0]


def test_an_item_under_its_heading_is_read_as_a_part_of_a_list() -> None:
    ((text, omitted),) = quoted(
        made("", "Zorbine", *[f"sign {n} {'of zorbitis ' * 20}" for n in range(9)]), "Zorbine"
    )
    assert (text, omitted) == ("Signs\n\n- Zorbine", 9)


def test_nested_items_belong_to_the_list() -> None:
    document = made("The signs are:", "fever", "> at night", "> at noon", "chills")
    assert quoted(document, "fever") == [
        ("Signs\n\nThe signs are:\n\n- fever\n  - at night\n  - at noon\n- chills", 0)
    ]


def test_a_long_list_says_how_many_items_are_left_out() -> None:
    items = [f"sign {n} {'of zorbitis ' * 20}" for n in range(9)]
    ((text, omitted),) = quoted(made("The signs are:", *items), "sign 0")
    assert "sign 0" in text
    assert omitted == 9 - text.count("sign ")
    assert omitted > 0


def test_a_list_is_not_completed_beyond_what_an_audience_reads() -> None:
    document = made("The signs are:", "fever at night", "chills at noon")
    assert quoted(document, "fever", longest=40) == [("Signs\n\nThe signs are:\n\n- fever at night", 1)]


def test_an_item_with_a_note_elsewhere_is_not_shown_without_the_note() -> None:
    document = made("Give:", "5 mg a day*", "milk in the morning", after="* Half of it in kidney failure.")
    (text, omitted), *rest = quoted(document, "milk")
    assert "5 mg" not in text + "".join(text for text, _ in rest) or any("Half" in text for text, _ in rest)
    assert sum((omitted, *(count for _, count in rest))) == 1


@given(st.lists(st.sampled_from(["fever", "chills", "x" * 300, "> at night"]), min_size=1, max_size=8), st.data())
def test_every_item_is_quoted_or_counted(items: list[str], data: st.DataObject) -> None:
    document = made("The signs are:", "headache", *items)
    listed = [n for n, s in enumerate(document.sentences) if document.blocks[s.block].kind == "list_item"]
    ordinal = data.draw(st.sampled_from(listed))
    runs = take(document, (), ordinal, 0.9, room=5)
    assert runs is not None
    shown: tuple[Run, ...] = counting_omitted(document, with_whole_lists(document, runs, [ordinal], None))
    quoted_items = sum(any(n in run for run in shown) for n in listed)
    level = document.blocks[document.sentences[ordinal].block].level
    if level == 0:
        assert quoted_items + sum(run.omitted_items for run in shown) == len(listed)
