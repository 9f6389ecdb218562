"""Detection of web pages by their first bytes; a module of its own, because it is imported for every file."""

import re

_ASIDE = rb"\s*+(?>(?><\?.*?\?>|<!--.*?-->)\s*+)*+"  # possessive: backtracking over thousands would be slow
_PAGE = re.compile(_ASIDE + rb"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL)
_MARK = b"\xef\xbb\xbf"
_SUFFIXES = (".html", ".htm", ".xhtml")  # for HTML fragments, which look like Markdown that begins with HTML


def is_html(head: bytes, name: str) -> bool:
    """Whether a file that begins with these bytes, or has this name, is a web page."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head.replace(b"\0", b"")[2:]
    return _PAGE.match(head.removeprefix(_MARK)) is not None or name.lower().endswith(_SUFFIXES)
