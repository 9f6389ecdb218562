"""Whether XML is an article in JATS, told by its first bytes. Apart from the rest: it is asked of every file."""

import re

from corpus.readers.base import peek

_ASIDE = r"\s*+(?>(?><\?.*?\?>|<!--.*?-->)\s*+)*+"  # never gone back into: there may be thousands
_START = re.compile(
    rf"{_ASIDE}(?P<doctype>(?><!DOCTYPE\s[^>\[]*(?>\[.*?\]\s*)?>))?"
    rf"{_ASIDE}<(?:[\w.-]+:)?article(?=[\s>])(?P<attributes>[^>]*+)>",
    re.DOTALL | re.IGNORECASE,
)
_PUBLIC = re.compile(r"-//NLM//DTD .*(?:Journal|Archiv|Article)", re.IGNORECASE | re.DOTALL)
_PARTS = re.compile(r"\s(?:article-type|dtd-version)\s*=")
_FRONT = re.compile(r"<(?:[\w.-]+:)?(?:front|journal-meta|article-meta)[\s>]")


def is_jats(head: bytes) -> bool:
    """Whether a file that begins with these bytes is a JATS article (or one of its NLM forerunners).

    The root is `article`, and the DTD, its attributes or the parts in it are those of JATS: HTML and DocBook have
    an `article` too.
    """
    text = peek(head).removeprefix("\ufeff")
    start = _START.match(text)
    if start is None:
        return False
    return bool(
        _PUBLIC.search(start["doctype"] or "")
        or _PARTS.search(start["attributes"])
        or _FRONT.search(text, start.end())
    )
