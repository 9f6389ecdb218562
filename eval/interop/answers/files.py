"""Reads files of answers: in the forms of TREC's RAG and BioGen tracks, and in a plain one.

The form is recognised record by record. A file is JSON Lines, or one JSON document: an array of records, or an
object that has them in `results`, as BioGen's submissions do.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.text import clean, is_visible
from eval.data import numbered
from eval.errors import DataError
from eval.interop.answers.citations import CitedSentence, cited_sentences, each_cites

_IDS = ("id", "topic_id", "narrative_id", "question_id", "query_id", "qid")
_QUESTIONS = ("question", "topic", "narrative", "query", "title")
_RUNS = ("run_id", "run_name", "run")
_RESULTS = ("results", "responses", "answers")
_SOURCES = ("document_id", "doc_id", "document", "doc", "source", "pmid")
_SILENT = frozenset({"", "abstain", "none", "no answer", "null"})
_SHAPE = (
    'a record has an "id" or "topic_id", and "answer" (a text, sentences with "text" and "citations", or null) or'
    ' "quotes"'
)


@dataclass(frozen=True, slots=True)
class SystemAnswer:
    """The answer of a system to the question with this id, in sentences; none for silence."""

    id: str
    sentences: tuple[CitedSentence, ...]
    question: str = ""
    run: str = ""


class _Malformed(ValueError):
    """What is wrong with a record."""


def read_answers(path: Path) -> tuple[SystemAnswer, ...]:
    """The answers of a file; raises DataError for a record in no known form, a repeated id and an empty file."""
    found: dict[str, SystemAnswer] = {}
    for line, record, run in _records(path):
        try:
            answer = _answer(record, run)
        except _Malformed as error:
            raise DataError(path, f"{error}: {_SHAPE}", line) from None
        if answer.id in found:
            raise DataError(path, f"{answer.id!r} is answered twice: keep one answer", line)
        found[answer.id] = answer
    if not found:
        raise DataError(path, "has no answers: add one per line")
    return tuple(found.values())


def _records(path: Path) -> Iterator[tuple[int | None, Any, str]]:
    """The records with their lines, where each has one, and the name of the run that the file has for all."""
    lines = list(numbered(path))
    try:
        whole = json.loads("\n".join(text for _, text in lines)) if len(lines) != 1 else json.loads(lines[0][1])
    except (ValueError, RecursionError):
        whole = None
    match whole:
        case list():
            yield from ((None, record, "") for record in whole)
        case dict() if any(isinstance(whole.get(name), list) for name in _RESULTS) and not _first(whole, _IDS):
            results = next(whole[name] for name in _RESULTS if isinstance(whole.get(name), list))
            yield from ((None, record, _first(whole, _RUNS)) for record in results)
        case dict():
            yield None if len(lines) > 1 else lines[0][0], whole, ""
        case _:
            yield from ((line, _parsed(path, line, text), "") for line, text in lines)


def _parsed(path: Path, line: int, text: str) -> object:
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise DataError(path, f"not valid JSON: {error}", line) from error


def _answer(record: object, run: str) -> SystemAnswer:
    if not isinstance(record, dict):
        raise _Malformed("is no object")
    about = {**_object(record.get("metadata")), **record}
    id_ = _first(about, _IDS)
    if not id_:
        raise _Malformed("has no id")
    if not any(name in record for name in ("answer", "quotes")):
        raise _Malformed(f"{id_!r} has neither an answer nor quotes")
    references = [str(name) for name in _list(record.get("references"), "references")]
    return SystemAnswer(
        id=id_,
        sentences=tuple(_sentences(record, references)),
        question=_first(about, _QUESTIONS),
        run=_first(about, _RUNS) or run,
    )


def _sentences(record: Mapping[str, Any], references: Sequence[str]) -> Iterator[CitedSentence]:
    answer = record.get("answer")
    sentences: list[CitedSentence] = []
    if isinstance(answer, str) and clean(answer).casefold().strip(".") not in _SILENT:
        sentences += cited_sentences(answer, references)
    elif not isinstance(answer, str):
        sentences += (_sentence(part, references) for part in _list(answer, "answer"))
    sentences += (_sentence(part, references) for part in _list(record.get("quotes"), "quotes"))
    whole = _list(record.get("citations"), "citations")
    shown = [sentence for sentence in sentences if is_visible(sentence.text)]
    yield from each_cites(shown, whole, lambda name: _cited(name, references))


def _sentence(part: object, references: Sequence[str]) -> CitedSentence:
    match part:
        case str():
            return CitedSentence(clean(part))
        case {"text": str(text)}:
            fields = _object(part)
            cited = [_cited(name, references) for name in _list(fields.get("citations"), "citations")]
            source = _first(fields, _SOURCES)
            return CitedSentence(clean(text), tuple(dict.fromkeys([*cited, *([source] if source else [])])))
    raise _Malformed(f"has {json.dumps(part)[:60]} for a sentence")


def _cited(name: object, references: Sequence[str]) -> str:
    """The document that a citation names: by its id, or by its position among the references, from 0."""
    match name:
        case bool():
            pass
        case str() if name.strip():
            return name.strip()
        case int() if 0 <= name < len(references):
            return references[name]
        case int() if not references or str(name) in references:
            return str(name)
    raise _Malformed(f"cites {name!r}, which is none of its {len(references)} references")


def _first(record: Mapping[str, Any], names: Sequence[str]) -> str:
    """The first of the fields that has a text or a whole number, as a text; empty if none has."""
    for name in names:
        value = record.get(name)
        if isinstance(value, (str, int)) and not isinstance(value, bool) and str(value).strip():
            return clean(str(value))
    return ""


def _object(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _list(value: object, name: str) -> list[Any]:
    if value is None:
        return []
    if not isinstance(value, list):
        raise _Malformed(f"{name} is no list")
    return value
