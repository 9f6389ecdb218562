"""Makes a page of a journal's site from an article: with navigation, cookie banner, tools and related articles."""

from html import escape

from jats_markup import Element, Markup, plain

FURNITURE = (
    "We use cookies to improve your experience and to show you advertisements.",
    "Sign up for our weekly newsletter to hear about new articles.",
    "Readers of this article also read about a long study of another matter.",
    "Submit your manuscript today and reach a wide readership.",
)
_COOKIES, _NEWSLETTER, _RELATED, _SUBMIT = FURNITURE
_LINKS = "".join(
    f"<li><a href='/{name.lower()}'>{name}</a></li>" for name in ("Browse", "Publish", "About", "Log in")
)
_TOOLS = "<div class='share'><a href='/pdf'>Download PDF</a> <a href='/cite'>Citation</a></div>"


def page(article: Element, *, landmarks: bool) -> str:
    """The page, with landmarks (`main`, `nav`, `article`), or with `div`s that only class names distinguish."""
    markup = Markup(article)
    text = "\n".join(markup.text())
    names = ", ".join(_names(article))
    if landmarks:
        body = f"""
<header><a href='#main'>Skip to content</a><nav><ul>{_LINKS}</ul></nav></header>
<div class='cookie-banner' role='dialog'><p>{_COOKIES}</p><button>Accept all</button></div>
<main id='main'><article><h1>{markup.title}</h1><p class='authors'>{escape(names)}</p>{_TOOLS}
{text}</article></main>
<aside><h2>Related articles</h2><p>{_RELATED}</p></aside>
<footer><p>{_NEWSLETTER}</p><p>{_SUBMIT}</p></footer>"""
    else:
        body = f"""
<div id='top' class='navbar'><ul>{_LINKS}</ul></div>
<div class='cookie-consent'><p>{_COOKIES}</p><a href='/yes'>Accept</a></div>
<div class='columns'><div class='content'><h1>{markup.title}</h1><div class='authors'>{escape(names)}</div>{_TOOLS}
{text}</div>
<div class='related'><h3>You may also like</h3><p>{_RELATED}</p></div></div>
<div class='newsletter'><p>{_NEWSLETTER}</p></div><div class='promo'><p>{_SUBMIT}</p></div>"""
    head = f"<meta charset='utf-8'>{_head(article)}"
    return f"<!DOCTYPE html><html lang='en'><head>{head}</head><body>{body}</body></html>"


def _names(article: Element) -> list[str]:
    people = article.iterfind("front/article-meta/contrib-group/contrib/name")
    return [f"{plain(name.find('given-names'))} {plain(name.find('surname'))}" for name in people]


def _head(article: Element) -> str:
    meta = "front/article-meta"
    date = article.find(f"{meta}/pub-date[@pub-type='epub']")
    fields = [
        ("citation_title", plain(article.find(f"{meta}/title-group/article-title"))),
        *(("citation_author", name) for name in _names(article)),
        ("citation_journal_title", plain(article.find("front/journal-meta//journal-title"))),
        ("citation_doi", plain(article.find(f"{meta}/article-id[@pub-id-type='doi']"))),
        (
            "citation_date",
            "/".join(plain(date.find(p)) for p in ("year", "month", "day")) if date is not None else "",
        ),
    ]
    metas = "".join(f"<meta name='{name}' content='{escape(value)}'>" for name, value in fields if value)
    return f"<title>{escape(fields[0][1])} | A journal</title>{metas}"
