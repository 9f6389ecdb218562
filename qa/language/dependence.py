"""Which sentences depend on the ones before them and would mislead alone.

A sentence depends on them where its subject or its condition is named only by a sentence before: it opens with
a pronoun, a demonstrative or a contrast ("It should be avoided", "However, ..."), refers to "these patients" or
"the above", or leaves its subject out ("Contraindicated in asthma", "200 mg every 12 hours"). Expletive "it"
("It is recommended that") and a work that refers to itself ("This guideline") do not depend on anything. In
doubt the rules say that a sentence depends on the one before: one sentence more is read in a second. They stand
in `en/dependence.yaml`.
"""

from functools import partial

from qa.language.caches import remembered
from qa.language.rules import load_rules

_rules = partial(load_rules, "qa.language", "dependence")
_FAR = 80
_FRAGMENT_WORDS = 4
_NAME_WORDS = 5
_SENTENCES = 4096


@remembered(_SENTENCES)
def depends_on_previous(sentence: str) -> bool:
    """Whether a sentence needs the one before it to be understood."""
    rules = _rules()
    if rules["expletive"].match(sentence) or rules["self_reference"].match(sentence):
        return False
    if rules["opening"].match(sentence) or rules["early_tie"].match(sentence):
        return True
    rest = rules["announces"].removed(rules["own_work"].removed(sentence))
    refers = rules["refers_back"].search(rest)
    return refers is not None and refers.start() < _FAR


@remembered(_SENTENCES)
def lacks_subject(sentence: str) -> bool:
    """Whether a sentence leaves out what it is about, which the one before it or the heading names."""
    return not sentence.rstrip().endswith("?") and _rules()["without_subject"].match(sentence) is not None


def is_fragment(text: str) -> bool:
    """Whether a text of under four words is too short to say anything."""
    return len(text.split()) < _FRAGMENT_WORDS


def only_names(item: str) -> bool:
    """Whether an item of a list only names something: under five words, and none of them a verb."""
    return len(item.split()) < _NAME_WORDS and not has_verb(item)


def has_verb(sentence: str) -> bool:
    """Whether a verb makes it a full sentence, as far as the commonest ones tell."""
    return _rules()["finite"].search(sentence) is not None
