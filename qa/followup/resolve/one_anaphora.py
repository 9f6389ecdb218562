"""One-anaphora: what "the newer ones" and "the latent type" refer to."""

import re
from collections.abc import Sequence
from functools import partial

from qa.followup.discourse import Discourse, Entity, phrase_with
from qa.language import is_compared, is_plural, key, load_rules, words

_rules = partial(load_rules, "qa.followup", "resolution")


def one_anaphor(text: str) -> re.Match[str] | None:
    """Matches a text that is nothing but one-anaphora, "the newer ones"; the group `how` is its modifier."""
    return _rules()["one_anaphora"].fullmatch(text)


def one_anaphora(how: str, thread: Discourse, *, several: bool) -> tuple[str, Entity] | None:
    """The wording and the candidate that it is based on; None where the thread has no topic.

    First a name that has the words, then one that a quote gives with them, then one of a list for a comparative,
    then what the question before asks for in the plural, and last what the thread is about, so qualified.
    """
    told_by = set(_parts(how))
    named = next((each for each in thread.candidates if told_by <= set(_parts(each.name))), None)
    if named is not None:
        return named.name, named
    told = next((each for each in thread.candidates if _is_told(each, how, thread)), None)
    if told is not None:
        return f"{how} {told.name}", told
    listed = thread.compared() or thread.enumerated(None) if chooses(how) and not several else []
    if listed:
        return f"the {how} of {joined(listed)}", listed[0]
    phrase = phrase_with(None, thread) if several else None
    if phrase is not None:
        return f"the {how} {_without_article(phrase.name)}", phrase
    asked = [each for each in thread.candidates if each.origin != "quote" and each.focus]
    plural = (each for each in asked if is_plural(each.name.split()[-1].casefold()))
    thing = (next(plural, None) if several else None) or thread.topic
    return (_qualified(how, thing.name), thing) if thing else None


def chooses(how: str) -> bool:
    """Whether words choose one of several: "the cheaper one"."""
    return is_compared(how.casefold())


def joined(things: Sequence[Entity]) -> str:
    """Names in a row: "gout, malaria and pain"."""
    *first, last = [thing.name for thing in things]
    return f"{', '.join(first)} and {last}" if first else last


def _is_told(candidate: Entity, how: str, thread: Discourse) -> bool:
    """Whether the candidate's quote has it with that modifier: "newer blood thinners"."""
    text = thread.slice(candidate.quote) if candidate.quote else None
    pattern = rf"\b{re.escape(how)}\s+{re.escape(candidate.name)}\b"
    return text is not None and re.search(pattern, text, re.IGNORECASE) is not None


def _qualified(how: str, name: str) -> str:
    """The name with another modifier in the place of its own: "latent TB" for "active TB"."""
    first, _, rest = name.partition(" ")
    alike = "-" in first and _parts(first)[-1] == _parts(how)[-1]
    apart = first.casefold() in words("degrees") or _rules()["tells_apart"].fullmatch(first) is not None
    gives_way = chooses(first) or alike or (apart and not chooses(how))
    return f"{how} {rest if rest and gives_way else name}"


def _without_article(name: str) -> str:
    article = _rules()["article"].search(name)
    return name[: article.start()] + name[article.end() :] if article else name


def _parts(text: str) -> list[str]:
    return [part for word in key(text) for part in word.split("-")]
