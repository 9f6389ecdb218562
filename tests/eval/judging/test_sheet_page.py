"""The sheet as a judge uses it: opened from a file in a real Chromium, without a server."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from browser import overflows, serious_violations, watched_page
from eval.judging.judgements import Judgements
from eval.judging.key import Key, read_key
from judged_runs import answer, silence, write_run
from qa.commands import Exit
from shell import shell

pytestmark = pytest.mark.browser
HOSTILE = "</script><script>document.title = 'owned'</script><img src=x onerror=\"document.title = 'owned'\">"
ARABIC = "لا توصف المضادات الحيوية لنزلات البرد."


@pytest.fixture(name="folder", scope="module")
def _folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sheet of two systems, with its key."""
    folder = tmp_path_factory.mktemp("sheet")
    first = (
        answer("a", "One.", "Two."),
        answer("b", HOSTILE, ARABIC),
        silence("c"),
        answer("d", "word " * 4000 + "x" * 500),
    )
    second = (answer("a", "Three."), silence("b"), answer("c", "Four."), answer("d", "Five."))
    runs = [write_run(folder / "stargazer.json", *first), write_run(folder / "moonraker.json", *second)]
    done = shell(folder / "unused", "eval")("sheet", *runs, "--out", folder / "sheet.html", "--gold")
    assert done.exit_code == Exit.DONE, done.stderr
    return folder


@pytest.fixture(name="key")
def _key(folder: Path) -> Key:
    return read_key(folder / "sheet.key.json")


@pytest.fixture(name="page")
def _page(browser: Browser, folder: Path) -> Iterator[Page]:
    with watched_page(browser, "file:///") as page:
        page.goto((folder / "sheet.html").as_uri())
        yield page


def start(page: Page, judge: str = "Ada") -> None:
    page.keyboard.type(judge)
    page.keyboard.press("Enter")
    expect(page.locator("#judge")).to_have_text(judge)


def save(page: Page, path: Path) -> Judgements:
    with page.expect_download() as download:
        page.keyboard.press("s")
    assert download.value.suggested_filename.startswith("judgements-s")
    download.value.save_as(path)
    return Judgements.model_validate_json(path.read_bytes())


def judge_all(page: Page, first: str = "1") -> None:
    """Judges every quote and outcome by keys: `first` for quotes, and the second label for the rest."""
    for _ in range(page.locator("#jump").evaluate("field => Number(field.max)")):
        for position in range(page.locator(".target").count()):
            whole = "whole" in (page.locator(".target").nth(position).get_attribute("class") or "")
            expect(page.locator(".target").nth(position)).to_be_focused()
            page.keyboard.press("2" if whole else first)
        if page.locator("#next").is_enabled():
            expect(page.locator("#next")).to_be_focused()
            page.keyboard.press("Enter")


def test_a_sheet_is_judged_by_keyboard_alone_and_read_back(
    page: Page, folder: Path, key: Key, tmp_path: Path
) -> None:
    start(page)
    judge_all(page)
    expect(page.locator("#count")).to_have_text("8 of 8 judged")
    expect(page.locator("#all-done")).to_be_visible()
    saved = save(page, tmp_path / "ada.json")
    assert {judgement.outcome for judgement in saved.judgements} == {o.code for _, o in key.outcomes()}
    assert {judgement.label for judgement in saved.judgements} == {"partly", "should-have-answered"}
    runs = ("--run", folder / "stargazer.json", "--run", folder / "moonraker.json")
    done = shell(tmp_path / "unused", "eval")(
        "judgements", tmp_path / "ada.json", "--key", folder / "sheet.key.json", *runs
    )
    assert done.exit_code == Exit.DONE, done.stderr
    assert "stargazer\n  right, judged " in done.stdout
    assert "n 4" in done.stdout


def test_work_is_kept_over_a_reload_and_the_name_asked_once(page: Page, tmp_path: Path) -> None:
    start(page)
    page.keyboard.press("3")
    page.keyboard.press("w")
    page.keyboard.type("g1 is no key here, s neither")
    page.keyboard.press("Escape")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    page.reload()
    expect(page.locator("#start")).to_be_hidden()
    expect(page.locator("#jump")).to_have_value("3")
    saved = save(page, tmp_path / "ada.json")
    assert [judgement.note for judgement in saved.judgements] == ["g1 is no key here, s neither"]


def test_another_judge_starts_anew(page: Page) -> None:
    start(page)
    page.keyboard.press("1")
    page.get_by_role("button", name="change").click()
    expect(page.locator("#start")).to_be_visible()
    start(page, "Ben")
    assert page.locator("[aria-pressed=true]").count() == 0
    expect(page.locator("#count")).to_have_text("0 of 8 judged")


def test_undo_takes_back_one_change_and_returns_to_it(page: Page) -> None:
    start(page)
    first = page.locator(".target").first
    page.keyboard.press("1")
    page.keyboard.press("1")
    page.keyboard.press("ArrowRight")
    for pressed in (1, 0):
        page.keyboard.press("u")
        assert page.locator("[aria-pressed=true]").count() == pressed
        expect(page.locator("#jump")).to_have_value("1")
    expect(first).to_be_focused()
    page.keyboard.press("u")
    expect(page.locator("#said")).to_have_text("Nothing to undo.")


def test_a_note_is_undone_as_a_whole(page: Page) -> None:
    start(page)
    page.keyboard.press("w")
    page.keyboard.type("several words")
    page.keyboard.press("Escape")
    page.keyboard.press("u")
    expect(page.locator("textarea").first).to_have_value("")


def test_a_number_after_the_last_target_changes_nothing(page: Page) -> None:
    start(page)
    page.locator(".target").last.focus()
    page.keyboard.press("1")
    expect(page.locator("#next")).to_be_focused()
    page.keyboard.press("2")
    assert page.locator(".target").last.locator("[aria-pressed=true]").get_attribute("data-name") in (
        "right",
        "rightly-silent",
    )


def test_a_saved_file_is_continued_in_another_browser(
    page: Page, browser: Browser, folder: Path, tmp_path: Path
) -> None:
    start(page)
    page.keyboard.press("1")
    page.keyboard.press("1")
    before = save(page, tmp_path / "ada.json")
    with watched_page(browser, "file:///") as other:
        other.goto((folder / "sheet.html").as_uri())
        other.locator("#start-load").set_input_files(tmp_path / "ada.json")
        expect(other.locator("#judge")).to_have_text("Ada")
        expect(other.locator("#said")).to_have_text(f"Loaded {len(before.judgements)} judgements.")
        after = save(other, tmp_path / "again.json")
    assert after.judgements == before.judgements


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("nothing", "not a file of judgements"),
        (json.dumps({"format": "pincite judgements 1", "sheet": "other", "judgements": []}), "another sheet"),
    ],
)
def test_other_files_are_not_loaded(page: Page, tmp_path: Path, text: str, problem: str) -> None:
    (tmp_path / "other.json").write_text(text)
    page.locator("#start-load").set_input_files(tmp_path / "other.json")
    expect(page.locator("#start-said")).to_contain_text(problem)
    expect(page.locator("#start")).to_be_visible()


def test_judgements_that_do_not_fit_are_not_loaded(page: Page, key: Key, tmp_path: Path) -> None:
    code = next(outcome.code for _, outcome in key.outcomes() if outcome.answered)
    wrong = {"outcome": code, "label": "rightly-silent", "quotes": [], "note": "", "informed": False}
    whole = {"format": "pincite judgements 1", "sheet": key.sheet, "judge": "Ada", "judgements": [wrong]}
    (tmp_path / "other.json").write_text(json.dumps(whole))
    page.locator("#start-load").set_input_files(tmp_path / "other.json")
    expect(page.locator("#start-said")).to_contain_text(f"does not fit this sheet ({code})")


def test_the_expected_answer_is_shown_after_judging_only(page: Page, tmp_path: Path) -> None:
    start(page)
    page.keyboard.press("g")
    expect(page.locator("#said")).to_contain_text("has to be judged first")
    expect(page.locator("#expected")).to_be_hidden()
    judge_all(page)
    page.keyboard.press("g")
    expect(page.locator("#expected")).to_contain_text("what is right about")
    page.locator(".whole").last.locator("button").first.click()
    saved = save(page, tmp_path / "ada.json")
    assert sum(judgement.informed for judgement in saved.judgements) == 1


def test_hostile_and_right_to_left_text_is_only_text(page: Page) -> None:
    start(page)
    hostile = page.locator("blockquote").filter(has_text="owned")
    for _ in range(3):
        if hostile.count():
            break
        page.keyboard.press("ArrowRight")
    assert hostile.inner_text() == HOSTILE
    assert page.title() == "Judging sheet"
    assert page.locator("img").count() == 0
    arabic = page.locator("blockquote").filter(has_text="البرد")
    assert arabic.evaluate("node => getComputedStyle(node).direction") == "rtl"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_the_page_is_accessible_and_never_scrolls_sideways(page: Page, scheme: str, width: int) -> None:
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.set_viewport_size({"width": width, "height": 740})
    assert serious_violations(page) == []
    start(page)
    for _ in range(4):
        page.locator("button[data-name]").evaluate_all("buttons => buttons.forEach((button) => button.click())")
        assert serious_violations(page) == []
        assert not overflows(page)
        page.keyboard.press("ArrowRight")
    page.keyboard.press("?")
    assert serious_violations(page) == []


def test_keys_can_be_turned_off(page: Page) -> None:
    start(page)
    page.keyboard.press("?")
    page.get_by_label("Use these keys").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("1")
    assert page.locator("[aria-pressed=true]").count() == 0
    page.reload()
    page.keyboard.press("1")
    assert page.locator("[aria-pressed=true]").count() == 0


def test_a_browser_that_keeps_nothing_says_so(browser: Browser, folder: Path) -> None:
    with watched_page(browser, "file:///") as page:
        page.add_init_script(
            "Object.defineProperty(window, 'localStorage', { get() { throw new Error('denied'); } })"
        )
        page.goto((folder / "sheet.html").as_uri())
        start(page)
        page.keyboard.press("1")
        expect(page.locator("#not-kept")).to_be_visible()
        expect(page.locator("#save")).to_have_text("Save file *")


def test_a_thousand_outcomes_are_shown_one_question_at_a_time(browser: Browser, tmp_path: Path) -> None:
    run = write_run(tmp_path / "run.json", *(answer(f"q{number}", "Text.") for number in range(1000)))
    done = shell(tmp_path / "unused", "eval")("sheet", run, "--out", tmp_path / "sheet.html", "--judge", "Ada")
    assert done.exit_code == Exit.DONE, done.stderr
    with watched_page(browser, "file:///") as page:
        page.goto((tmp_path / "sheet.html").as_uri())
        expect(page.locator("#judge")).to_have_text("Ada")
        page.locator("#jump").fill("1000")
        page.keyboard.press("Enter")
        expect(page.locator("h2#question")).to_have_count(1)
        page.locator("h2#question").click()
        page.keyboard.press("1")
        page.keyboard.press("1")
        expect(page.locator("#count")).to_have_text("1 of 1000 judged")
        page.keyboard.press("n")
        expect(page.locator("#jump")).to_have_value("1")
