from datetime import date
from pathlib import Path

import pytest

from corpus.document import BlockKind, Document, Kind, Reference, ReviewStatus, Standing
from corpus.readers import read_records
from corpus.readers.base import ReadError, Record, Refusal
from corpus.reference_lint import lint
from corpus.text import SentenceSplitter

SPLITTER = SentenceSplitter()

ARTICLE = """\
---
id: verdal-fever
title: "Verdal fever: what is known"
kind: Systematic review
publisher: Invented Press
authors: [A. Nobody, B. Noone]
published: 2024-02-29
last_updated: 2025-03-01
doi: https://doi.org/10.1234/verdal.5
pmid: 12345
url: https://example.org/verdal
licence: CC0-1.0
language: en
audience: clinician
review_status: under review
standing: corrected
standing_date: 2025-01-02
standing_notice: The dose in Table 1 was wrong.
extra: {edition: "2"}
---

# Verdal Fever - What is Known

Verdal fever is *rare*. [1] It is seen in `lowlands` [2, 3].

## Treatment

Use one of these: [2]

1. **colchin**, 5<sup>2</sup> mg t.i.d. with food [3]
2. rest
   - in bed
   - in H<sub>2</sub>O

   A second paragraph of the item.

> Quoted ![a picture of a mite](mite.png) words<br>on two lines.

| Drug | Dose |
|------|------|
| [colchin](https://example.org) | 5 mg [1](#ref-1) |

<div>Raw <b>HTML</b><script>no()</script><!-- gone --></div>

### Doses

    code stays

## References

1. **Guideline** Verdal fever in adults. *Invented Press*, 2021. https://example.org/v1 doi:10.1234/abc_d_e pmid:99
2. **Systematic review** What of *V. feverans*? *Journal of Nothing*. doi:10.1234/xyz.
4. **Trial** A trial without a place, 2019.
5. A title, no kind, no year. <https://example.org/v5>
7. **Odd label** It stays. *Somewhere*, 2020

## Afterword

The end.
"""


def read(path: Path, text: str) -> Record | Refusal:
    path.write_text(text, encoding="utf-8")
    [found] = read_records(path, SPLITTER)
    return found


def parse(path: Path, text: str) -> Document:
    record = read(path, text)
    assert isinstance(record, Record), record
    return record.parse()


def refusal(path: Path, text: str) -> str:
    found = read(path, text)
    if isinstance(found, Record):
        with pytest.raises(ReadError) as caught:
            found.parse()
        found = caught.value.refusal
    return str(found).removeprefix(str(path))


def quotes(document: Document) -> list[tuple[str, tuple[int, ...]]]:
    return [(sentence.span.of(document.text), sentence.references) for sentence in document.sentences]


def test_the_front_matter_becomes_metadata(tmp_path: Path) -> None:
    metadata = parse(tmp_path / "any.md", ARTICLE).metadata
    assert (metadata.id, metadata.title) == ("verdal-fever", "Verdal fever: what is known")
    assert (metadata.kind, metadata.publisher) == (Kind.SYSTEMATIC_REVIEW, "Invented Press")
    assert (metadata.authors, metadata.audience) == (("A. Nobody", "B. Noone"), ("clinician",))
    assert (metadata.published, metadata.year) == (date(2024, 2, 29), 2024)
    assert (metadata.doi, metadata.pmid) == ("10.1234/verdal.5", "12345")
    assert metadata.review_status is ReviewStatus.UNDER_REVIEW
    assert (metadata.standing, metadata.standing_date) == (Standing.CORRECTED, date(2025, 1, 2))
    assert metadata.extra == {"edition": "2"}


def test_the_body_becomes_blocks(tmp_path: Path) -> None:
    document = parse(tmp_path / "any.md", ARTICLE)
    assert quotes(document) == [
        ("Verdal fever: what is known", ()),
        ("Verdal fever is rare.", (1,)),
        ("It is seen in lowlands", (2, 3)),
        ("Treatment", ()),
        ("Use one of these:", (2,)),
        ("colchin, 5\u00b2 mg t.i.d. with food", (3,)),
        ("rest", ()),
        ("in bed", ()),
        ("in H\u2082O", ()),
        ("A second paragraph of the item.", ()),
        ("Quoted a picture of a mite words on two lines.", ()),
        ("Drug | Dose", ()),
        ("colchin | 5 mg", (1,)),
        ("Raw HTML", ()),
        ("Doses", ()),
        ("code stays", ()),
        ("Afterword", ()),
        ("The end.", ()),
    ]
    by_text = {block.span.of(document.text): block for block in document.blocks}
    assert by_text["code stays"].section == ("Treatment", "Doses")
    assert by_text["The end."].section == ("Afterword",)
    rest = next(n for n, block in enumerate(document.blocks) if block.span.of(document.text) == "rest")
    assert by_text["in bed"].stem == by_text["A second paragraph of the item."].stem == rest
    assert by_text["rest"].stem == rest - 2
    assert document.blocks[by_text["colchin | 5 mg [1]"].stem or 0].kind is BlockKind.TABLE_ROW


def test_the_reference_list_becomes_references(tmp_path: Path) -> None:
    document = parse(tmp_path / "any.md", ARTICLE)
    assert document.references == (
        Reference(
            *(1, Kind.GUIDELINE, "Verdal fever in adults", "Invented Press", 2021),
            *("10.1234/abc_d_e", "99", "https://example.org/v1"),
        ),
        Reference(2, Kind.SYSTEMATIC_REVIEW, "What of V. feverans?", "Journal of Nothing", doi="10.1234/xyz"),
        Reference(4, Kind.TRIAL, "A trial without a place", year=2019),
        Reference(5, title="A title, no kind, no year", url="https://example.org/v5"),
        Reference(7, title="Odd label It stays", container="Somewhere", year=2020),
    )
    assert [finding.number for finding in lint(document) if finding.code == "dangling"] == [3]


def test_a_bare_markdown_file_is_named_after_its_heading_and_file(tmp_path: Path) -> None:
    document = parse(tmp_path / "Verdal_Fever (draft).md", "# Verdal *fever*\n\nIt is rare [1].\n")
    assert (document.id, document.metadata.title) == ("verdal-fever-draft", "Verdal fever")
    assert quotes(document) == [("Verdal fever", ()), ("It is rare [1].", ())]
    assert parse(tmp_path / "verdal-fever.md", "It is rare.").metadata.title == "Verdal fever"


def test_a_heading_other_than_the_title_is_kept(tmp_path: Path) -> None:
    document = parse(tmp_path / "a.md", "---\ntitle: One\n---\n# Two\n\nWords.")
    assert document.text == "One\n\nTwo\n\nWords."


@pytest.mark.parametrize(
    ("listed", "expected"),
    [
        ("1. One, 2001\n1. Two, 2002", [(1, "One", 2001), (2, "Two", 2002)]),
        ("[3] Three. 2003.\n[1] One (2001)", [(3, "Three", 2003), (1, "One", 2001)]),
        ("- [2] *Two*, in italics, 2002", [(2, "Two, in italics", 2002)]),
        ("2. Two,\n   2002\n\n   https://example.org", [(2, "Two", 2002)]),
        ("Checked in May.\n\n1. One [at home](https://example.org/2004), 2001", [(1, "One at home", 2001)]),
        ("Nothing is listed.", []),
    ],
)
def test_sloppy_lists(tmp_path: Path, listed: str, expected: list[tuple[int, str, int]]) -> None:
    document = parse(tmp_path / "a.md", f"Words [1].\n\n# REFERENCES\n\n{listed}\n")
    assert [(entry.number, entry.title, entry.year) for entry in document.references] == expected


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("---\nid: a\nWords.", ", line 1: the front matter is not closed: add a line with --- below it"),
        (
            "---\nid: a\ntitle: [a\n---\nWords.",
            ", line 4: the front matter is not valid YAML: expected ',' or ']'",
        ),
        ("---\nid: a\nlicense: MIT\n---\nWords.", ", line 3: license is not a known field: did you mean licence?"),
        ("---\nid: a\nzzz: 1\n---\nWords.", ", line 3: zzz is not a known field: put it under extra"),
        ("---\nid: a\n\nkind: poem\n---\nWords.", ", line 4: kind: Input should be 'guideline', "),
        ("---\nid: a\nyear: soon\n---\nWords.", ", line 3: year: Input should be a valid integer"),
        ("---\nid: a\nurl: javascript:alert(1)\n---\nWords.", ", line 3: url: String should match pattern"),
        ("---\nid: a\ndoi: none\n---\nWords.", ", line 3: doi: is not a DOI"),
        ("---\nid: a\nid: b\n---\nWords.", ", line 3: id is declared twice: remove one"),
        ("---\nid: ' a'\n---\nWords.", ", line 2: id: has control characters or spaces at its ends"),
        ("---\ntitle: ''\n---\nWords.", ", line 2: title: is blank: leave the field out instead"),
        ("---\nid: a\npublished: 2024-02-30\n---\nWords.", ", line 3: published: Input should be a valid date"),
        ("---\nid: a\npublished: 2024-2-30\n---\nWords.", ", line 3: published: Input should be a valid date"),
        ("---\nid: ''\n---\nWords.", ", line 2: id: is blank: give the document an id of its own"),
        ("---\nid: a\ndoi: ''\n---\nWords.", ", line 3: doi: is not a DOI: write it starting with 10., or leave"),
        ("---\nid: a\npmid: ''\n---\nWords.", ", line 3: pmid: is not a PMID: write only its digits, or leave"),
        ("---\nid: a\npmid: 0\n---\nWords.", ", line 3: pmid: is not a PMID"),
        ("---\n# just\n- a list\n---\nWords.", ", line 2: the front matter is not a list of `field: value` lines"),
        ("---\nid: a\n---\n# Only a title\n", ": the document has no text to quote"),
        ("Words.\n\n## References\n\n1. A\n2. B\n2. C\n", ", line 7: reference 2 is listed twice: renumber it"),
        (
            "---\nid: a\n---\n\nWords.\n\n## References\n\n[1] A\n\n[1] B\n",
            ", line 11: reference 1 is listed twice",
        ),
    ],
)
def test_errors_name_the_line_and_the_remedy(tmp_path: Path, text: str, complaint: str) -> None:
    assert refusal(tmp_path / "a.md", text).startswith(complaint)


def test_a_rule_at_the_start_is_not_front_matter(tmp_path: Path) -> None:
    assert parse(tmp_path / "a.md", "---\n\nWords.").text == "A\n\nWords."


def test_every_sample_is_read_without_a_finding_but_missing_years(samples_dir: Path) -> None:
    paths = [path for path in sorted(samples_dir.glob("*.md")) if path.stem != "README"]
    for path in paths:
        [record] = read_records(path, SPLITTER)
        assert isinstance(record, Record), record
        document = record.parse()
        assert document.metadata.review_status is ReviewStatus.SUBMITTED
        assert len(document.references) >= 2
        wrong = [(finding.code, finding.number) for finding in lint(document) if finding.code != "missing_year"]
        assert wrong == ([("dangling", 6), ("dangling", 7)] if record.id == "als-overview" else [])
