"""Corpora and questions of the regression tests, from data that nothing was fitted on and that no report uses."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import yaml

from eval.data import GoldQuestion, LabelledPassage, Rationale, drawn, labelled_passages
from eval.experiments import SectionQuestion
from repository import TESTS
from tiny import write_lines

GUIDELINES = TESTS / "data" / "guidelines.yaml"


@dataclass(frozen=True)
class Collection:
    """A folder in BEIR's layout, its questions with their evidence, and its questions that nothing answers."""

    folder: Path
    rationales: tuple[Rationale, ...]
    unanswered: tuple[GoldQuestion, ...]

    @property
    def asked(self) -> tuple[GoldQuestion, ...]:
        """The answerable questions."""
        return tuple(rationale.question for rationale in self.rationales)


def collection(
    folder: Path, passages: Sequence[LabelledPassage], *, by_group: bool, unanswered: bool, most: int
) -> Collection:
    """Writes a collection of at most that many questions of each kind.

    With `by_group` a document holds all drawn passages of a group, otherwise each passage is a document. The
    questions that their passage does not answer are only drawn if `unanswered` says so.
    """
    kept = _drawn([each for each in passages if each.answers], most)
    others = _drawn([each for each in passages if not each.answers], most if unanswered else 0)
    documents: dict[str, dict[tuple[str, ...], int]] = {}
    rationales = []
    for each in (*kept, *others):
        group = each.question.group
        name = group if by_group else f"{group}-{sha256(' '.join(each.sentences).encode()).hexdigest()[:8]}"
        document = documents.setdefault(name, {})
        start = document.setdefault(each.sentences, sum(map(len, document)))
        if each.answers:
            rationales.append(Rationale(each.question, name, frozenset(start + n for n in each.answers)))
    _write(folder, documents, rationales)
    return Collection(folder, tuple(rationales), tuple(each.question for each in others))


def reserved(data: Path, name: str) -> tuple[LabelledPassage, ...]:
    """The regression part of one of the public sets of labelled passages."""
    return labelled_passages(data / "reading" / f"{name}.jsonl.gz", "regression")


def write_guidelines(folder: Path) -> tuple[tuple[SectionQuestion, ...], tuple[SectionQuestion, ...]]:
    """Writes the invented guidelines as Markdown; their questions and their claims."""
    folder.mkdir()
    questions: list[SectionQuestion] = []
    claims: list[SectionQuestion] = []
    for guideline in yaml.safe_load(GUIDELINES.read_text(encoding="utf-8")):
        title = guideline["title"]
        id_ = title.lower().replace(" ", "-")
        parts = [f"# {title}\n"]
        for heading, section in guideline["sections"].items():
            parts.append(f"## {heading}\n\n{section['text']}\n")
            questions += _asked(id_, heading, section.get("questions", ()))
            claims += _asked(id_, heading, section.get("claims", ()))
        (folder / f"{id_}.md").write_text("\n".join(parts), encoding="utf-8")
    return tuple(questions), tuple(claims)


def _asked(id_: str, heading: str, texts: Iterable[str]) -> list[SectionQuestion]:
    return [SectionQuestion(GoldQuestion(f"{id_} {text}", text, group=id_), heading) for text in texts]


def _drawn(passages: Sequence[LabelledPassage], most: int) -> list[LabelledPassage]:
    by_id = {each.question.id: each for each in passages}
    return [by_id[id_] for id_ in drawn(by_id, most, seed=0)]


def _write(
    folder: Path, documents: dict[str, dict[tuple[str, ...], int]], rationales: Iterable[Rationale]
) -> None:
    (folder / "qrels").mkdir(parents=True)
    asked = {each.question.id: each for each in rationales}
    corpus = (
        {
            "_id": name,
            "title": f"Article {number}",
            "text": "\n\n".join(" ".join(sentences) for sentences in passages),
            "metadata": {"sentences": [sentence for sentences in passages for sentence in sentences]},
        }
        for number, (name, passages) in enumerate(documents.items())
    )
    write_lines(folder / "corpus.jsonl", corpus)
    write_lines(
        folder / "queries.jsonl", ({"_id": id_, "text": each.question.text} for id_, each in asked.items())
    )
    rows = "".join(f"{id_}\t{each.document}\t1\n" for id_, each in asked.items())
    (folder / "qrels" / "test.tsv").write_text("query-id\tcorpus-id\tscore\n" + rows, encoding="utf-8")
