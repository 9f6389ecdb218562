from pathlib import Path

import pytest

from web_pages import body, kinds


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["Young: one toe", "Old: none"], ["Young: one toe", "Old: none"]),
        (["Warm the", "toe."], ["Warm the toe."]),
        (["Warm the toe for", "2 hours."], ["Warm the toe for 2 hours."]),
        (["Warm the toe,", "Then rest."], ["Warm the toe, Then rest."]),
        (
            ["Do not warm", "- blue toes", "– old toes", "Rest"],
            ["Do not warm", "* blue toes", "* old toes", "Rest"],
        ),
        (["Young:", "5 mg", "Old:", "2 mg"], ["Young:", "* 5 mg", "Old:", "* 2 mg"]),
        (["Warm", "", "Rest"], ["Warm", "Rest"]),
        (["", " ", "Warm"], ["Warm"]),
        (["-5 mg", "Rest"], ["-5 mg", "Rest"]),
        (["Warm the toe.*", "* Not when blue."], ["Warm the toe.*", "* Not when blue."]),
        (["Warm:", "* one toe", "* two toes"], ["Warm:", "* one toe", "* two toes"]),
    ],
)
def test_a_line_is_a_unit_unless_it_goes_on(lines: list[str], expected: list[str], tmp_path: Path) -> None:
    page = body(tmp_path, f"<p>{'<br>'.join(lines)}</p>")
    found = [f"{'* ' if kind == 'list_item' else ''}{text}" for kind, _, text in kinds(page)]
    assert found == expected


def test_lines_become_paragraphs_and_items_with_their_stem(tmp_path: Path) -> None:
    found = body(
        tmp_path,
        "<h2>Two<br>lines</h2><p><b>Young:<br></b>None<br><i>- old</i><br>- blue<br><br>Rest.</p>"
        "<ul><li>One toe<br>Two toes</li></ul>",
    )
    assert kinds(found) == [
        ("heading", 2, "Two lines"),
        ("paragraph", 0, "Young:"),
        ("list_item", 0, "None"),
        ("list_item", 0, "old"),
        ("list_item", 0, "blue"),
        ("paragraph", 0, "Rest."),
        ("list_item", 0, "One toe"),
        ("list_item", 1, "Two toes"),
    ]
    assert [block.stem for block in found.blocks[3:6]] == [2, 2, 2]


@pytest.mark.parametrize(
    ("lines", "after"),
    [
        (["Do not warm:", "Blue toes", "Old toes.", "Young toes may be warmed."], "Young toes may be warmed."),
        (["Not for:", "Blue toes", "Old toes", "Dose: 5 mg"], "Dose: 5 mg"),
    ],
)
def test_a_list_of_lines_ends_where_lines_are_no_longer_alike(
    lines: list[str], after: str, tmp_path: Path
) -> None:
    found = kinds(body(tmp_path, f"<p>{'<br>'.join(lines)}</p>"))
    assert found[-1] == ("paragraph", 0, after)
    assert [kind for kind, _, _ in found] == ["paragraph", "list_item", "list_item", "paragraph"]
