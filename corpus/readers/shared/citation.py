"""Parsing of handwritten reference entries, by their markup and the order of their parts."""

import re
from collections.abc import Sequence
from dataclasses import replace

from corpus.document import Kind, Reference
from corpus.readers.shared.inline import StyledRun
from corpus.readers.shared.references import kind_of, reference
from corpus.text import clean

_NUMBER = re.compile(r"\s*(?:[\[(]\s*(\d{1,4})\s*[\])][.:]?|(\d{1,4})[.):](?!\d)|(\d{1,4})(?=\s+\S))\s*")
_STOP = re.compile(r"[.:] +")
_BETWEEN_AUTHORS = re.compile(r", (?:and |& )?|; | and | & ")
_INITIALS = re.compile(r"(?:[A-Z]-?){1,4}")
_BEFORE_YEAR = re.compile(r"[^()]{2,300}? ?\((?:1[5-9]\d\d|20\d\d)[a-z]?(?:, [^()]{1,20})?\)[.,:]? +")
_LONGEST_NAME = 6
_SUFFIXES = ("Jr", "Sr", "II", "III")
_YEAR = re.compile(r"(?<![\w./-])(1[5-9]\d\d|20\d\d)[a-z]?(?![\w/-])")
_YEAR_AFTER = re.compile(r"[\s,;(]*(?:1[5-9]\d\d|20\d\d)\b.*\Z", re.DOTALL)
_IDENTIFIER = re.compile(r"https?://|\bdoi:|\bpmid:|\b10\.\d{4,9}/", re.IGNORECASE)
_DOI_LINK = re.compile(r"https?://(?:dx\.)?doi\.org/(10\.\d{4,9}/[^\s?#]+)", re.IGNORECASE)
_PMID_LINK = re.compile(r"https?://(?:www\.)?(?:pubmed\.ncbi\.nlm\.nih\.gov|ncbi\.nlm\.nih\.gov/pubmed)/(\d{1,9})")
_SEARCHED = re.compile(r"https?://(?:scholar\.google|www\.google|[\w.]*crossref\.org|[\w.]*semanticscholar)")
_NO_PLACE = (_DOI_LINK, _PMID_LINK, _SEARCHED)
_LIKE_ONE = re.compile(r"\b(?:1[89]\d\d|20\d\d)\b|https?://|\b10\.\d{4,9}/|\bpmid\b", re.IGNORECASE)


def is_reference_like(text: str) -> bool:
    """Whether a text reads like a reference: it has a year, a link, a DOI or a PMID."""
    return _LIKE_ONE.search(text) is not None


def split_number(runs: Sequence[StyledRun], place: int) -> tuple[int | None, list[StyledRun]]:
    """The number in front of an entry, or None, and the entry without it.

    A number without a full stop or brackets counts only if it equals `place`, the entry's position.
    """
    rest = [run for run in runs if run.text or run.href]
    while rest and not clean(rest[0].text):
        del rest[0]
    match = _NUMBER.match("".join(run.text for run in rest))
    number = int(match[1] or match[2] or match[3]) if match else None
    if match is None or (match[3] is not None and number != place):
        return None, rest
    left = match.end()
    while left:
        cut = min(left, len(rest[0].text))
        rest[0] = rest[0]._replace(text=rest[0].text[cut:])
        left -= cut
        if left or not rest[0].text:
            del rest[0]
    return number, rest


def parse_reference(number: int, runs: Sequence[StyledRun]) -> Reference:
    """The reference of an entry, which is given as styled runs with links.

    A bold label at the start is the kind, and the last italics are the container. Without italics, the container
    is the text between the title and the year, if the entry begins with authors in the form `Doe J, Roe R.`
    Authors are dropped. Text that cannot be classified becomes the title.
    """
    kind = kind_of(runs[0].text) if runs and runs[0].style == "strong" else None
    parts = list(runs[1:] if kind else runs)
    whole = clean("".join(run.text for run in parts))
    links = [run.href for run in parts if run.href.startswith("http")]
    title, container = _styled(parts) or _italic(parts) or _ordered(whole)
    found = reference(number, title, f"{whole} {' '.join(links)}", kind or Kind.OTHER, container)
    return replace(_linked(found, links), year=_year(whole, title))


def _styled(parts: Sequence[StyledRun]) -> tuple[str, str] | None:
    """The title and container, if the source marks the title (style `title`)."""
    title = clean("".join(part.text for part in parts if part.style == "title"))
    container = clean("".join(part.text for part in parts if part.style == "em"))
    return (title, container) if title else None


def _italic(parts: Sequence[StyledRun]) -> tuple[str, str] | None:
    """The title and container, if there is text before the last italics."""
    at = max((at for at, part in enumerate(parts) if part.style == "em" and clean(part.text)), default=0)
    before = clean("".join(part.text for part in parts[:at]))
    if not before:
        return None
    title = before[_authors_end(before) :]
    return _without_year(title) or before, parts[at].text


def _ordered(whole: str) -> tuple[str, str]:
    """The title and container by their order: authors, title, container, year."""
    body = _IDENTIFIER.split(whole, maxsplit=1)[0]
    start = _authors_end(body)
    title, stop, rest = body[start:].partition(". ")
    if not start or not stop:
        return _without_year(body[start:]), ""
    container = _YEAR_AFTER.sub("", rest)
    return title, container if container != rest else ""


def _authors_end(text: str) -> int:
    """The offset of the title, after `Doe J, Roe RB, et al. ` or `Doe, J., & Roe, R. (2001). `; else 0."""
    stop = _STOP.search(text)
    if stop is not None:
        names = _BETWEEN_AUTHORS.split(text[: stop.start()].removesuffix("et al").rstrip(" ,"))
        if all(_is_author(name) for name in names):
            return stop.end()
    dated = _BEFORE_YEAR.match(text)
    return dated.end() if dated else 0


def _is_author(name: str) -> bool:
    """Whether a name is a family name followed by initials."""
    words = name.removesuffix("et al").split()
    while words and words[-1] in _SUFFIXES:
        words.pop()
    if not 1 < len(words) <= _LONGEST_NAME or not _INITIALS.fullmatch(words[-1]):
        return False
    return all(word[0].isalpha() and not any(map(str.isdigit, word)) for word in words[:-1])


def _without_year(text: str) -> str:
    """The text without a year at its start or end."""
    text = re.sub(r"^\(?(?:1[5-9]\d\d|20\d\d)[a-z]?\)?[.,:]?\s+", "", text.strip())
    return re.sub(r"[\s,;(]+(?:1[5-9]\d\d|20\d\d)\)?[\s.,;]*\Z", "", text)


def _year(whole: str, title: str) -> int | None:
    """The first year after the title, else the first one before it."""
    body = _IDENTIFIER.split(whole, maxsplit=1)[0]
    before, _, after = body.partition(title) if title else ("", "", body)
    found = _YEAR.search(after) or _YEAR.search(before)
    return int(found[1]) if found else None


def _linked(found: Reference, links: Sequence[str]) -> Reference:
    """The reference with the DOI and PMID in its links; links to these or to search engines are not its URL."""
    doi = next((match[1] for link in links if (match := _DOI_LINK.match(link))), found.doi)
    pmid = next((match[1] for link in links if (match := _PMID_LINK.match(link))), found.pmid)
    urls = [*links, *([found.url] if found.url else [])]
    url = next((url for url in urls if not any(known.match(url) for known in _NO_PLACE)), None)
    return replace(found, doi=doi, pmid=pmid, url=url)
