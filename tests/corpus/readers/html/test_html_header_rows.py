from pathlib import Path

import pytest

from corpus.document import BlockKind
from web_pages import body, kinds


def row(*cells: str, tag: str = "td") -> str:
    return "<tr>" + "".join(cell if cell.startswith("<") else f"<{tag}>{cell}</{tag}>" for cell in cells) + "</tr>"


def bold(text: str) -> str:
    return f"<td><b>{text}</b></td>"


WIDE = '<th colspan="2">Dose</th>'
WIDE_BOLD = '<td colspan="2"><b>Dose</b></td>'
LAST = row("Aone", "1", "2")


@pytest.mark.parametrize(
    ("rows", "header", "count"),
    [
        (row('<th rowspan="2">Drug</th>', WIDE) + row("Young", "Old", tag="th"),
         "Drug | Dose: Young | Dose: Old", 1),
        (row("Drug", WIDE, tag="th") + row("", "Young", "Old", tag="th"), "Drug | Dose: Young | Dose: Old", 1),
        (row(bold("Drug"), WIDE_BOLD) + row(" ", bold("Young"), bold("Old")), "Drug | Dose: Young | Dose: Old", 1),
        (row(bold("Drug"), bold("Young"), bold("Old")), "Drug | Young | Old", 1),
        (row('<th colspan="3">Doses</th>') + row("Drug", "Young", "Old", tag="th"), "Drug | Young | Old", 2),
        (row("Drug", "Dose", "Dose", tag="th") + row("Drug", "a day", "a week", tag="th"),
         "Drug | Dose: a day | Dose: a week", 1),
    ],
)  # fmt: skip
def test_header_rows_without_a_head_are_one_header(tmp_path: Path, rows: str, header: str, count: int) -> None:
    found = body(tmp_path, f"<table>{rows}{LAST}</table>")
    assert [text for _, _, text in kinds(found)][-2:] == [header, "Aone | 1 | 2"]
    assert len(found.blocks) == count + 2
    assert found.blocks[-1].stem == len(found.blocks) - 2


@pytest.mark.parametrize(
    "rows",
    [
        row(bold("Aone"), bold("1"), bold("2")) + row(bold("Btwo"), bold("3"), bold("4")),
        row(bold("Aone"), "1", "2") + row(bold("Btwo"), "3", "4"),
        '<tr><td colspan="3"><b>Doses</b></td></tr>' + row("Btwo", "3", "4"),
    ],
)
def test_bold_labels_and_bold_tables_have_no_header(tmp_path: Path, rows: str) -> None:
    found = body(tmp_path, f"<table>{rows}</table>")
    assert {block.stem for block in found.blocks if block.kind is BlockKind.TABLE_ROW} == {None}


def test_the_label_of_a_group_is_no_header_row(tmp_path: Path) -> None:
    rows = row("Drug", "Young", "Old", tag="th") + '<tr><th colspan="3">By mouth</th></tr>' + LAST
    assert [text for _, _, text in kinds(body(tmp_path, f"<table>{rows}</table>"))] == [
        "Drug | Young | Old",
        "By mouth",
        "By mouth: Aone | 1 | 2",
    ]
