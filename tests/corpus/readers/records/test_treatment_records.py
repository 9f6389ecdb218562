import gzip
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.document import BlockKind, Document, Kind
from corpus.readers import read_records
from corpus.readers.base import ReadError, Record, Refusal
from corpus.readers.records.treatment_records import TreatmentReader
from corpus.text import SentenceSplitter, clean
from qa.selection.context import companions

SPLITTER = SentenceSplitter()
LABELS = {
    "Introduction",
    "Clinical features",
    "Differential diagnoses",
    "Complications",
    "Investigations",
    "Treatment",
    "Goals",
    "Non-drug treatment",
    "Drug treatment",
    "Adverse reactions and cautions",
    "Supportive measures",
    "Definitive treatment",
    "Prevention",
    "Prognosis",
}


def condition(**fields: object) -> dict[str, Any]:
    return {"file": "ZORBITIS.json", "condition_name": "Zorbitis", "source": "NSTG 2022", "treatment": {}} | fields


def read(folder: Path, *lines: dict[str, Any] | str) -> list[Record | Refusal]:
    path = folder / "conditions.jsonl"
    path.write_text("\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines), "utf-8")
    return list(read_records(path, SPLITTER))


def document(folder: Path, **fields: object) -> Document:
    [record] = read(folder, condition(**fields))
    assert isinstance(record, Record), record
    return record.parse()


def outline(document: Document) -> list[tuple[tuple[str, ...], str]]:
    return [(b.section, b.span.of(document.text)) for b in document.blocks if b.kind is not BlockKind.HEADING]


@pytest.mark.parametrize(
    ("head", "accepted"),
    [
        ('{"file": "a", "condition_name": "b", "treatment": {}}', True),
        ('\ufeff\n{"condition_name": "b", "treatment": {"drug": [', True),
        ('{"_id": "1", "title": "treatment", "text": "condition_name"}', False),
        ('{"_id": "1"}\n{"condition_name": "b", "treatment": {}}', False),
        ('Words with "condition_name" and "treatment".', False),
    ],
)
def test_a_record_is_detected_by_its_fields(head: str, accepted: bool) -> None:
    assert TreatmentReader(SPLITTER).accepts(head.encode(), "a.jsonl") is accepted


def test_every_field_has_its_section(tmp_path: Path) -> None:
    found = document(
        tmp_path,
        introduction="It is rare.\n\nIt hurts.",
        clinical_features=[
            {"type": "Clinical Features", "features": ["pain"]},
            {"type": "Late", "features": ["rest pain"]},
            {"type": "Empty", "features": []},
        ],
        differential_diagnoses=["gout"],
        complications=["limping"],
        investigations=["X-ray"],
        other_investigations=["MRI"],
        treatment={
            "goals": ["comfort"],
            "non_drug": ["rest"],
            "drug": ["Zorbine 5 mg"],
            "adverse_reactions_and_cautions": ["rash"],
            "supportive_measures": ["ice"],
        },
        definitive_treatment=None,
        prevention=["shoes", " "],
        prognosis=["good"],
    )
    assert outline(found) == [
        (("Introduction",), "It is rare."),
        (("Introduction",), "It hurts."),
        (("Clinical features",), "pain"),
        (("Clinical features", "Late"), "rest pain"),
        (("Differential diagnoses",), "gout"),
        (("Complications",), "limping"),
        (("Investigations",), "X-ray"),
        (("Investigations",), "MRI"),
        (("Treatment", "Goals"), "comfort"),
        (("Treatment", "Non-drug treatment"), "rest"),
        (("Treatment", "Drug treatment"), "Zorbine 5 mg"),
        (("Treatment", "Adverse reactions and cautions"), "rash"),
        (("Treatment", "Supportive measures"), "ice"),
        (("Prevention",), "shoes"),
        (("Prognosis",), "good"),
    ]
    metadata = found.metadata
    assert (metadata.id, metadata.title, metadata.kind) == ("nstg-2022-zorbitis", "Zorbitis", Kind.GUIDELINE)
    assert (metadata.publisher, metadata.year, metadata.review_status) == ("NSTG 2022", 2022, None)
    assert "not the guideline itself" in metadata.extra["caution"]


def shown(document: Document, line: str) -> list[str]:
    """The text that is quoted with the sentence that begins like this, without headings."""
    texts = [document.sentence_text(ordinal) for ordinal in range(len(document.sentences))]
    [ordinal] = [ordinal for ordinal, text in enumerate(texts) if text.startswith(line)]
    blocks = [document.blocks[sentence.block] for sentence in document.sentences]
    beside = sorted(companions(document, ordinal))
    return [texts[place] for place in beside if blocks[place].kind is not BlockKind.HEADING]


def test_a_dose_is_quoted_with_its_drug_and_patient_group(tmp_path: Path) -> None:
    drugs = [
        "Zorbine",
        "Adult: 10 mg orally daily. Then 5 mg daily.",
        "Child: 1 - 5 years: 1 mg",
        "6 - 12 years: 2 mg",
        "Child over 12 years: 3 mg",
        "Mirabiline 5 mg daily",
        "In pregnancy: avoid",
        "Quixine",
        "Child:",
        "Neonates: 0.1 mg",
        "2 months to 1 year: 0.2 mg",
        "10 mL of tonic",
    ]
    found = document(tmp_path, treatment={"drug": drugs})
    assert [text for section, text in outline(found)] == [
        "Zorbine: Adult: 10 mg orally daily. Then 5 mg daily. Child: 1 - 5 years: 1 mg; 6 - 12 years: 2 mg;"
        " Child over 12 years: 3 mg",
        "Mirabiline 5 mg daily; In pregnancy: avoid",
        "Quixine: Child: Neonates: 0.1 mg; 2 months to 1 year: 0.2 mg",
        "10 mL of tonic",
    ]
    assert len(shown(found, "Zorbine")) == 1


def test_very_long_lists_of_doses_come_with_their_drug(tmp_path: Path) -> None:
    found = document(
        tmp_path, treatment={"drug": ["Zorbine", "Adult: 5 mg", f"Child: {'slowly ' * 200}", "2 years: 1 mg"]}
    )
    child, age = (text for _, text in outline(found) if text.startswith(("Child", "2 years")))
    assert shown(found, "Child") == ["Zorbine: Adult: 5 mg", child]
    assert shown(found, "2 years") == ["Zorbine: Adult: 5 mg", age]


def test_a_list_inside_a_value_is_a_list(tmp_path: Path) -> None:
    zorbine = "- Zorbine\n  - Adult: 1 g daily\n  - Child:\n    - 1-5 years: 125 mg"
    drug = f"Analgesics:\n{zorbine}\n- Quixine 2 mg\n\nOintment"
    found = document(tmp_path, treatment={"drug": [drug]})
    assert shown(found, "Zorbine") == ["Analgesics:", "Zorbine: Adult: 1 g daily; Child: 1-5 years: 125 mg"]
    assert shown(found, "Quixine") == ["Analgesics:", "Quixine 2 mg"]
    assert shown(found, "Ointment") == ["Ointment"]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (condition(file=""), "file: String should have at least 1 character"),
        (condition(treatment=None), "treatment"),
        (condition(investigations=[1]), "investigations.0"),
        (condition() | {"condition_name": "Zorbitis"}, "is already on line 1"),
        ('{"condition_name": "a", "treatment"', "not valid JSON"),
        ("[1]", "valid dictionary"),
    ],
)
def test_a_bad_line_is_refused_and_the_others_are_read(
    tmp_path: Path, line: dict[str, Any] | str, reason: str
) -> None:
    first, second, third = read(
        tmp_path, condition(prevention=["shoes"]), line, "", condition(file="b.json", prognosis=["good"])
    )
    assert isinstance(first, Record)
    assert isinstance(second, Refusal)
    assert "line 2" in second.place
    assert reason in second.reason
    assert isinstance(third, Record)
    assert third.parse().text.endswith("- good")


def test_binary_lines_and_overlong_lines_are_refused(tmp_path: Path) -> None:
    from corpus.readers.base import Limits  # noqa: PLC0415 - used here alone

    path = tmp_path / "conditions.jsonl"
    path.write_bytes(json.dumps(condition()).encode() + b'\n{"condition_name": "\xff"}\n' + b"x" * 5000)
    found = list(read_records(path, SPLITTER, Limits(record_bytes=1000)))
    assert [refusal.reason for refusal in found if isinstance(refusal, Refusal)] == [
        "byte 20 of the line is not UTF-8: convert the file",
        "the document has more than 1000 bytes: split it",
    ]


def test_a_condition_without_a_text_is_refused(tmp_path: Path) -> None:
    [record] = read(tmp_path, condition(source="", treatment={"drug": [" "]}))
    assert isinstance(record, Record)
    assert record.id == "zorbitis"
    with pytest.raises(ReadError, match="no text to quote"):
        record.parse()


def test_a_record_without_a_source_has_no_publisher(tmp_path: Path) -> None:
    metadata = document(tmp_path, source="", prognosis=["good"]).metadata
    assert (metadata.publisher, metadata.year, dict(metadata.extra)) == (None, None, {"file": "ZORBITIS.json"})


VALUES = st.lists(
    st.text(max_size=30) | st.sampled_from(["Adult: 5 mg.", "1-5 years: 2 mg", "a\n- b\n  - c"]), max_size=4
)


@given(VALUES, VALUES, st.none() | st.text(max_size=40))
def test_the_text_consists_of_the_record_and_fixed_headings(
    tmp_path_factory: pytest.TempPathFactory, drugs: list[str], goals: list[str], introduction: str | None
) -> None:
    fields = {"introduction": introduction, "treatment": {"drug": drugs, "goals": goals}}
    try:
        found = document(tmp_path_factory.mktemp("any"), **fields)
    except ReadError:
        return
    values = clean(" ".join(["Zorbitis", introduction or "", *drugs, *goals, ":;"]))
    for block in found.blocks:
        text = block.span.of(found.text)
        if block.kind is BlockKind.HEADING and block.section:
            assert text in LABELS
        elif block.section == ("Treatment", "Drug treatment"):
            assert set(text) <= set(values)
        else:
            assert text in values
    for sentence in found.sentences:
        assert sentence.span.of(found.text).strip()


@pytest.mark.real_data
def test_every_condition_of_the_set_is_read(data_dir: Path) -> None:
    path = data_dir / "nigeria_stg2022" / "conditions.jsonl.gz"
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        stored = [json.loads(line) for line in lines]
    found = list(read_records(path, SPLITTER))
    assert len({record.id for record in found if isinstance(record, Record)}) == len(stored) == 270
    for values, record in zip(stored, found, strict=True):
        assert isinstance(record, Record)
        document = record.parse()
        assert document.metadata.title == clean(values["condition_name"])
        texts = [text for section, text in outline(document) if section == ("Treatment", "Drug treatment")]
        for drug in values["treatment"]["drug"]:
            for line in (clean(line).lstrip("-•* ") for line in drug.split("\n")):
                assert any(line in text for text in texts), (record.id, line)
