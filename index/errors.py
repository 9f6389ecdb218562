"""What can be wrong with an index; every message says what to do about it."""


class UnusableIndexError(Exception):
    """The index cannot serve; the subclasses say why."""


class NoIndexError(UnusableIndexError):
    """No generation has been published yet."""

    def __init__(self) -> None:
        super().__init__("no index yet: run `pincite ingest PATH`")


class CorruptIndexError(UnusableIndexError):
    """A file of a generation is missing, cut short or altered."""

    def __init__(self, folder: object, problem: str) -> None:
        super().__init__(f"{problem}: delete {folder} and run `pincite ingest PATH` to build it again")


class IndexMismatchError(UnusableIndexError):
    """The generation was built with another model or analyser than the one that is configured."""

    def __init__(self, what: str, built: str, configured: str) -> None:
        super().__init__(
            f"the index was built with the {what} {built}, but {configured} is configured:"
            " run `pincite ingest PATH` to build it again, or set the former one back"
        )


class BuildInProgressError(Exception):
    """Another process holds the build lock."""

    def __init__(self, lock: object) -> None:
        super().__init__(f"another build is running (it holds {lock}): wait for it to end, then try again")


class EmbeddingModelError(Exception):
    """The embedding model is missing, altered or cannot be loaded."""


class UnknownDocumentError(KeyError):
    """No document of that id is in the index."""

    def __init__(self, document_id: str) -> None:
        super().__init__(document_id)
        self.document_id = document_id

    def __str__(self) -> str:
        return f"no document {self.document_id!r} in the index: `pincite documents` lists those there are"
