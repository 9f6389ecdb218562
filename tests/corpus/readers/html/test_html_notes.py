from pathlib import Path

import pytest

from web_pages import REFERENCES, body, cited, texts

BACK = '<a href="#ref" class="footnote-backref" role="doc-backlink">↩︎</a>'


@pytest.mark.parametrize(
    ("link", "note"),
    [
        ('<sup><a href="#n">a</a></sup>', '<p id="n"><sup>a</sup> Not blue ones.</p>'),
        ('<a href="#n"><sup>a</sup></a>', '<div><p><a name="n"></a>a. Not blue ones.</p></div>'),
        (
            '<sup id="ref"><a href="#n">a</a></sup>',
            f'<section class="footnotes"><ol><li id="n">Not blue ones. {BACK}',
        ),
        (
            '<a href="#n" role="doc-noteref">a</a>',
            '<aside role="doc-footnote" id="n"><p>Not blue ones.</p></aside>',
        ),
        (
            '<a href="#n" epub:type="noteref">a</a>',
            '<aside epub:type="footnote" id="n"><p>Not blue ones.</p></aside>',
        ),
        (
            '<a id="ref" href="#n" class="footnote-reference">a</a>',
            '<dl class="footnote"><dt id="n"><a href="#ref">a</a></dt><dd><p>Not blue ones.</p></dd></dl>',
        ),
        (
            '<sup><a href="#n">[a]</a></sup>',
            '<h2>Notes</h2><ul class="endnotes"><li id="n">[a] Not blue ones.</ul>',
        ),
    ],
)
def test_a_linked_note_comes_after_the_block_that_cites_it(tmp_path: Path, link: str, note: str) -> None:
    page = f"<main><h1>Toes</h1><p>Toes may be warmed.{link} They tingle.</p><p>Rest.</p>{note}</main>"
    assert texts(body(tmp_path, page)) == [
        "Toes may be warmed.ᵃ",
        "They tingle.",
        "ᵃ Not blue ones.",
        "Rest.",
    ]


@pytest.mark.parametrize("note", ["as said by the ward.", "a day at most.", "A day at most."])
def test_a_word_of_a_note_is_not_taken_for_its_sign(tmp_path: Path, note: str) -> None:
    page = f'<p>Warm it.<sup><a href="#n" class="fn">a</a></sup></p><ol class="footnotes"><li id="n">{note}</ol>'
    assert texts(body(tmp_path, page)) == ["Warm it.ᵃ", f"ᵃ {note}"]


def test_numbered_notes_are_told_from_references_and_each_is_given_once(tmp_path: Path) -> None:
    page = (
        '<main><p>Warm it.<sup><a href="#r2">2</a></sup> Rest it.<sup><a href="#f1" class="fn">1</a></sup></p>'
        '<p>Walk.<sup><a href="#f1" class="fn">1</a></sup></p><p class="fn" id="f1">1. For a day.</p>'
        f"{REFERENCES}</main>"
    )
    assert cited(body(tmp_path, page)) == [
        ("Warm it.", (2,)),
        ("Rest it.¹", ()),
        ("¹ For a day.", ()),
        ("Walk.¹", ()),
    ]


def test_signs_without_links_part_sentences_and_their_notes_stay_in_place(tmp_path: Path) -> None:
    page = "<p>Warm it.<sup>a</sup> Rest it.† Walk the 4<sup>th</sup> toe.</p>"
    page += "<p>† A day.</p><p><sup>a</sup>Not long.</p>"
    assert texts(body(tmp_path, page)) == ["Warm it.ᵃ", "Rest it.†", "Walk the 4th toe.", "† A day.", "ᵃNot long."]


def test_links_to_parts_of_the_page_are_no_notes(tmp_path: Path) -> None:
    page = (
        '<p>See part <a href="#two">2</a> and <a href="#top">the top</a>.</p>'
        '<section id="two"><h2>2 Warmth</h2><p>Warm it.</p></section><p id="b">b Back to <a href="#c">c</a>.</p>'
    )
    assert texts(body(tmp_path, page)) == [
        "See part 2 and the top.",
        "2 Warmth",
        "Warm it.",
        "b Back to c.",
    ]


def test_an_exponent_and_the_mark_after_it_stay_apart(tmp_path: Path) -> None:
    mark = '<sup><a href="#r2">2</a></sup>'
    page = f"<p>Below 5 per mm<sup>3</sup>{mark} rest. Above 9 per mm<sup>3</sup>.{mark}</p>{REFERENCES}"
    assert cited(body(tmp_path, page)) == [
        ("Below 5 per mm³[2] rest.", (2,)),
        ("Above 9 per mm³.", (2,)),
    ]
