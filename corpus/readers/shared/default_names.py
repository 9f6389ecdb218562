"""Default ids and titles, derived from file names."""

import re
import unicodedata

from corpus.text import clean, is_visible

MAX_SLUG = 80


def slug(stem: str) -> str:
    """A readable id of at most `MAX_SLUG` characters: lower-case letters and digits of any script, and hyphens."""
    plain = unicodedata.normalize("NFKC", clean(stem)).casefold()
    return re.sub(r"[\W_]+", "-", plain).strip("-")[:MAX_SLUG].strip("-") or "document"


def default_title(stem: str) -> str:
    """A title: the file name with spaces instead of hyphens and underscores, and an initial capital."""
    words = clean(re.sub(r"[-_]+", " ", stem))
    return words[:1].upper() + words[1:] if is_visible(words) else "Document"


def same_title(one: str, other: str) -> bool:
    """Whether two titles are equal, ignoring case and punctuation."""
    return slug(one) == slug(other)
