"""A follow-up question, understood in its thread: what "it" means, and what is asked of X in "What about X?".

The rules are deliberately few and visible: every replacement is returned as a `Binding`, and a mention
that nothing in the thread explains is named as unresolved, so that the caller can ask back and not guess.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from qa.answer import Binding
from qa.topics import Topics
from qa.turn import Turn


@dataclass(frozen=True, slots=True)
class Interpretation:
    """A question that stands on its own, how it came about, and what could not be resolved."""

    question: str
    topic: str | None = None
    bindings: tuple[Binding, ...] = ()
    unresolved: str | None = None


@dataclass(frozen=True, slots=True)
class _Thread:
    """What a mention may refer to: the topic and the turn where it was named (0 is the article)."""

    topic: str
    turn: int
    previous: str | None


_ILLNESS = r"disease|disorder|condition|illness|syndrome|infection"
_REMEDY = r"drugs?|medicine|medication"
_MENTION = re.compile(
    r"\b(?:(?P<possessive>its|their|his|her)|it|they|them|he|she|"
    rf"(?:the (?:{_ILLNESS}|{_REMEDY})|(?:this|that|these|those) (?:{_ILLNESS}|{_REMEDY}|treatment|therapy|"
    r"patients|people|cases|one))(?!\s+(?:of|for|in|with|that|which|who)\b)|this|these|those)\b",
    re.IGNORECASE,
)
_EXPLETIVE = re.compile(
    r"\b(?:is|was|would|can|could|may) it (?:\w+ )?(?:possible|safe|necessary|normal|common|important|better|true|"
    r"ok|okay|advisable|recommended|useful|worth|dangerous|be) (?:to|that|for|if)\b|\bhow long does it take\b",
    re.IGNORECASE,
)
_PLACE = r"(?:in|for|with|during|after|before|among|without|on|at)\s"
_WHAT_ABOUT = re.compile(
    rf"^\s*(?:(?:and\s+)?(?:what|how)\s+about\s+(?P<about>.+?)|and\s+(?P<also>{_PLACE}.+?))[\s?.!]*$",
    re.IGNORECASE | re.DOTALL,
)
_QUALIFIER = re.compile(_PLACE, re.IGNORECASE)
_ASPECT = (
    r"(?:treatments?|therapy|therapies|medications?|drugs?|symptoms?|signs?|diagnosis|tests?|causes?|"
    r"risk factors?|risks?|prognosis|outlook|survival|prevention|complications?|side effects?|doses?|dosage|"
    r"inheritance|incidence|prevalence|epidemiology|pathophysiology|management|research|surgery|diet|screening)"
)
_BARE_ASPECT = re.compile(rf"\s*(?:its |their |the |any )?(?P<aspect>{_ASPECT})[\s?.!]*", re.IGNORECASE)
_OBJECTS = tuple(
    re.compile(rf"{opening}\s+(?:an?\s+|the\s+)?(?P<object>[^?.!,;]+?)[\s?.!]*$", re.IGNORECASE)
    for opening in (rf"\b{_ASPECT}\s+(?:of|for|in|with|by)", r"^\s*(?:what|who)(?:'s|\s+(?:is|are))")
)
# What a question asks the doings of is its topic, though it names a disease too: "Does X help people with Y?".
_SUBJECT = re.compile(
    r"\b(?:does|do|did|is|was|can|should|will)\s+(?:the\s+)?(?P<subject>[^\W\d_][\w-]{3,}(?:\s[\w-]+)?)\s+"
    r"(?:do|work|help|act|prolong|extend|lengthen|slow|improve|used|given|dosed|prescribed|approved)\b",
    re.IGNORECASE,
)
_NOBODY = re.compile(
    r"(?:people|patients?|children|adults|women|men|doctors?|this|that|these|those|they|there|treatments?|drugs?)\b",
    re.IGNORECASE,
)
_NO_OBJECT = re.compile(r"\b(?:of|for|in|with|by|from|to)\b", re.IGNORECASE)
_SUPERLATIVE = re.compile(r"\b(?:most|best|main|commonest|leading)\b", re.IGNORECASE)
_LONGEST_OBJECT = 5


def topic_of(question: str, topics: Topics) -> str | None:
    """What a question is about: a topic that the corpus knows, or else its object ("side effects of X?")."""
    acting = _SUBJECT.search(question)
    if acting and not _NOBODY.match(acting["subject"]) and not _MENTION.match(acting["subject"]):
        return topics.find(acting["subject"]) or acting["subject"]
    known = topics.find(question)
    if known or _MENTION.search(question) or _SUPERLATIVE.search(question):
        return known
    for pattern in _OBJECTS:
        found = pattern.search(question)
        if found and not _NO_OBJECT.search(found["object"]) and len(found["object"].split()) <= _LONGEST_OBJECT:
            return found["object"]
    return None


def interpret(question: str, turns: Sequence[Turn], article: str | None, topics: Topics) -> Interpretation:
    """Make `question` stand on its own.

    `turns` are the earlier turns, oldest first; `article` is the topic of the article being read. A topic
    named in an earlier turn goes before the article's.
    """
    thread = _thread(turns, article)
    asked = _WHAT_ABOUT.match(question)
    if asked:
        return _what_about(question, asked["about"] or asked["also"], thread, topics)
    aspect = _BARE_ASPECT.fullmatch(question)
    if aspect and thread:
        return _what_about(question, aspect["aspect"], thread, topics)
    return _mention(question, thread, topics)


def _thread(turns: Sequence[Turn], article: str | None) -> _Thread | None:
    for turn in reversed(turns):
        if turn.topic:
            return _Thread(turn.topic, turn.number, turn.interpreted)
    return _Thread(article, 0, None) if article else None


def _what_about(question: str, rest: str, thread: _Thread | None, topics: Topics) -> Interpretation:
    known = topics.find(rest)
    if thread is None:
        return Interpretation(question, topic=known, unresolved=None if known else question.strip())
    topic = thread.topic
    if _BARE_ASPECT.fullmatch(rest):
        understood = f"{rest} of {topic}?"
    elif thread.previous is None:
        understood = f"{rest}, {topic}?"
    elif _QUALIFIER.match(rest):
        understood = f"{thread.previous.rstrip(' ?.!')} {rest}?"
    elif known and topic.casefold() in thread.previous.casefold():
        understood = re.sub(re.escape(topic), lambda _: rest, thread.previous, count=1, flags=re.IGNORECASE)
        topic = known
    else:
        understood = f"{thread.previous.rstrip(' ?.!')}: {rest}?"
    binding = Binding(mention=question.strip(), resolved_to=understood, turn=thread.turn)
    return Interpretation(understood, topic=topic, bindings=(binding,))


def _mention(question: str, thread: _Thread | None, topics: Topics) -> Interpretation:
    own = topic_of(question, topics)
    mention = _MENTION.search(_EXPLETIVE.sub(lambda found: "\0" * len(found.group()), question))
    if mention is None:
        return Interpretation(question, topic=own or (thread.topic if thread else None))
    if own and (thread is None or topics.find(question[: mention.start()])):
        return Interpretation(question, topic=own)
    if thread is None:
        return Interpretation(question, unresolved=mention.group())
    name = f"{thread.topic}'s" if mention["possessive"] else thread.topic
    understood = question[: mention.start()] + name + question[mention.end() :]
    binding = Binding(mention=mention.group(), resolved_to=thread.topic, turn=thread.turn)
    return Interpretation(understood, topic=thread.topic, bindings=(binding,))
