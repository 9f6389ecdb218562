"""Ellipsis: questions that leave something out, such as "and in children?", "dose?" or "back to riluzole"."""

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import partial

from qa.language import WORD, is_common_word, load_rules, type_of_noun, words


class Form(StrEnum):
    """What a question leaves out."""

    WHOLE = "whole"
    ABOUT = "about"
    QUALIFIER = "qualifier"
    ASPECT = "aspect"
    FURTHER = "further"
    MORE = "more"
    RETURN = "return"
    DOING = "doing"
    DOES_TOO = "does_too"


@dataclass(frozen=True, slots=True)
class Parsed:
    """A question's form, the words it is read from, and the topic that it returns to.

    `corrects`: it corrects the turn before. `bare`: it is a phrase alone, without "what about" or "too".
    """

    form: Form
    rest: str
    topic: str = ""
    corrects: bool = False
    bare: bool = False


_rules = partial(load_rules, "qa.followup", "ellipsis")
_END = re.compile(r"[\s?.!]*$")
_FORMS = {
    "doing": Form.DOING,
    "further": Form.FURTHER,
    "more": Form.MORE,
    "condition": Form.QUALIFIER,
    "asks_after": Form.WHOLE,
}
_LONGEST = 200
_LONGEST_PHRASE = 6


def parsed(question: str) -> Parsed:
    """The form of a question; a question without a recognised form, or a long one, is whole."""
    if len(question) > _LONGEST:
        return Parsed(Form.WHOLE, question)
    found = _rules()["correction"].match(question)
    return replace(_form(found["rest"].strip()), corrects=True) if found else _form(question)


def _form(question: str) -> Parsed:
    rules = _rules()
    text = rules["lead"].removed(question).strip()
    told = _told(text)
    if told is not None:
        return told
    bare = _END.sub("", text)
    plain = rules["also"].removed(bare)
    form = next((form for name, form in _FORMS.items() if rules[name].fullmatch(plain)), None)
    if form is not None:
        return Parsed(form, question if form is Form.WHOLE else plain)
    if plain and not rules["opens_question"].match(plain) and len(WORD.findall(plain)) <= _LONGEST_PHRASE:
        return replace(_phrase(plain), bare=plain == bare)
    return Parsed(Form.WHOLE, question)


def is_matter(topic: str) -> bool:
    """Whether a topic that a question returns to is an aspect ("prognosis", "the symptoms") and not a thing."""
    told = [word.casefold() for word in WORD.findall(topic)]
    return (
        bool(told)
        and told[-1] in words("aspects")
        and type_of_noun(told[-1]) is None
        and all(is_common_word(word) for word in told)
    )


def _told(text: str) -> Parsed | None:
    """The form that a question states in words: "back to", "what about", "is it the same for"."""
    rules = _rules()
    for found in rules["return"].matches(text):
        if not rules["opens_question"].match(found["topic"]):
            return Parsed(Form.RETURN, found["rest"].strip(), _END.sub("", found["topic"]).strip())
    about, same, does = (rules[name].match(text) for name in ("about", "same", "does_too"))
    if about:
        return _phrase(about["rest"])
    if same:
        return Parsed(Form.QUALIFIER, same["rest"])
    return Parsed(Form.DOES_TOO, does["rest"], bare=does["alone"] is not None) if does else None


def _phrase(rest: str) -> Parsed:
    """Parses what follows "What about", or stands alone: a qualifier, an aspect, or a thing."""
    rules, aspects = _rules(), words("aspects")
    text = rules["also"].removed(_END.sub("", rest)).strip()
    if rules["qualifier"].match(text):
        return Parsed(Form.QUALIFIER, text)
    told = [word.group().casefold() for word in WORD.finditer(text)]
    last = told[-1] if told else ""
    plain = all(is_common_word(word) for word in told)
    asks = any(word in aspects for word in told)
    if last in words("population_nouns") and not asks and not rules["inner"].search(text):
        return Parsed(Form.QUALIFIER, f"in {rules['trim'].removed(text)}")
    if told and all(word in words("routes") for word in told):
        return Parsed(Form.FURTHER, text)
    if last in words("time_nouns") and last not in rules.words("no_time") and plain and not asks:
        return Parsed(Form.QUALIFIER, f"in {text}")
    if asks and plain:
        return Parsed(Form.ASPECT, rules["trim"].removed(text))
    return Parsed(Form.ABOUT, text)
