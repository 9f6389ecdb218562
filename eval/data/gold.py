"""Labels that BEIR's layout has no place for: evidence sentences, answer spans and answerability."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from eval.data.lines import numbered
from eval.errors import DataError

CLAIMS, SPANS, TASKS = "claims", "questions", "tasks"


@dataclass(frozen=True, slots=True)
class GoldQuestion:
    """A question of a data set, with the earlier turns of its conversation, if any.

    Questions of the same `group` must not be divided between tuning and reporting. Without a group, a question is
    on its own.
    """

    id: str
    text: str
    before: tuple[str, ...] = ()
    group: str = ""

    @property
    def unit(self) -> str:
        """The group, or the id of a question without one: the unit that halves and folds keep together."""
        return self.group or self.id


@dataclass(frozen=True, slots=True)
class Rationale:
    """A question with the numbers, from 0, of the sentences of one document that are evidence for it."""

    question: GoldQuestion
    document: str
    sentences: frozenset[int]


@dataclass(frozen=True, slots=True)
class AnswerSpan:
    """A question with the words in one document that answer it."""

    question: GoldQuestion
    document: str
    answer: str


@dataclass(frozen=True, slots=True)
class Answerability:
    """Questions that the corpus answers, and questions that it does not."""

    answerable: tuple[GoldQuestion, ...]
    unanswerable: tuple[GoldQuestion, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """A document of a corpus file. Its page is its URL, or its id if it has none."""

    title: str
    page: str
    sentences: tuple[str, ...]


Catalogue = Mapping[str, Entry]


def named(document: str, catalogue: Catalogue) -> str:
    """The title and id of a document, for people to read."""
    entry = catalogue.get(document)
    return f"{entry.title} ({document})" if entry and entry.title else document


class Record(BaseModel):
    """A line of a data file; undeclared fields are ignored."""

    model_config = ConfigDict(frozen=True, extra="ignore", coerce_numbers_to_str=True)


class _Query(Record):
    id: str = Field(alias="_id", min_length=1)
    text: str = Field(min_length=1)


class _Evidence(Record):
    doc_id: str
    sentences: tuple[int, ...]


class _Claim(Record):
    id: str
    split: str
    claim: str
    evidence: tuple[_Evidence, ...]


class _Span(Record):
    text: str = Field(min_length=1)


class _SpanQuestion(_Query):
    doc_id: str
    answer: _Span


class _Turn(Record):
    speaker: str
    text: str


class TurnOfTask(Record):
    """The last turn of a conversation, the turns before it, and its answerability."""

    task_id: str
    conversation_id: str
    input: tuple[_Turn, ...] = Field(min_length=1)
    answerability: tuple[str, ...]


class _Document(Record):
    id: str = Field(alias="_id")
    title: str = ""
    metadata: dict[str, Any] = {}


Row = TypeVar("Row", bound=Record)


def file_of(folder: Path, name: str) -> Path | None:
    """The JSON Lines file with that name in a folder, gzipped or not; None if there is none."""
    candidates = (folder / f"{name}.jsonl.gz", folder / f"{name}.jsonl")
    return next((path for path in candidates if path.is_file()), None)


def required_file(folder: Path, name: str) -> Path:
    """As `file_of`, but raises DataError if there is none."""
    path = file_of(folder, name)
    if path is None:
        raise DataError(folder, f"no {name}.jsonl or {name}.jsonl.gz: is it a data set of this kind?")
    return path


def queries(path: Path) -> tuple[GoldQuestion, ...]:
    """The questions of a file: JSON Lines with `_id` and `text`, or plain text with one question per line."""
    opening = next((text for _, text in numbered(path)), "{")
    if ".jsonl" not in path.suffixes and not opening.lstrip().startswith("{"):
        return tuple(
            GoldQuestion(text, text) for text in dict.fromkeys(line.strip() for _, line in numbered(path))
        )
    found = [GoldQuestion(row.id, row.text) for row in rows_of(path, _Query)]
    _check(path, found)
    return tuple(found)


def rationales(folder: Path, split: str, known: Catalogue) -> tuple[Rationale, ...]:
    """The claims of a split with their evidence: one item per document, with the union of its evidence sets.

    Raises DataError if no claim has evidence, or if the evidence names a document or sentence that does not exist.
    """
    path = required_file(folder, CLAIMS)
    found: dict[str, Rationale] = {}
    for claim in rows_of(path, _Claim):
        for evidence in claim.evidence if claim.split == split else ():
            id_ = f"{claim.id}/{evidence.doc_id}"
            before = found[id_].sentences if id_ in found else frozenset[int]()
            question = GoldQuestion(id_, claim.claim, group=claim.id)
            _check_evidence(path, id_, evidence, known)
            found[id_] = Rationale(question, evidence.doc_id, before | frozenset(evidence.sentences))
    if not found:
        raise DataError(path, f"no claim of the split {split!r} has evidence: name another split with --split")
    return tuple(found.values())


def answer_spans(folder: Path) -> tuple[AnswerSpan, ...]:
    """The questions whose answer is a span of one document."""
    path = required_file(folder, SPANS)
    rows = list(rows_of(path, _SpanQuestion))
    found = tuple(AnswerSpan(GoldQuestion(row.id, row.text), row.doc_id, row.answer.text) for row in rows)
    _check(path, [span.question for span in found])
    return found


def claims_by_evidence(folder: Path, split: str) -> Answerability:
    """The claims of a split with evidence in the corpus, and those without."""
    path = required_file(folder, CLAIMS)
    claims = [claim for claim in rows_of(path, _Claim) if claim.split == split]
    return _both(
        path,
        [GoldQuestion(claim.id, claim.claim) for claim in claims if claim.evidence],
        [GoldQuestion(claim.id, claim.claim) for claim in claims if not claim.evidence],
    )


def tasks_by_label(folder: Path) -> Answerability:
    """The last turns labelled ANSWERABLE and UNANSWERABLE, with the user's earlier turns."""
    path = required_file(folder, TASKS)
    labelled: dict[str, list[GoldQuestion]] = {"ANSWERABLE": [], "UNANSWERABLE": []}
    for task in rows_of(path, TurnOfTask):
        turns = [turn.text for turn in task.input if turn.speaker == "user"]
        if len(task.answerability) == 1 and task.answerability[0] in labelled and turns:
            asked = GoldQuestion(task.task_id, turns[-1], tuple(turns[:-1]), task.conversation_id)
            labelled[task.answerability[0]].append(asked)
    return _both(path, labelled["ANSWERABLE"], labelled["UNANSWERABLE"])


def catalogue(corpus: Path) -> dict[str, Entry]:
    """The documents of a corpus file by id."""
    return {
        row.id: Entry(
            title=row.title,
            page=str(row.metadata.get("url") or row.id),
            sentences=tuple(map(str, row.metadata.get("sentences") or ())),
        )
        for row in rows_of(corpus, _Document)
    }


def first_documents(corpus: Path, number: int) -> tuple[str, ...]:
    """The ids of the first `number` documents of a corpus file."""
    return tuple(row.id for row in islice(rows_of(corpus, _Document), number))


def _both(path: Path, answerable: Sequence[GoldQuestion], unanswerable: Sequence[GoldQuestion]) -> Answerability:
    _check(path, [*answerable, *unanswerable])
    if not answerable or not unanswerable:
        counts = f"{len(answerable)} answerable and {len(unanswerable)} unanswerable questions"
        raise DataError(
            path, f"{counts} in this split, but both kinds are needed: name another split with --split"
        )
    return Answerability(tuple(answerable), tuple(unanswerable))


def _check_evidence(path: Path, id_: str, evidence: _Evidence, known: Catalogue) -> None:
    entry = known.get(evidence.doc_id)
    if entry is None:
        raise DataError(path, f"the evidence of {id_} is from a document that is not in the corpus: add it")
    if not evidence.sentences or not 0 <= min(evidence.sentences) <= max(evidence.sentences) < len(
        entry.sentences
    ):
        held = f"{len(entry.sentences)} in metadata.sentences of the corpus"
        raise DataError(path, f"the evidence of {id_} names the sentences {list(evidence.sentences)} of {held}")


def _check(path: Path, found: Sequence[GoldQuestion]) -> None:
    seen: set[str] = set()
    for asked in found:
        if asked.id in seen:
            raise DataError(path, f"the id {asked.id!r} is used twice: give each question its own id")
        seen.add(asked.id)
    if not found:
        raise DataError(path, "no questions: add one per line")


def rows_of(path: Path, model: type[Row]) -> Iterator[Row]:
    """One validated record per line; raises DataError for an invalid line."""
    for line, text in numbered(path):
        try:
            yield model.model_validate_json(text)
        except ValidationError as error:
            first = error.errors(include_url=False, include_input=False)[0]
            problem = f"{_where(first['loc'])}{first['msg']}: each line is {_shape(model)}"
            raise DataError(path, problem, line) from None


def _shape(model: type[Record]) -> str:
    needed = [field.alias or name for name, field in model.model_fields.items() if field.is_required()]
    return f"a JSON object with {', '.join(needed)}"


def _where(path: tuple[int | str, ...]) -> str:
    return f"{'.'.join(map(str, path))}: " if path else ""
