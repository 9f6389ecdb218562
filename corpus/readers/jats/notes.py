"""The footnotes that an article's text cites, in paragraphs or in groups at the end; not those of tables."""

from collections.abc import Iterator

from corpus.readers.jats.tree import Element
from corpus.readers.shared import is_sign, text_of

_PARTS = ("front/article-meta/abstract", "body", "back", "floats-group")


class Notes:
    """The notes of an article by id; `take` returns those that were cited since it was last called.

    Each note is taken once, at its first citation. Notes that nothing cites, such as declarations of interests at
    the end of an article, are never taken.
    """

    def __init__(self, article: Element | None = None) -> None:
        parts = [part for path in _PARTS for part in article.iterfind(path)] if article is not None else []
        self._notes = {note.get("id", ""): note for part in parts for note in _notes(part)}
        self._linked = {id_ for part in parts for link in part.iter("xref") for id_ in link.get("rid", "").split()}
        self._numbers: dict[Element, int] = {}
        self._cited: list[Element] = []

    def __contains__(self, id_: str) -> bool:
        return id_ in self._notes

    def sign(self, note: Element) -> str:
        """The sign of a note: its label, its symbol, or its number in order of citation."""
        written = text_of(note.find("label")) or note.get("symbol", "")
        return written if is_sign(written) else str(self._numbers.setdefault(note, len(self._numbers) + 1))

    def cite(self, id_: str) -> None:
        """Notes that the text cites the note with this id."""
        if id_ in self._notes:
            self._cited.append(self._notes.pop(id_))

    def cite_inline(self, note: Element) -> str | None:
        """Cites a note that stands in the text; its sign if nothing else in the article links to it."""
        id_ = note.get("id", "")
        if id_ in self._linked:
            return None
        self._notes.pop(id_, None)
        if note not in self._cited:
            self._cited.append(note)
        return self.sign(note)

    def is_linked(self, note: Element) -> bool:
        """Whether a link in the article leads to a note."""
        return note.get("id", "") in self._linked

    def of(self, id_: str) -> Element | None:
        """The note with this id, unless it has been cited before."""
        return self._notes.get(id_)

    def take(self) -> list[Element]:
        """The notes cited since the last call, in order."""
        taken, self._cited = self._cited, []
        return taken


def _notes(part: Element) -> Iterator[Element]:
    """The notes with an id, without those of tables."""
    for note in part.iter("fn"):
        if note.get("id") and next(note.iterancestors("table-wrap-foot"), None) is None:
            yield note
