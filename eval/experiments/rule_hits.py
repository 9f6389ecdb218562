"""What each rule over words does: on how many questions it fires, and what figures lose without it."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from eval.data import GoldQuestion, Ranked
from eval.report import Result
from eval.systems import Asker, EngineAsker, Progress, question_of, understand, unseen
from qa.audience import Notices
from qa.engine import Engine
from qa.language import counting, load_rules, without
from qa.schema import MAX_HISTORY, MAX_QUESTION, Abstention, Answer, PastTurn, Question

FILES = (
    ("qa.language", "words"),
    ("qa.language", "lexicon"),
    ("qa.language", "dependence"),
    ("qa.language", "paraphrases"),
    ("qa.language", "plurals"),
    ("qa.slots", "amounts"),
    ("qa.slots", "conditions"),
    ("qa.slots", "details"),
    ("qa.slots", "drugs"),
    ("qa.slots", "facts"),
    ("qa.slots", "populations"),
    ("qa.answer_span", "answer_forms"),
    ("qa.answer_span", "phrases"),
    ("qa.answer_span", "quantities"),
    ("qa.selection", "duplicates"),
    ("qa.selection.context", "late_reference"),
    ("qa.selection.suitability", "issuers"),
    ("qa.selection.suitability", "no_evidence"),
    ("qa.selection.suitability", "superseded"),
    ("qa.language", "doses"),
    ("qa.language", "phrasing"),
    ("qa.audience", "emergencies"),
    ("qa.ranking", "question_type"),
    ("qa.ranking", "section_intent"),
    *(
        ("qa.followup", name)
        for name in (
            "affixes",
            "background",
            "context",
            "ellipsis",
            "mentions",
            "noun_phrases",
            "recognition",
            "resolution",
            "smalltalk",
            "standalone",
            "statements",
            "wording",
        )
    ),
)
Hits = dict[str, dict[str, int]]
"""By rule and by name of a set of questions: on how many of them the rule fires."""


class Loss(NamedTuple):
    """How a figure changes where rules are switched off; `rules` is the id of one, or the name of a file."""

    rules: str
    figure: str
    before: float
    after: float


class RememberingAsker(EngineAsker):
    """An engine that is asked again and again by the same experiment.

    Documents are remembered, and so are the answers to questions outside of a thread: no rule about threads
    changes them.
    """

    def __init__(self, engine: Engine) -> None:
        super().__init__(engine)
        self._documents: dict[tuple[str, int], list[Ranked]] = {}
        self._answers: dict[Question, Answer | Abstention] = {}

    def documents(self, question: str, depth: int) -> list[Ranked]:
        """The documents, as they were found the first time."""
        if (question, depth) not in self._documents:
            self._documents[question, depth] = super().documents(question, depth)
        return self._documents[question, depth]

    def answer(self, question: Question) -> Answer | Abstention:
        """The outcome, that of a question without a thread as it was the first time."""
        if question.history:
            return super().answer(question)
        if question not in self._answers:
            self._answers[question] = super().answer(question)
        return self._answers[question]


def rule_ids() -> list[str]:
    """The ids of all rules, file by file."""
    return [id_ for package, name in FILES for id_ in load_rules(package, name).ids]


def rule_hits(
    asker: Asker, sets: Mapping[str, Sequence[GoldQuestion]], *, answers: bool = False, progress: Progress = unseen
) -> Hits:
    """On how many questions of each set each rule fires.

    A question is understood after the ones before it, and looked at for an emergency; with `answers` it is
    answered as well, which sets off the rules over sentences.
    """
    notices = Notices.load()
    hits: Hits = {id_: dict.fromkeys(sets, 0) for id_ in rule_ids()}
    total = sum(map(len, sets.values()))
    done = 0
    for name, questions in sets.items():
        for question in questions:
            for id_ in _fired(asker, notices, question, answers=answers).keys() & hits.keys():
                hits[id_][name] += 1
            done += 1
            progress(done, total)
    return hits


def losses(evaluate: Callable[[], Result], groups: Mapping[str, Iterable[str]]) -> Iterator[Loss]:
    """The figures that change where the rules of a group are switched off, one group at a time.

    Word lists that a vocabulary was made of before keep their words there.
    """
    before = {figure.name: figure.value for figure in evaluate().figures}
    for name, ids in groups.items():
        with without(ids):
            after = {figure.name: figure.value for figure in evaluate().figures}
        for figure, value in before.items():
            if after.get(figure, 0.0) != value:
                yield Loss(name, figure, value, after.get(figure, 0.0))


def by_file(ids: Iterable[str]) -> dict[str, list[str]]:
    """The ids by the name of their file."""
    groups: dict[str, list[str]] = {}
    for id_ in ids:
        groups.setdefault(id_.partition(".")[0], []).append(id_)
    return groups


def hits_table(hits: Hits) -> Iterator[str]:
    """The hits as lines of a table with a header."""
    sets = list(next(iter(hits.values()), {}))
    yield "\t".join(("rule", *sets))
    for id_, counts in hits.items():
        yield "\t".join((id_, *(str(counts[name]) for name in sets)))


def _fired(asker: Asker, notices: Notices, question: GoldQuestion, *, answers: bool) -> Counter[str]:
    text = question.text[:MAX_QUESTION]
    history = tuple(
        PastTurn(question=before[:MAX_QUESTION], interpreted_question=before[:MAX_QUESTION])
        for before in question.before[-MAX_HISTORY:]
    )
    asked = question_of(text, history=history, store=False)
    with counting() as hits:
        notices.notice(text, "patient")
        understand(asker, asked)
        if answers:
            asker.answer(asked)
    return hits
