"""Validation of the metadata that a source declares: the front matter of an article, the fields of a record."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from difflib import get_close_matches
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from corpus.document import Kind, Metadata, ReviewStatus, Standing
from corpus.text import clean, is_visible

MAX_ID = 500


def _name(value: object) -> object:
    """Normalises a vocabulary word as people write it: `Systematic review` becomes `systematic_review`."""
    return re.sub(r"[\s-]+", "_", value.strip().lower()) if isinstance(value, str) else value


def _several(value: object) -> object:
    return (value,) if isinstance(value, str) else value


def _number_as_text(value: object) -> object:
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _visible(value: str) -> str:
    value = clean(value)
    if not is_visible(value):
        raise ValueError("is blank: leave the field out instead")
    return value


def _checked_id(value: str) -> str:
    if not value.strip():
        raise ValueError("is blank: give the document an id of its own, or leave the field out")
    if len(value) > MAX_ID:
        raise ValueError(f"is longer than {MAX_ID} characters: shorten it")
    if not value.isprintable() or value != value.strip():
        raise ValueError("has control characters or spaces at its ends: use letters, digits, '-', '_' and '.'")
    return value


def _bare_doi(value: str) -> str:
    match = re.search(r"10\.\d{4,9}/\S+", value)
    if match is None:
        raise ValueError("is not a DOI: write it starting with 10., or leave the field out")
    return match[0]


def _checked_pmid(value: str) -> str:
    if not re.fullmatch(r"[1-9]\d{0,8}", value, re.ASCII):
        raise ValueError("is not a PMID: write only its digits, or leave the field out")
    return value


Text = Annotated[str, AfterValidator(_visible)]
Texts = Annotated[tuple[Text, ...], BeforeValidator(_several)]
Id = Annotated[str, BeforeValidator(_number_as_text), AfterValidator(_checked_id)]
Url = Annotated[str, Field(pattern=r"^https?://\S+$", max_length=2000)]
Year = Annotated[int, Field(ge=1000, le=2999)]


class DeclaredMetadata(BaseModel):
    """Declared metadata, with the fields of `Metadata`; undeclared ones keep defaults, unknown ones are errors."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: Id | None = None
    title: Text | None = None
    kind: Annotated[Kind, BeforeValidator(_name)] = Kind.OTHER
    publisher: Text | None = None
    authors: Texts = ()
    year: Year | None = None
    published: date | None = None
    last_updated: date | None = None
    doi: Annotated[str, AfterValidator(_bare_doi)] | None = None
    pmid: Annotated[str, BeforeValidator(_number_as_text), AfterValidator(_checked_pmid)] | None = None
    url: Url | None = None
    licence: Text | None = None
    language: Text | None = None
    audience: Texts = ()
    review_status: Annotated[ReviewStatus, BeforeValidator(_name)] | None = None
    editorial_policy_url: Url | None = None
    standing: Annotated[Standing, BeforeValidator(_name)] = Standing.CURRENT
    standing_date: date | None = None
    standing_notice: Text | None = None
    topic: Text | None = None
    extra: dict[str, str] = {}

    def metadata(self, id_: str, title: str) -> Metadata:
        """The bibliographic record; `id_` and `title` apply if none are declared.

        If no year is declared, it is the year of `published`.
        """
        fields: dict[str, Any] = {name: getattr(self, name) for name in type(self).model_fields}
        fields["id"] = self.id or id_
        fields["title"] = self.title or title
        if self.year is None and self.published is not None:
            fields["year"] = self.published.year
        return Metadata(**fields)


def explain(error: Mapping[str, Any]) -> str:
    """One of pydantic's errors as a message: the field and its problem."""
    location: Sequence[object] = error["loc"]
    place = ".".join(str(part) for part in location) or "the front matter"
    if error["type"] == "extra_forbidden":
        near = get_close_matches(str(location[0]), DeclaredMetadata.model_fields, n=1)
        return f"{place} is not a known field" + (f": did you mean {near[0]}?" if near else ": put it under extra")
    return f"{place}: {str(error['msg']).removeprefix('Value error, ')}"
