"""The questions of a result with their outcomes, by category, wrong ones first."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from eval.report.outcomes import RecordedOutcome
from eval.report.page.standing import Standing, marker
from eval.report.result import Result

MOST = 300
UNFOLDED = 20


class Card(NamedTuple):
    """An outcome, how it stands, and whether it is shown unfolded."""

    outcome: RecordedOutcome
    standing: Standing
    unfolded: bool = False


class Group(NamedTuple):
    """The questions of a category: how many there are of each standing, and the cards that are shown."""

    category: str
    questions: int
    counts: Mapping[str, int]
    cards: Sequence[Card]


class Shown(NamedTuple):
    """The groups, the number of all questions, and that of the questions that are left out."""

    groups: Sequence[Group]
    questions: int
    left_out: int


def shown(result: Result, most: int = MOST) -> Shown:
    """All outcomes if there are at most `most`; otherwise only those that are not right, the worst of them.

    The worst 20 are unfolded.
    """
    mark = marker(result)
    cards = sorted((Card(each, mark(each)) for each in result.outcomes), key=lambda card: card.standing.rank)
    wrong = [card for card in cards if not card.standing.is_good]
    kept = wrong[:most] if len(cards) > most else cards
    kept = [card._replace(unfolded=card in wrong[:UNFOLDED]) for card in kept]
    categories = dict.fromkeys(outcome.category for outcome in result.outcomes)
    groups = [_group(category, cards, kept) for category in categories]
    return Shown(groups, len(cards), len(cards) - len(kept))


def _group(category: str, cards: Sequence[Card], kept: Sequence[Card]) -> Group:
    own = [card for card in cards if card.outcome.category == category]
    counts = Counter(card.standing.word for card in own)
    return Group(
        category=category,
        questions=len(own),
        counts=counts if len(counts) <= len(own) // 2 or len(counts) < 8 else {},  # noqa: PLR2004
        cards=[card for card in kept if card.outcome.category == category],
    )
