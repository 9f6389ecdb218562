"""What a document without an id or a title is called: after its file."""

import re
import unicodedata

from corpus.text import clean, is_visible

MAX_SLUG = 80


def slug(stem: str) -> str:
    """A readable id: lower-case letters and digits of any script, joined by hyphens."""
    plain = unicodedata.normalize("NFKC", clean(stem)).casefold()
    return re.sub(r"[\W_]+", "-", plain).strip("-")[:MAX_SLUG].strip("-") or "document"


def title_of(stem: str) -> str:
    """A title: the file's name with spaces for hyphens and underscores, and a capital first."""
    words = clean(re.sub(r"[-_]+", " ", stem))
    return words[:1].upper() + words[1:] if is_visible(words) else "Document"


def same(one: str, other: str) -> bool:
    """Whether two titles are the same but for case and punctuation."""
    return slug(one) == slug(other)
