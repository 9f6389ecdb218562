"""The reader for structured treatment guidelines: JSON Lines with one condition per line."""

import re
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import PurePath
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from corpus.document import Document, Kind, Metadata
from corpus.readers.base import ReadError, Record, Refusal, SourceFile, nothing_to_quote, peek
from corpus.readers.declared import explain
from corpus.readers.records.json_lines import Make, line_records
from corpus.readers.shared import same_title, slug
from corpus.text import DocumentBuilder, SentenceSplitter, clean, is_visible

CAUTION = "A structured copy of {source}, not the guideline itself: check every dose against the original."
LONGEST = 1200
_FIELDS = (re.compile(r'"condition_name"\s*:'), re.compile(r'"treatment"\s*:'))
_YEAR = re.compile(r"\b(1[89]\d\d|20\d\d)\b")
_BULLET = re.compile(r"( *)[-•*] +")
_FOR_WHOM = re.compile(
    r"(?:in )?(?:child(?:ren)?|infants?|neonates?|newborns?|adults?|elderly|pregnan(?:t|cy)|women|men)\b"
    r"|\d[\d.]*\s*(?:(?:-|–|to)\s*\d[\d.]*\s*)?(?:days?|weeks?|months?|years?|yrs?)\b",
    re.IGNORECASE,
)
_DOSED = re.compile(r"\d")
_INDENT = 2

Texts = Annotated[tuple[str, ...], BeforeValidator(lambda value: () if value is None else value)]


class _Body(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class Features(_Body):
    """The clinical features of one type."""

    type: str = ""
    features: Texts = ()


class Treatment(_Body):
    """The treatment of a condition; an entry of `drug` is a drug, or a dose of the drug before it."""

    goals: Texts = ()
    non_drug: Texts = ()
    drug: Texts = ()
    adverse_reactions_and_cautions: Texts = ()
    supportive_measures: Texts = ()


class Condition(_Body):
    """One record: a condition with its features and treatment."""

    file: Annotated[str, Field(min_length=1, max_length=400)]
    condition_name: Annotated[str, Field(min_length=1)]
    condition_slug: str = ""
    source: str = ""
    introduction: str | None = None
    clinical_features: tuple[Features, ...] = ()
    differential_diagnoses: Texts = ()
    complications: Texts = ()
    investigations: Texts = ()
    other_investigations: Texts = ()
    treatment: Treatment
    definitive_treatment: Texts = ()
    prevention: Texts = ()
    prognosis: Texts = ()


class TreatmentReader:
    """Reads a file of conditions. The text consists of the record's values under fixed headings only.

    A prescription stays together: a drug under "Drug treatment" is one sentence with all its doses, although the
    record has them as separate entries. The title is the condition, and the id combines the record's `source` and
    `file`. Publisher and year are taken from `source`. A caution under `extra` says that the record is a
    structured copy made by others.
    """

    name = "stg"
    version = "1"

    def __init__(self, splitter: SentenceSplitter) -> None:
        self._splitter = splitter

    def accepts(self, head: bytes, name: str) -> bool:  # noqa: ARG002 - the content is enough
        """Whether the first line is an object with `condition_name` and `treatment`."""
        first = peek(head).lstrip("\ufeff \r\n\t").partition("\n")[0]
        return first.startswith("{") and all(field.search(first) for field in _FIELDS)

    def read(self, source: SourceFile) -> Iterator[Record | Refusal]:
        """A record or a refusal for each line that is not blank; raises `SourceError` for damaged data."""
        return line_records(source, self, self._taken, remedy="rename its file")

    def _taken(self, value: object, place: str) -> tuple[str, Make]:
        try:
            condition = Condition.model_validate(value)
        except ValidationError as error:
            raise ReadError(place, explain(error.errors()[0])) from error
        id_ = slug(f"{condition.source} {PurePath(condition.file).stem}")
        return id_, partial(self._document, condition, id_, place)

    def _document(self, condition: Condition, id_: str, place: str) -> Document:
        builder = DocumentBuilder(self._splitter)
        builder.title(condition.condition_name)
        _write(condition, builder)
        if not builder.is_quotable:
            raise nothing_to_quote(place)
        return builder.build(_metadata(condition, id_))


def _metadata(condition: Condition, id_: str) -> Metadata:
    source, year = clean(condition.source), _YEAR.search(condition.source)
    extra = {"condition_slug": clean(condition.condition_slug), "file": clean(condition.file)}
    extra |= {"caution": CAUTION.format(source=source)} if source else {}
    return Metadata(
        id=id_,
        title=clean(condition.condition_name),
        kind=Kind.GUIDELINE,
        publisher=source or None,
        year=int(year[1]) if year else None,
        topic=clean(condition.condition_name),
        extra={name: value for name, value in extra.items() if value},
    )


def _write(condition: Condition, builder: DocumentBuilder) -> None:
    introduction = [line for line in (condition.introduction or "").split("\n") if is_visible(line)]
    if introduction:
        builder.heading("Introduction")
    for line in introduction:
        builder.paragraph(line)
    _features(condition.clinical_features, builder)
    _section("Differential diagnoses", condition.differential_diagnoses, builder)
    _section("Complications", condition.complications, builder)
    _section("Investigations", (*condition.investigations, *condition.other_investigations), builder)
    _treatment(condition.treatment, builder)
    _section("Definitive treatment", condition.definitive_treatment, builder)
    _section("Prevention", condition.prevention, builder)
    _section("Prognosis", condition.prognosis, builder)


def _features(groups: Sequence[Features], builder: DocumentBuilder) -> None:
    heading = "Clinical features"
    filled = [group for group in groups if any(map(is_visible, group.features))]
    if filled:
        builder.heading(heading)
    for group in filled:
        if is_visible(group.type) and not same_title(group.type, heading):
            builder.heading(group.type, level=3)
        _items(group.features, builder)


def _treatment(treatment: Treatment, builder: DocumentBuilder) -> None:
    if not any(map(is_visible, (text for texts in treatment.model_dump().values() for text in texts))):
        return
    builder.heading("Treatment")
    _section("Goals", treatment.goals, builder, level=3)
    _section("Non-drug treatment", treatment.non_drug, builder, level=3)
    if any(map(is_visible, treatment.drug)):
        builder.heading("Drug treatment", level=3)
        _prescriptions(treatment.drug, builder)
    _section("Adverse reactions and cautions", treatment.adverse_reactions_and_cautions, builder, level=3)
    _section("Supportive measures", treatment.supportive_measures, builder, level=3)


def _section(heading: str, texts: Sequence[str], builder: DocumentBuilder, level: int = 2) -> None:
    if any(map(is_visible, texts)):
        builder.heading(heading, level=level)
        _items(texts, builder)


def _items(texts: Sequence[str], builder: DocumentBuilder) -> None:
    for text in texts:
        for line, depth in _lines(text):
            builder.list_item(line, depth)


def _prescriptions(texts: Sequence[str], builder: DocumentBuilder) -> None:
    """Adds one item per drug, followed by its doses by age group, so that no dose is quoted without its drug.

    Doses beyond `LONGEST` characters become a nested item, which is quoted together with the drug.
    """
    group, depth, drug = "", 0, 0
    for line, at in (found for text in texts for found in _lines(text)):
        is_dose = bool(group) and (at > 1 or _FOR_WHOM.match(line) is not None)
        if is_dose and len(group) + len(line) <= LONGEST:
            group = _joined(group, line)
            continue
        if group:
            builder.list_item(group, depth, whole=True)
        drug = drug if is_dose else min(at, 1)
        group, depth = clean(line), drug + is_dose
    if group:
        builder.list_item(group, depth, whole=True)


def _joined(group: str, line: str) -> str:
    """Appends a dose to its drug, or to the dose before it."""
    if group.endswith((":", ";", ",", ".")):
        return f"{group} {clean(line)}"
    return f"{group}{'; ' if _DOSED.search(group) else ': '}{clean(line)}"


def _lines(text: str) -> Iterator[tuple[str, int]]:
    """The lines of a value with their depths; lines with bullets are nested in the line that introduces them."""
    for line in text.split("\n"):
        bullet = _BULLET.match(line)
        if is_visible(line):
            yield (line[bullet.end() :], 1 + len(bullet[1]) // _INDENT) if bullet else (line, 0)
