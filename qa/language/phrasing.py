"""The standard form of a question, so that how it is put does not change what is found.

Openers ("and", "ok,"), greetings, courtesy and requests to be told are dropped, and the question after such a
request gets the order of words of a direct one. Contractions, and illnesses that are named after people, get the
apostrophe that was left out. The rules stand in `en/phrasing.yaml`.
"""

import re
from functools import partial

from qa.language.rules import load_rules

_rules = partial(load_rules, "qa.language", "phrasing")
_WORD = re.compile(r"(?<![\w'’-])[^\W\d_]+(?![\w'’-])")
_SPACE = re.compile(r"\s+")
_MARKS = re.compile(r"\s*\?[\s?!.]*$")
_END = re.compile(r"[\s?.!…]*$")
_SHORTENED = re.compile(r"(?<=n)t$|(?:m|s|re|ve)$", re.IGNORECASE)


def plain_question(question: str) -> str:
    """The question in its standard form; as it is if nothing else is said in it."""
    plain, before = _SPACE.sub(" ", question).strip(), None
    while plain != before:
        before, plain = plain, _without_one_courtesy(plain)
    return _MARKS.sub("?", _WORD.sub(lambda word: _with_apostrophe(word.group()), plain))


def as_question(question: str) -> str:
    """The question with one question mark at its end."""
    return f"{_END.sub('', question)}?"


def _without_one_courtesy(question: str) -> str:
    """The question without its first opener, its last courtesy and a request, unless nothing is left."""
    rules = _rules()
    plain = rules["opener"].removed(question)
    closing = rules["courtesy"].search(plain)
    if closing:
        plain = plain[: closing.start()] + "?" * ("?" in closing.group())
    request = rules["request"].match(plain)
    plain = _direct(plain[request.end() :]) if request else plain
    return plain if any(character.isalnum() for character in plain) else question


def _direct(question: str) -> str:
    """An indirect question in the order of words of a direct one: "how is gout treated", "does rest help"."""
    found = _rules()["indirect"].match(question)
    if found is None:
        return question
    groups = found.groupdict()
    if "stem" in groups:
        groups["do"] = "does" if groups["single"] else "do"
        return " ".join("{do} {whole}{stem}{rest}".format(**groups).split())
    return " ".join("{asked}{verb} {subject}{rest}".format(**groups).split())


def _with_apostrophe(word: str) -> str:
    rules, lower = _rules(), word.casefold()
    if lower in rules.words("eponyms") and lower not in rules.words("not_possessive"):
        return f"{word[:-1]}'{word[-1]}"
    if lower in rules.words("contracted"):
        return _SHORTENED.sub(lambda found: f"'{found.group()}", word)
    return word
