"""Recognises greetings, thanks and small talk, and says what is replied to them."""

import re
from functools import partial

from qa.language import load_rules

_rules = partial(load_rules, "qa.followup", "smalltalk")
_TOKEN = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
_SENTENCE = re.compile(r"\s*(?P<said>[^.!,;:?]{2,60})[.!,;:]+\s*(?P<rest>\S.*)$", re.DOTALL)
_LONGEST = 120
_MOST_WORDS = 12

GREETED = "Hello. Ask a question about what the corpus covers, and it is answered with quotes from it."
THANKED = "You are welcome. Ask on whenever something else comes up."
PARTED = "Goodbye. Ask again whenever something else comes up."
ASKED_ABOUT_US = (
    "This service quotes sentences from its corpus, each with its source; it writes nothing of its own. "
    "Ask a question about what the corpus covers."
)
ACKNOWLEDGED = "There is no question in this. Ask on whenever something else comes up."


def remark_on(question: str) -> str | None:
    """The reply to small talk; None for anything that may be a question to the corpus."""
    text = question.strip().replace("’", "'")
    if len(text) > _LONGEST:
        return None
    rules = _rules()
    if rules["about_us"].fullmatch(text.rstrip(" ?.!")):
        return ASKED_ABOUT_US
    if not _is_courtesy(text) and not _is_thanks_with_remark(text):
        return None if any(character.isalnum() or character == "?" for character in text) else ACKNOWLEDGED
    if rules["thanks"].search(text):
        return THANKED
    if rules["greeting"].match(text):
        return GREETED
    return PARTED if rules["farewell"].search(text) else ACKNOWLEDGED


def without_courtesy(question: str) -> str:
    """The question without a greeting or thanks that go before or after it."""
    asked = question
    while (found := _SENTENCE.match(asked)) and _is_polite(found["said"]):
        asked = found["rest"]
    lead = _rules()["lead"].match(asked)
    asked = asked[lead.end() :] if lead else asked
    return _rules()["tail"].removed(asked) or asked


def _is_polite(said: str) -> bool:
    rules = _rules()
    polite = rules["thanks"].search(said) or rules["greeting"].match(said) or rules["idiom"].fullmatch(said)
    return polite is not None and remark_on(said) is not None


def _is_courtesy(text: str) -> bool:
    """Whether a text has a greeting, thanks or assent, and besides only words that go with them."""
    rules = _rules()
    if rules["idiom"].fullmatch(text):
        return True
    words = _TOKEN.findall(text)
    if not 0 < len(words) <= _MOST_WORDS or any(character.isdigit() for character in text):
        return False
    if rules["asks"].search(text):
        return False
    return rules["core"].search(text) is not None and all(
        any(rules[name].fullmatch(word) for name in ("assent", "thanks", "greeting")) for word in words
    )


def _is_thanks_with_remark(text: str) -> bool:
    """Thanks and a remark: "thank you, that is what the doctor said"."""
    told = _rules()["remark"].fullmatch(text) is not None and _rules()["asks"].search(text) is None
    return told and len(text.split()) <= _MOST_WORDS
