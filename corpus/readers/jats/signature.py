"""Detection of JATS by the first bytes of a file; a module of its own, because it is imported for every file."""

import re

from corpus.readers.base import peek

_ASIDE = r"\s*+(?>(?><\?.*?\?>|<!--.*?-->)\s*+)*+"  # possessive: backtracking over thousands would be slow
_START = re.compile(
    rf"{_ASIDE}(?P<doctype>(?><!DOCTYPE\s[^>\[]*(?>\[.*?\]\s*)?>))?"
    rf"{_ASIDE}<(?:[\w.-]+:)?article(?=[\s>])(?P<attributes>[^>]*+)>",
    re.DOTALL | re.IGNORECASE,
)
_PUBLIC = re.compile(r"-//NLM//DTD .*(?:Journal|Archiv|Article)", re.IGNORECASE | re.DOTALL)
_PARTS = re.compile(r"\s(?:article-type|dtd-version)\s*=")
_FRONT = re.compile(r"<(?:[\w.-]+:)?(?:front|journal-meta|article-meta)[\s>]")


def is_jats(head: bytes) -> bool:
    """Whether a file that begins with these bytes is an article in JATS or one of its NLM predecessors.

    The root must be `article`, and the DTD, the attributes or the child elements must be those of JATS, because
    HTML and DocBook have an `article` element too.
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
