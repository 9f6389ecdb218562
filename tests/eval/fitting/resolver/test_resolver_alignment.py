"""Labels from rewrites: carried words, and what becomes of the words of the question."""

from eval.fitting.resolver.alignment import labels_of
from eval.fitting.resolver.examples import UNKNOWN
from qa.followup import Fate, words_of
from resolver_data import thread


def carried(question: str, rewrite: str, *questions: str, quote: str = "") -> list[str]:
    parts = thread(*questions, quote=quote)
    labels = labels_of(question, parts, rewrite)
    return [
        word.text
        for part, row in zip(parts, labels.carried, strict=True)
        for word, label in zip(words_of(part.text), row, strict=True)
        if label == 1
    ]


def test_words_that_the_rewrite_adds_are_carried_wherever_they_stand() -> None:
    found = carried("Is it safe?", "Is brumol safe in fever?", "What is brumol?", "Brumol for fever?")
    assert found == ["Brumol", "fever", "brumol"]


def test_function_words_and_words_of_the_question_are_not_labelled() -> None:
    labels = labels_of("and for fever?", thread("How much brumol for pain?"), "How much brumol for fever?")
    assert labels.carried == ((UNKNOWN, UNKNOWN, 1, UNKNOWN, 0),)


def test_a_quote_counts_only_for_what_no_question_says() -> None:
    quoted = "Give brumol with zintal."
    assert carried("and that?", "brumol?", "Is brumol good?", quote=quoted) == ["brumol"]
    assert carried("and the other?", "zintal?", "Is brumol good?", quote=quoted) == ["zintal"]


def test_words_from_nowhere_are_missing() -> None:
    assert labels_of("and that?", thread("What is fever?"), "Is brumol a fever?").missing == {"brumol"}


def test_a_pronoun_that_gives_way_to_a_carried_word_is_replaced_and_an_opener_is_dropped() -> None:
    labels = labels_of("so is it safe", thread("What is brumol?"), "is brumol safe")
    assert labels.fates == (Fate.DROPPED, Fate.KEPT, Fate.REPLACED, Fate.KEPT)


def test_a_word_that_only_moves_is_kept() -> None:
    labels = labels_of("children?", thread("How much brumol in adults?"), "How much brumol in children?")
    assert labels.fates == (Fate.KEPT,)
