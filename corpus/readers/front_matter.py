"""The YAML front matter of a Markdown file."""

import re
from dataclasses import dataclass

import yaml
from pydantic import ValidationError

from corpus.readers.declared import Declared, explain
from corpus.readers.record import ReadError

_OPENED = re.compile(r"---[ \t]*\n(?=[ \t]*(?:[\w-]+:|#|---))")
_CLOSED = re.compile(r"^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Parts:
    """A Markdown file taken apart; `body_line` is the number of the body's first line, from 1."""

    declared: Declared | None
    body: str
    body_line: int


def has_front_matter(text: str) -> bool:
    """Whether a text begins with front matter."""
    return _OPENED.match(text) is not None


def split_front_matter(text: str, place: str) -> Parts:
    """The declared metadata, if any, and the body. Raises `ReadError` with the line that is wrong."""
    opened = _OPENED.match(text)
    if opened is None:
        return Parts(None, text, 1)
    closed = _CLOSED.search(text, opened.end())
    if closed is None:
        raise ReadError(f"{place}, line 1", "the front matter is not closed: add a line of --- below it")
    body_line = text.count("\n", 0, closed.end()) + 1
    return Parts(_declared(text[opened.end() : closed.start()], place), text[closed.end() :], body_line)


def _declared(source: str, place: str) -> Declared:
    try:
        fields = yaml.safe_load(source) or {}
        lines = _key_lines(source)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 2 if error.problem_mark else 1
        raise ReadError(f"{place}, line {line}", f"the front matter is not valid YAML: {error.problem}") from error
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise ReadError(place, f"the front matter is not valid YAML: {error}") from error
    if not isinstance(fields, dict):
        raise ReadError(f"{place}, line 2", "the front matter is no list of `field: value` lines")
    for key, numbers in lines.items():
        if len(numbers) > 1:
            raise ReadError(f"{place}, line {numbers[1]}", f"{key} is declared twice: keep one")
    try:
        return Declared.model_validate({str(key): value for key, value in fields.items()})
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        line = lines.get(str(first["loc"][0]), [1])[0] if first["loc"] else 1
        raise ReadError(f"{place}, line {line}", explain(first)) from error


def _key_lines(source: str) -> dict[str, list[int]]:
    """The numbers of the lines on which each field of the front matter stands, counted in the file."""
    root = yaml.compose(source, Loader=yaml.SafeLoader)
    found: dict[str, list[int]] = {}
    if isinstance(root, yaml.MappingNode):
        for key, _ in root.value:
            found.setdefault(str(key.value), []).append(key.start_mark.line + 2)
    return found
