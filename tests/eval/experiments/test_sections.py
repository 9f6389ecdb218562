from pathlib import Path

import pytest

from corpus.document import Document, Metadata
from corpus.text import DocumentBuilder, SentenceSplitter
from eval.data import Selection, half_of
from eval.experiments.sections import TEMPLATES, evaluate_sections, section_questions
from eval.systems import EngineAsker, Session
from eval.systems.provenance import Data, provenance
from qa.settings import Settings


def guideline(title: str, sections: dict[str, str]) -> Document:
    builder = DocumentBuilder(SentenceSplitter())
    builder.title(title)
    for heading, text in sections.items():
        builder.heading(heading)
        builder.paragraph(text)
    return builder.build(Metadata(id=title.lower(), title=title))


ZORBITIS = guideline("Zorbitis", {"Treatment": "Give zorbine.", "Notes": "None.", "Prevention": "Wear socks."})
HIV = guideline("HIV", {"Complications": "There are some."})


def test_every_known_section_is_asked_for_by_all_its_templates() -> None:
    asked = [(each.question.text, each.document, each.section) for each in section_questions([ZORBITIS, HIV])]
    assert asked == [
        ("How is zorbitis prevented?", "zorbitis", "Prevention"),
        ("How is zorbitis treated?", "zorbitis", "Treatment"),
        ("What drugs are used for zorbitis?", "zorbitis", "Treatment"),
        ("What are the complications of HIV?", "hiv", "Complications"),
    ]


def test_the_questions_about_a_document_are_in_one_half() -> None:
    halves = {half_of(each.question.unit) for each in section_questions([ZORBITIS])}
    assert len(halves) == 1


@pytest.fixture
def asker(tmp_path: Path) -> EngineAsker:
    folder = tmp_path / "guidelines"
    folder.mkdir()
    for name, drug in (("Zorbitis", "zorbine"), ("Quixosis", "mirabiline")):
        treatment = f"Give {drug} to adults with {name.lower()} once a day for ten days."
        features = f"The clinical features of {name.lower()} are a blue nose and a loud laugh."
        text = f"# {name}\n\n## Treatment\n\n{treatment}\n\n## Clinical features\n\n{features}\n"
        (folder / f"{name.lower()}.md").write_text(text, encoding="utf-8")
    return Session(Settings(model="hash"), None, tmp_path / "cache", Selection()).engine_asker(folder)


def test_an_answer_from_the_right_section_is_right_and_one_from_another_is_not(asker: EngineAsker) -> None:
    store = asker.engine.store
    asked = list(section_questions(store.document(id_) for id_ in store.ids()))
    origin = provenance(
        asker, Data("g", None, Selection(), "0" * 64), command="pytest", settings=Settings(), url=None
    )
    seen: list[tuple[int, int | None]] = []
    result = evaluate_sections(
        asker, asked, provenance=origin, progress=lambda done, total=None: seen.append((done, total))
    )
    assert seen == [(n, 8) for n in range(1, 9)]
    assert {figure.name for figure in result.figures} == {"right record", "right section", "record first"}
    features = [each.question.id for each in asked if each.question.text.startswith("What are")]
    assert len(features) == 2
    assert all(result.figure("right section").values[id_] == 1 for id_ in features)
    for id_, value in result.figure("right section").values.items():
        assert value <= result.figure("right record").values[id_]
    swapped = [
        type(each)(each.question, "Treatment" if each.section == "Clinical features" else "Clinical features")
        for each in asked
    ]
    wrong = evaluate_sections(asker, swapped, provenance=origin)
    assert all(wrong.figure("right record").values[id_] == 1 for id_ in features)
    assert wrong.figure("right section").value < 0.5
    assert wrong.worst[0].cases[0].wanted[0].endswith(("> Treatment", "> Clinical features"))


def test_there_is_a_template_for_every_section_that_the_help_names() -> None:
    assert {heading.lower() for heading in TEMPLATES} == {
        "treatment",
        "investigations",
        "clinical features",
        "complications",
        "differential diagnoses",
        "prevention",
    }
