"""Parsing of metadata that is declared in YAML: the front matter of an article, or a sidecar file."""

from typing import ClassVar

import yaml
from pydantic import ValidationError

from corpus.readers.base import ReadError
from corpus.readers.declared.metadata import DeclaredMetadata, explain


def _date_or_text(loader: yaml.SafeLoader, node: yaml.ScalarNode) -> object:
    try:
        return loader.construct_yaml_timestamp(node)
    except ValueError:
        return node.value


class _Loader(yaml.SafeLoader):
    """Keeps an impossible date as text, so that the error names its field and line, not invalid YAML."""

    yaml_constructors: ClassVar = yaml.SafeLoader.yaml_constructors | {
        "tag:yaml.org,2002:timestamp": _date_or_text
    }


def parse_declared(source: str, place: str, what: str, above: int = 0) -> DeclaredMetadata:
    """The metadata that a piece of YAML declares.

    `what` names the YAML in errors, and `above` is the number of lines before it in the file. Raises `ReadError`
    with the line and the field of the first error.
    """
    try:
        fields = yaml.load(source, _Loader) or {}  # noqa: S506 (a safe loader)
        lines = _key_lines(source, above)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + above + 1 if error.problem_mark else 1
        raise ReadError(f"{place}, line {line}", f"{what} is not valid YAML: {error.problem}") from error
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise ReadError(place, f"{what} is not valid YAML: {error}") from error
    if not isinstance(fields, dict):
        raise ReadError(f"{place}, line {above + 1}", f"{what} is not a list of `field: value` lines")
    for key, numbers in lines.items():
        if len(numbers) > 1:
            raise ReadError(f"{place}, line {numbers[1]}", f"{key} is declared twice: remove one")
    try:
        return DeclaredMetadata.model_validate({str(key): value for key, value in fields.items()})
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        line = lines.get(str(first["loc"][0]), [1])[0] if first["loc"] else 1
        raise ReadError(f"{place}, line {line}", explain(first)) from error


def _key_lines(source: str, above: int) -> dict[str, list[int]]:
    """The line numbers of each field, counted in the whole file."""
    root = yaml.compose(source, Loader=yaml.SafeLoader)
    found: dict[str, list[int]] = {}
    if isinstance(root, yaml.MappingNode):
        for key, _ in root.value:
            found.setdefault(str(key.value), []).append(key.start_mark.line + above + 1)
    return found
