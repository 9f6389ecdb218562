"""Main-content extraction: removes navigation and other page furniture, and finds the element with the text."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from corpus.readers.html.page.teasers import drop_teasers
from corpus.readers.html.page.tree import HEADINGS, LISTS, drop, names_of, roles_of, tag_of, text_of, topmost

if TYPE_CHECKING:
    from lxml.etree import _Element

_FURNITURE_ROLES = frozenset(
    """
    alertdialog banner complementary contentinfo dialog doc-backlink doc-toc form menu menubar navigation
    search tablist toolbar
    """.split()  # noqa: SIM905 - a list of words reads as words
)
_FURNITURE_NAMES = frozenset(
    """
    ad ads advert advertisement breadcrumb breadcrumbs catlinks comments consent cookie cookies
    editsection gdpr headerlink interlanguage modal navbar navbox newsletter noprint popup printfooter promo
    related share sharing sitenotice skip subscribe toc
    """.split()  # noqa: SIM905 - a list of words reads as words
)
_NAMED = frozenset(("a", "aside", "div", "li", "ol", "p", "section", "span", "table", "ul"))
_AROUND = frozenset(("nav", "search"))
_BESIDE = frozenset(("aside", "footer", "form", "header"))
_HALF = 2
_ENOUGH_LINKS = 3


def content_of(body: "_Element") -> "_Element":
    """The element with the page's main content; removes navigation, banners and lists of links from the tree.

    It is the `<main>`, else the only `<article>`, else the element that contains all paragraphs that jusText
    classifies as content, else the body. An element with a furniture role or class name is removed only if it
    has at most half of the page's text; a header, footer or aside only outside the main content or if it consists
    mostly of links.
    """
    drop_teasers(body)
    whole = len(text_of(body))
    for element in topmost(
        element for element in body.iter() if element is not body and _is_furniture(element, whole)
    ):
        drop(element)
    landmark = _landmark(body)
    return _located(body) if landmark is None else landmark


def _is_furniture(element: "_Element", whole: int) -> bool:
    tag = tag_of(element)
    if tag in _AROUND:
        return True
    is_called_so = (
        not _FURNITURE_ROLES.isdisjoint(roles_of(element))
        or (tag in _NAMED and not _FURNITURE_NAMES.isdisjoint(names_of(element)))
        or (tag in _BESIDE and (not _is_within_content(element) or tag == "form" or _is_mostly_links(element)))
    )
    if is_called_so:
        return _HALF * len(text_of(element)) <= whole and element.find(".//h1") is None and tag != "main"
    return tag in LISTS and _is_navigation(element)


def _is_within_content(element: "_Element") -> bool:
    return any(
        tag_of(above) in ("article", "main") or "main" in roles_of(above) for above in element.iterancestors()
    )


def _is_mostly_links(element: "_Element") -> bool:
    linked = sum(len(text_of(link)) for link in element.iter("a"))
    return _HALF * linked > len(text_of(element))


def _is_navigation(listing: "_Element") -> bool:
    """Whether a list has at least three items and every item is only a link."""
    items = [item for item in listing if tag_of(item) in ("li", "dt", "dd")]
    filled = [item for item in items if text_of(item)]
    return len(filled) >= _ENOUGH_LINKS and all(_is_link(item) for item in filled)


def _is_link(item: "_Element") -> bool:
    links = topmost(link for link in item.iter("a") if link.get("href"))
    return sum(len(text_of(link)) for link in links) >= len(text_of(item).replace(" ", ""))


def _landmark(body: "_Element") -> "_Element | None":
    mains = topmost(element for element in body.iter() if tag_of(element) == "main" or "main" in roles_of(element))
    mains = [main for main in mains if text_of(main)]
    if mains:
        return max(mains, key=lambda main: len(text_of(main)))
    articles = topmost(element for element in body.iter("article") if text_of(element))
    return articles[0] if len(articles) == 1 else None


def _located(body: "_Element") -> "_Element":
    """The lowest element that contains all paragraphs that jusText classifies as content, and the `<h1>`."""
    from justext import core, get_stoplist  # noqa: PLC0415 (only where a page has no landmark)

    paragraphs = core.ParagraphMaker.make_paragraphs(body)
    core.classify_paragraphs(paragraphs, get_stoplist("English"))
    # jusText's revision of paragraphs by their neighbours is skipped: its time is quadratic in short paragraphs.
    good = [paragraph for paragraph in paragraphs if paragraph.cf_class == "good"]
    good = good or [paragraph for paragraph in paragraphs if paragraph.cf_class == "neargood"]
    paths = [_steps(paragraph.xpath) for paragraph in good]
    if not paths:
        return body
    heading = next(iter(body.iter("h1")), None)
    if heading is not None:
        paths.append(_path_of(heading, body))
    return _reached(body, _common(paths))


def _steps(xpath: str) -> list[str]:
    """The steps of a path such as `/body[1]/div[2]` below the body."""
    return xpath.strip("/").split("/")[1:]


def _path_of(element: "_Element", body: "_Element") -> list[str]:
    steps: list[str] = []
    for step in (element, *element.iterancestors()):
        if step is body:
            break
        before = sum(1 for _ in step.itersiblings(step.tag, preceding=True))
        steps.append(f"{step.tag}[{before + 1}]")
    return steps[::-1]


def _common(paths: Sequence[Sequence[str]]) -> list[str]:
    shortest: list[str] = []
    for steps in zip(*paths, strict=False):
        if len(set(steps)) > 1:
            break
        shortest.append(steps[0])
    return shortest


def _reached(body: "_Element", steps: Sequence[str]) -> "_Element":
    """The element that these steps lead to, but never one inside a paragraph, list or table."""
    element = body
    for step in steps:
        inner = element.find(step)
        if inner is None or tag_of(inner) in (*HEADINGS, *LISTS, "p", "table", "blockquote", "pre"):
            break
        element = inner
    return element
