"""Whether a question without mentions leaves its topic out."""

from collections.abc import Sequence
from functools import partial

from qa.followup.detect.mentions import Mention
from qa.followup.discourse import Entity
from qa.followup.entities import Gazetteer, Name
from qa.followup.interpretation import Corpus
from qa.language import WORD, EntityType, is_common_word, key, load_rules, singular, words

_MANY = 3
_rules = partial(load_rules, "qa.followup", "standalone")


def names_its_topic(question: str, names: Sequence[Name], vocabulary: Gazetteer) -> bool:
    """Whether a question names what it is about.

    It does if it has a topic of the corpus, a name to be defined, three names or more, or a drug or a condition
    that is introduced as new: "riluzole", but not "the scan", nor a heading of the article that is read.
    """
    if any(name.topic for name in names) or len(names) >= _MANY:
        return True
    if names and (_rules()["defines"].match(question) or _defines_one(names[0], question)):
        return True
    return any(_is_named(name, question) and not vocabulary.is_part(name.text) for name in names)


def says_enough(question: str, mention: Mention) -> bool:
    """Whether a first question is complete, whatever a mention in it stands for.

    It is if it tells three things or more, or one that the mention may stand for: before it, and in an earlier
    clause if the mention is "it" or "that".
    """
    told = [word for word in WORD.finditer(question) if _tells(word.group())]
    before = [word.end() for word in told if word.end() <= mention.start]
    if len(told) >= _MANY or not before:
        return len(told) >= _MANY
    if mention.role != "one" or mention.possessive:
        return True
    return (
        load_rules("qa.followup", "mentions")["new_clause"].search(question, before[-1], mention.start) is not None
    )


def _tells(word: str) -> bool:
    """Whether a word names something: one that is not common, people, or what a drug comes in."""
    forms = (word.casefold(), singular(word.casefold()))
    return not is_common_word(word) or any(form in words("population_nouns", "pieces") for form in forms)


def _defines_one(name: Name, question: str) -> bool:
    """Whether a question asks what a name is: "what's a TIA?", but not "what is a good dose?"."""
    return _rules()["what_is_a"].fullmatch(question, 0, name.start) is not None and not question[name.end :].strip(
        " ?.!"
    )


def may_stand_alone(names: Sequence[Name], topic: Entity) -> bool:
    """Whether the names of a question are more telling than the thread's topic, which the corpus does not have."""
    return bool(names) and not topic.topic and topic.sort is None


def speaks_of(names: Sequence[Name], topic: Entity) -> bool:
    """Whether a name of a question shares an uncommon word with the topic: "childhood pneumonia" and pneumonia."""
    told = {part for word in key(topic.name) for part in (word, *word.split("-")) if not is_common_word(part)}
    return any(told.intersection(key(name.text)) for name in names)


def is_elsewhere(question: str, names: Sequence[Name], topics: Sequence[str], corpus: Corpus) -> bool:
    """Whether a question names a thing that the corpus mentions, but never in a document about the topics.

    Definite things ("the biopsy") belong to the thread and say nothing about this.
    """
    return any(
        corpus.together(name.text, topics) is False
        for name in names
        if _rules()["determiner"].search(question[: name.start]) is None
    )


def _is_named(name: Name, question: str) -> bool:
    if (
        not name.focus
        or name.sort not in {EntityType.DRUG, EntityType.CONDITION}
        or _rules()["for_what"].search(question)
    ):
        return False
    return _rules()["determiner"].search(question[: name.start]) is None
