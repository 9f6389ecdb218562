"""A session of evaluation: which questions are asked of which system."""

import hashlib
import shlex
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from eval.data import Dataset, GoldQuestion, Half, Selection, first_documents
from eval.errors import AskingError, DataError
from eval.report import Provenance
from eval.systems.asking import Asker, EngineAsker
from eval.systems.home import default_cache, prepare
from eval.systems.journal import Journal, journal_of
from eval.systems.provenance import Data, corpus_digest, provenance
from eval.systems.remote import RemoteAsker
from qa.assembly import open_engine
from qa.commands import say
from qa.packages import code_digest
from qa.settings import Settings

_TRIED = 20
_NAMED = 5


@dataclass(frozen=True)
class Session:
    """What all experiments share. With a `url`, the service there is asked; it must hold the corpus.

    Outcomes are kept in a journal beside the file `result`, if there is one, until that is written.
    """

    settings: Settings
    url: str | None
    cache: Path
    selection: Selection
    result: Path | None = None

    @classmethod
    def of(  # noqa: PLR0917 (the options of a command, in their order)
        cls,
        settings: Settings,
        url: str | None,
        cache: Path | None,
        half: Half | None,
        limit: int | None,
        seed: int,
        result: Path | None = None,
    ) -> Self:
        """Builds the session from the options of a command."""
        return cls(settings, url, cache or default_cache(), Selection(half, limit, seed), result)

    def dataset(self, folder: Path, split: str, queries: str | None) -> Dataset:
        """The selected part of a split in BEIR's layout; raises DataError if it is empty."""
        dataset = Dataset.open(folder, split, queries)
        try:
            if self.selection.half:
                dataset = dataset.half(self.selection.half)
            return dataset.sample(self.selection.limit, self.selection.seed) if self.selection.limit else dataset
        except ValueError as error:
            raise DataError(folder, str(error)) from error

    def chosen(self, questions: Sequence[GoldQuestion], path: Path) -> frozenset[str]:
        """The ids of the selected questions; raises DataError if there are none."""
        chosen = self.selection.of(questions)
        if not chosen:
            raise DataError(
                path,
                f"none of its {len(questions)} questions is in the {self.selection.half} half: leave --half out",
            )
        return chosen

    def asker(self, *corpus: Path) -> Asker:
        """The service at the URL, or an engine over the corpus, files or folders, which are ingested first.

        Raises AskingError if the service has none of the first documents of a corpus file.
        """
        if self.url:
            remote = RemoteAsker(self.url)
            for path in corpus:
                if ".jsonl" in path.suffixes and not remote.holds_any(first_documents(path, _TRIED)):
                    raise AskingError(f"{self.url} does not hold {path}: ingest that file there, or correct --url")
            return remote
        prepared = prepare(corpus, corpus_digest(*corpus), self.settings, self.cache)
        if prepared.refused:
            named = ", ".join(map(str, corpus))
            say(f"{len(prepared.refused)} records of {named} were refused by ingest and cannot be found:")
            for refusal in prepared.refused[:_NAMED]:
                say(f"  {refusal}")
        return EngineAsker(open_engine(prepared.settings))

    def own_asker(self) -> Asker:
        """The service at the URL, or else an engine over the home of the settings, as it was published."""
        return RemoteAsker(self.url) if self.url else EngineAsker(open_engine(self.settings))

    def engine_asker(self, *corpus: Path) -> EngineAsker:
        """As `asker`, for an engine in this process only; raises AskingError if the session has a URL."""
        asker = self.asker(*corpus)
        if not isinstance(asker, EngineAsker):
            raise AskingError("this needs an engine in this process: leave --url out")
        return asker

    def journal(self, origin: Provenance) -> Journal:
        """The journal of the experiment with this provenance; another version of the code starts anew."""
        fingerprint = hashlib.sha256(f"{origin.model_dump_json()}\n{code_digest()}".encode()).hexdigest()
        return Journal(journal_of(self.result) if self.result else None, fingerprint)

    def finish(self) -> None:
        """Deletes the journal: the result has been written."""
        if self.result:
            journal_of(self.result).unlink(missing_ok=True)

    def provenance(self, asker: Asker, folder: Path, split: str | None, sha256: str) -> Provenance:
        """The provenance of a result; `sha256` is that of the data."""
        data = Data(folder.resolve().name, split, self.selection, sha256)
        command = shlex.join(["pincite", *sys.argv[1:]])
        found = provenance(asker, data, command=command, settings=self.settings, url=self.url)
        if not found.configuration:
            say(f"{self.url} does not say what it runs: the result has no configuration of the system")
        return found
