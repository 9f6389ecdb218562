from pathlib import Path

import pytest

from corpus.readers.html.page.hidden import drop_invisible, drop_machine_parts
from corpus.readers.html.page.tree import parse_page, text_of
from web_pages import body, texts

UNSEEN = [
    "<p hidden>secret</p>",
    "<p hidden=''>secret</p>",
    "<p aria-hidden=true>secret</p>",
    "<p class='note sr-only'>secret</p>",
    "<template><p>secret</p></template>",
    "<noscript>secret</noscript>",
    "<script>secret</script><style>secret</style>",
    "<!-- secret --><?php secret ?>",
    "<select><option>secret</select><textarea>secret</textarea><button>secret</button>",
    "<svg><text>secret</text></svg><iframe>secret</iframe><object>secret</object>",
    "<p style='display:none'>secret</p>",
    "<p style='DISPLAY : None !important'>secret</p>",
    "<div style='visibility:hidden'><p>secret</p></div>",
    "<p style='color:red;font-size:0'>secret</p>",
    "<p style='font-size:0.0px'>secret</p>",
    "<p style='font: 0/0 a'>secret</p>",
    "<p style='opacity:0'>secret</p>",
    "<p style='color:#fff'>secret</p>",
    "<p style='color:transparent'>secret</p>",
    "<p style='color:rgba(1,2,3,0)'>secret</p>",
    "<div style='background:#123 url(x)'><span style='color:rgb(17, 34, 51)'>secret</span></div>",
    "<table bgcolor=red><tr><td><font color=#ff0000>secret</font></td></tr></table>",
    "<p style='position:absolute;left:-9999px'>secret</p>",
    "<p style='text-indent:-100em'>secret</p>",
    "<p style='margin-left:-2000px'>secret</p>",
    "<p style='margin:0 0 0 -2000px'>secret</p>",
    "<p style='clip:rect(0,0,0,0)'>secret</p>",
    "<p style='clip-path:inset(50%)'>secret</p>",
    "<p style='height:1px;width:1px;overflow:hidden'>secret</p>",
    "<p style='max-height:0;overflow:hidden'>secret</p>",
    "<p style='transform:scale(0)'>secret</p>",
    "<dialog>secret</dialog>",
    "<p><del>secret</del><s>secret</s></p>",
]
SEEN = [
    "<p hidden=until-found>secret</p>",
    "<p aria-hidden=false>secret</p>",
    "<p style='font-size:0.5em'>secret</p>",
    "<p style='opacity:0.9;margin:0;height:100px;width:1px'>secret</p>",
    "<p style='color:#777'>secret</p>",
    "<div style='background-color:black'><p style='color:white'>secret</p></div>",
    "<p style='text-indent:-2em;margin-left:-10px'>secret</p>",
    "<p style='transform:scale(0.9);position:relative;left:-5px'>secret</p>",
    "<p style='display:block;visibility:visible;overflow:hidden'>secret</p>",
    "<dialog open>secret</dialog>",
    "<p style='not a style at all'>secret</p>",
    "<p style='color:rgb(17 34 51 / 50%);background:none'>secret</p>",
    "<p><ins>secret</ins></p>",
]


@pytest.mark.parametrize("part", UNSEEN)
def test_invisible_text_cannot_be_quoted(tmp_path: Path, part: str) -> None:
    assert texts(body(tmp_path, f"<p>Before.</p>{part} <p>After.</p>")) == ["Before.", "After."]


@pytest.mark.parametrize("part", SEEN)
def test_visible_text_is_read(tmp_path: Path, part: str) -> None:
    assert "secret" in texts(body(tmp_path, part))


def test_the_text_after_a_dropped_element_is_kept() -> None:
    root = parse_page(
        "<html><body>a<script>x</script>b<p hidden>y</p>c<p>d</p><i style='display:none'>z</i>e</body>"
    )
    drop_machine_parts(root)
    drop_invisible(root)
    assert text_of(root) == "abcde"
