"""The errors of the index; every message names the remedy."""


class UnusableIndexError(Exception):
    """The index cannot be used; the subclasses give the reason."""


class NoIndexError(UnusableIndexError):
    """No generation has been published yet."""

    def __init__(self) -> None:
        super().__init__("no index yet: run `pincite ingest PATH`")


class CorruptIndexError(UnusableIndexError):
    """A file of a generation is missing, truncated or altered."""

    def __init__(self, folder: object, problem: str) -> None:
        super().__init__(f"{problem}: delete {folder} and run `pincite ingest PATH` to rebuild the index")


class UnsoundIndexError(UnusableIndexError):
    """A generation that was just built cannot be read back and searched."""

    def __init__(self, folder: object, problem: str) -> None:
        super().__init__(
            f"the new index in {folder} cannot be read back ({problem}): check the free space and the health of"
            " its disk, then run the command again; the previous index, if any, stays in use"
        )


class IndexMismatchError(UnusableIndexError):
    """The generation was built with a model or analyser other than the configured one."""

    def __init__(self, what: str, built: str, configured: str) -> None:
        super().__init__(
            f"the index was built with the {what} {built}, but {configured} is configured:"
            " run `pincite ingest PATH` to rebuild it, or restore the former setting"
        )


class BuildInProgressError(Exception):
    """Another process holds the build lock."""

    def __init__(self, lock: object) -> None:
        super().__init__(f"another build is running (it holds {lock}): wait for it to finish, then retry")


class EmbeddingModelError(Exception):
    """The embedding model is missing, altered or cannot be loaded."""


class UnknownDocumentError(KeyError):
    """No document with this id is in the index."""

    def __init__(self, document_id: str) -> None:
        super().__init__(document_id)
        self.document_id = document_id

    def __str__(self) -> str:
        return f"there is no document {self.document_id!r} in the index: run `pincite documents` to list all ids"
