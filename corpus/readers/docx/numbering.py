"""Numbering: whether two lists of a document look like one, because both have the same bullet."""

from typing import TYPE_CHECKING

from corpus.readers.docx.styles import W, value

if TYPE_CHECKING:
    from lxml.etree import _Element

_BULLET = "bullet"
Look = tuple[str, str]
_UNKNOWN: Look = ("", "")


class Numbering:
    """The lists that a document defines: the format and the sign of their outermost items, by their ids."""

    def __init__(self, root: "_Element | None") -> None:
        self._looks: dict[str, Look] = {}
        if root is None:
            return
        abstract = {found.get(f"{W}abstractNumId", ""): found for found in root.iterfind(f"{W}abstractNum")}
        for listed in root.iterfind(f"{W}num"):
            level = _outermost(abstract.get(value(listed, "abstractNumId")))
            if level is not None:
                self._looks[listed.get(f"{W}numId", "")] = value(level, "numFmt"), value(level, "lvlText")

    def parts(self, before: str, here: str) -> bool:
        """Whether items of these two lists are seen to be in two: one is numbered, or their bullets differ."""
        one, other = self._looks.get(before, _UNKNOWN), self._looks.get(here, _UNKNOWN)
        return before != here and _UNKNOWN not in (one, other) and (one != other or one[0] != _BULLET)


def _outermost(abstract: "_Element | None") -> "_Element | None":
    levels = abstract.iterfind(f"{W}lvl") if abstract is not None else ()
    return next((level for level in levels if level.get(f"{W}ilvl") == "0"), None)
