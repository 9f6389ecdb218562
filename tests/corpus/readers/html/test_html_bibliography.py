"""Reference lists in the layouts of several kinds of sites; the entries are invented."""

from pathlib import Path

import pytest

from corpus.document import Document
from web_pages import body, cited, texts

PMC = """<article><section id=s1><h2>Findings</h2><p>Rest helps [<a href="#B1" aria-describedby="B1">1</a>,
<a href="#B2">2</a>] and ice<sup><a href="#B3">3</a></sup> too.</p></section>
<section id="ref-list1" class="ref-list"><h2>References</h2><section id="ref-list1_sec2"><ul
class="ref-list font-sm" style="list-style-type:none">
<li id="B1"><span class="label">1.</span><cite>Doe J, Roe RB, et al. On resting an ankle. J Sprains.
2001;4(2):10-15.
 doi: 10.1234/abc.5.</cite> [<a href="https://doi.org/10.1234/abc.5">DOI</a>] [<a
href="https://pubmed.ncbi.nlm.nih.gov/123456/">PubMed</a>]
 [<a href="https://scholar.google.com/scholar_lookup?title=x">Google Scholar</a>]</li>
<li id="B2"><span class="label">2.</span><cite>Ministry of Walking. Walking again. 2005. <a
href="https://example.org/walk">https://example.org/walk</a></cite></li>
<li id="B3"><span class="label">3.</span><cite>Poe E. Ice. 2007 [accessed
2008].</cite></li></ul></section></section></article>"""

OLD_PMC = """<p>Rest helps (<a href="#B1">1</a>–<a href="#B3">3</a>).</p><h2 id="refs">References</h2><div
class="ref-list-sec sec">
<div class="ref-cit-blk half_rhythm" id="B1">1. <span class="element-citation">Doe J. Rest. <span
class="ref-journal">J Sprains. </span>2001</span></div>
<div class="ref-cit-blk" id="B2">2. <span>Roe R. Ice. 2002</span></div><div class="ref-cit-blk"
id="B3">3. <span>Poe E. Height. 2003</span></div></div>"""

COINS = (
    "ctx_ver=Z39.88-2004&amp;rft.atitle=Rest+of+an+ankle&amp;rft.jtitle=Journal+of+Sprains&amp;"
    "rft.date=2001-05&amp;rft_id=info%3Adoi%2F10.1234%2Fabc&amp;rft_id=info%3Apmid%2F77"
)
WIKI = f"""<p>Rest helps.<sup id="cite_ref-Doe_1-0" class="reference"><a
href="#cite_note-Doe-1"><span>[</span>1<span>]</span></a></sup><sup
 class="reference"><a href="#cite_note-2">[2]</a></sup><sup class="reference"><a
href="#cite_note-n1-3">[a]</a></sup> Ice too.</p>
<h2>Notes</h2><ol class="references" style="list-style:lower-alpha"><li id="cite_note-n1-3"><b><a
href="#cite_ref-n1_3-0">^</a></b> <span>Not in 1999.</span></li></ol>
<div class="mw-heading"><h2 id="References">References</h2><span class="mw-editsection">[edit]</span></div>
<div class="reflist"><ol class="references"><li id="cite_note-Doe-1"><span class="mw-cite-backlink">^ <a
href="#cite_ref-Doe_1-0"><sup>a</sup></a></span>
<span class="reference-text"><cite class="citation journal">Doe, John (2001). <a
href="https://example.org/rest">"Rest"</a>. <i>J Sprains</i>. <b>4</b>: 10.</cite><span
 title="{COINS}" class="Z3988"></span></span></li>
<li id="cite_note-2"><b><a
href="#cite_ref-2">^</a></b> <span>Roe 2002, p. 3.</span></li></ol></div><h2>See also</h2><p>Ankles are
joints.</p>"""

WHO = """<main><h1>Sprains</h1><p>Rest helps (<em>1</em>) (<a
href="#_edn2">2</a>).</p><hr><p><strong>References</strong></p>
<p><a name="_edn1"></a>(1) Doe J. Rest. 2001.</p><p><a
name="_edn2">[2]</a> World Walking Office. Ice. 2002.</p></main>"""

FOOTNOTES = """<p>Rest helps.<a href="#fn1" class="footnote-ref" id="fnref1"
role="doc-noteref"><sup>1</sup></a></p>
<section class="footnotes" role="doc-endnotes"><hr><ol><li id="fn1"
role="doc-endnote"><p>Doe J, <em>J Sprains</em>, 2001.<a href="#fnref1"
role="doc-backlink">↩</a></p></li></ol></section>"""


def numbered(document: Document) -> dict[int, str]:
    return {reference.number: reference.title for reference in document.references}


def test_an_archive_of_articles(tmp_path: Path) -> None:
    found = body(tmp_path, PMC)
    assert cited(found)[1:] == [("Rest helps [1, 2] and ice³ too.", (1, 2, 3))]
    first, second, third = found.references
    assert (first.title, first.container, first.year) == ("On resting an ankle", "J Sprains", 2001)
    assert (first.doi, first.pmid, first.url) == ("10.1234/abc.5", "123456", None)
    assert (second.year, second.url) == (2005, "https://example.org/walk")
    assert (third.title, third.year) == ("Ice", 2007)


def test_an_archive_s_older_pages(tmp_path: Path) -> None:
    found = body(tmp_path, OLD_PMC)
    assert cited(found) == [("Rest helps", (1, 2, 3))]
    assert (found.references[0].container, found.references[0].year) == ("J Sprains", 2001)
    assert sorted(numbered(found)) == [1, 2, 3]


def test_an_encyclopedia_with_separate_notes(tmp_path: Path) -> None:
    found = body(tmp_path, WIKI)
    assert cited(found)[0] == ("Rest helps.", (1, 2))
    assert "Ankles are joints." in texts(found)
    first = found.references[0]
    assert (first.title, first.container, first.year) == ("Rest of an ankle", "Journal of Sprains", 2001)
    assert (first.doi, first.pmid, first.url) == ("10.1234/abc", "77", "https://example.org/rest")
    assert numbered(found)[2] == "Roe 2002, p. 3"
    assert any("Not in 1999." in text for text in texts(found))
    assert not any("References" in text or "Doe" in text for text in texts(found))


def test_a_fact_sheet_with_a_bold_heading_and_anchors(tmp_path: Path) -> None:
    found = body(tmp_path, WHO)
    assert cited(found) == [("Rest helps (1)", (2,))]
    assert numbered(found) == {1: "Rest", 2: "World Walking Office. Ice"}


def test_footnotes_that_cite_are_references(tmp_path: Path) -> None:
    found = body(tmp_path, FOOTNOTES)
    assert cited(found) == [("Rest helps.", (1,))]
    assert (found.references[0].container, found.references[0].year) == ("J Sprains", 2001)


def test_footnotes_that_say_something_stay_text(tmp_path: Path) -> None:
    notes = "<p>Rest<sup><a href='#n1'>1</a></sup> helps.</p><ol><li id=n1>Not when bleeding.</li></ol>"
    assert texts(body(tmp_path, notes)) == ["Rest¹ helps.", "Not when bleeding."]
    assert body(tmp_path, notes).references == ()


@pytest.mark.parametrize(
    ("listed", "numbers"),
    [
        ("<h2>5. References (3)</h2><ol><li>A<li>B<li>C</ol>", [1, 2, 3]),
        ("<h2>References:</h2><ol start=4><li>A<li value=9>B<li>C</ol>", [4, 9, 6]),
        ("<h2>Literature cited</h2><ul><li>[7] A. 2001<li>[8] B. 2002</ul>", [7, 8]),
        ("<section role=doc-bibliography><ul><li>A<li>B</ul></section>", [1, 2]),
        ("<h2>References</h2><table><tr><td>3.</td><td>A</td></tr><tr><td>4.</td><td>B</td></tr></table>", [3, 4]),
        ("<h2>References</h2><dl><dt>[5]</dt><dd>A</dd><dt>[6]</dt><dd>B</dd></dl>", [5, 6]),
        ("<h2>References</h2><p>1. A</p><p>2. B</p><h2>Rest</h2><p>3. C</p>", [1, 2]),
        ("<h2>References</h2><ol><li>1. A<li>1. B</ol>", [1, 2]),
        ("<h2>References</h2><ol><li value=3>A<li value=3>B</ol>", [1, 2]),
        ("<h2>References</h2><ol><li>A</ol><h2>Rest</h2><h2>References</h2><ol><li>B</ol>", [1, 2]),
        ("<h2>Sources</h2><ul><li>Doe. 2001<li>Roe. 2002</ul>", [1, 2]),
        ("<h2>Sources</h2><ul><li>Milk<li>Cheese</ul>", []),
        ("<h2>References</h2><p>None were used.</p>", []),
        ("<ul class=references></ul>", []),
    ],
)
def test_lists_and_their_numbers(tmp_path: Path, listed: str, numbers: list[int]) -> None:
    found = body(tmp_path, f"<p>Rest.</p>{listed}")
    assert [reference.number for reference in found.references] == numbers


def test_the_reference_list_is_not_part_of_the_text(tmp_path: Path) -> None:
    found = body(
        tmp_path, "<p>Rest.</p><h2>References</h2><ol><li>A. 2001</ol><p>Below it.</p><h2>Ice</h2><p>Cools.</p>"
    )
    assert texts(found) == ["Rest.", "Ice", "Cools."]


def test_a_kind_in_bold_is_the_entry_s_kind(tmp_path: Path) -> None:
    listed = "<ol><li><p><strong>Guideline</strong></p><p>On sprains</p><p><em>A journal</em>, 2025</p></ol>"
    [found] = body(tmp_path, f"<p>Rest. [1]</p><h3>References</h3>{listed}").references
    assert (found.kind, found.title, found.container, found.year) == ("guideline", "On sprains", "A journal", 2025)


def test_classes_name_title_and_journal(tmp_path: Path) -> None:
    entry = "<span class=ref-title>Rest</span>, <span class=ref-journal>J Sprains</span>, 2001"
    [found] = body(tmp_path, f"<p>Rest. [1]</p><h3>References</h3><ol><li>Doe J, {entry}</ol>").references
    assert (found.title, found.container, found.year) == ("Rest", "J Sprains", 2001)
