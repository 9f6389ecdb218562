"""English helpers that know no conversation: word lists, spelling, plurals, units and amounts."""

from qa.language.addresses import is_address
from qa.language.caches import Identity, LruCache, remembered
from qa.language.dependence import depends_on_previous, has_verb, is_fragment, lacks_subject, only_names
from qa.language.doses import FORM, amounts_in, asks_for_dose, how_much_of, knows_dose, names_amount
from qa.language.lexicon import (
    WORD,
    EntityType,
    Key,
    bare,
    common_words,
    fold_name,
    general_words,
    is_abbreviation,
    is_common,
    is_common_word,
    is_compared,
    key,
    qualifies,
    type_nouns,
    type_of_noun,
    words,
)
from qa.language.paraphrases import paraphrases
from qa.language.phrasing import as_question, plain_question
from qa.language.plurals import is_plural, plural, singular
from qa.language.readability import grade
from qa.language.rules import Matcher, RuleError, Rules, WordList, counting, load_rules, without
from qa.language.spelling import Slip, SlipIndex, Spellings, one_slip, slip
from qa.language.titles import is_topic_name, spelled, topic_of_title

__all__ = [
    "FORM",
    "WORD",
    "EntityType",
    "Identity",
    "Key",
    "LruCache",
    "Matcher",
    "RuleError",
    "Rules",
    "Slip",
    "SlipIndex",
    "Spellings",
    "WordList",
    "amounts_in",
    "as_question",
    "asks_for_dose",
    "bare",
    "common_words",
    "counting",
    "depends_on_previous",
    "fold_name",
    "general_words",
    "grade",
    "has_verb",
    "how_much_of",
    "is_abbreviation",
    "is_address",
    "is_common",
    "is_common_word",
    "is_compared",
    "is_fragment",
    "is_plural",
    "is_topic_name",
    "key",
    "knows_dose",
    "lacks_subject",
    "load_rules",
    "names_amount",
    "one_slip",
    "only_names",
    "paraphrases",
    "plain_question",
    "plural",
    "qualifies",
    "remembered",
    "singular",
    "slip",
    "spelled",
    "topic_of_title",
    "type_nouns",
    "type_of_noun",
    "without",
    "words",
]
