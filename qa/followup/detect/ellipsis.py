"""The forms in which questions leave things unsaid: "and in children?", "dose?", "why?", "back to riluzole"."""

import re
from dataclasses import dataclass, replace
from enum import StrEnum

from qa.language import ASPECTS, POPULATION_NOUNS, ROUTES, TIME_NOUNS, TYPE_NOUNS, WORD, is_common_word


class Form(StrEnum):
    """What a question leaves to the thread."""

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
    """A question's form, the words that carry it, and the topic that a return names.

    `corrects` the turn before; `bare`: a phrase alone, without so much as "what about" or "too".
    """

    form: Form
    rest: str
    topic: str = ""
    corrects: bool = False
    bare: bool = False


_END = r"[\s?.!]*$"
_LEAD = re.compile(
    r"^\s*(?:(?:and|an|but|or|so|ok(?:ay)?|then|also|well|hm+|uh|oh|ah|alright|great|yes|yeah|sorry|sry|now|"
    r"thanks|n)\b[\s,.:!-]*)+",
    re.IGNORECASE,
)
_CORRECTIONS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"^\s*(?:no+|nope|nah|sorry|sry|oops|wait|actually|hm+|well|not that(?: one)?|hm+ no)?[\s,.!-]*"
        r"i(?:'m|\s+am|\s+was)?\s*"
        r"(?:meant|mean|ment|asking|asked|talking)\s+(?:about\s+)?(?P<rest>.+)$",
        r"^\s*(?:(?:hm+|oh|well|sorry)[\s,.]*)?(?:no+|nope|nah|wait|"
        r"oops)\s*[,.!:;-]+\s*(?:not\s+[^,]+,\s*)?(?P<rest>.+)$",
        r"^\s*(?:no+|nope|nah)\s+(?:(?:sorry|sry|wait)\s+)?(?P<rest>(?:the|this|that|these|those|my|for|with|about|what\s+about)\s.+)$",
        r"^\s*(?:no\s+)?not\s+(?:the\s+)?[^,?]+?(?:,|\s+but)\s+(?P<rest>.+)$",
        r"^\s*(?:sorry|sry)?[\s,.]*(?P<rest>[^?]+?)[\s,]+(?:i\s+mean(?:t)?|sorry|sry)" + _END,
        r"^\s*(?P<rest>the\s+[\w-]+\s+one)" + _END,
    )
)
_RETURNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"^(?:(?:going|coming|getting|to go|let'?s go|go|can we go)\s+)?back\s+(?:to|on)\s+(?P<topic>[^:,;?.]+?)"
        r"(?:\s*[:,;?.]+\s*|\s+-+\s+|$)(?P<rest>.*)$",
        r"^return(?:ing)?\s+to\s+(?P<topic>[^:,;?.]+?)(?:\s*[:,;?.]+\s*|\s+-+\s+|$)(?P<rest>.*)$",
        r"^(?P<topic>[^:,;?.]+?)\s+again(?:\s*[:,;?]+\s*|\s+-+\s+)(?P<rest>.+)$",
        r"^(?:regarding|concerning|as for|as to|for|about)\s+(?P<topic>[^:,;?.]+?)"
        r"\s*(?::|,|\s-+\s)\s*(?P<rest>.+)$",
        r"^(?P<topic>[^:,;?.]{2,40}?)\s*:\s*(?P<rest>.+)$",
    )
)
_ABOUT = re.compile(
    r"^(?:(?:what|how)\s+(?:about|abt|of)|(?:what|how)\s+is\s+it\s+with|same\s+(?:question\s+)?(?:for|with|"
    r"about))\s+(?P<rest>.+?)" + _END,
    re.IGNORECASE | re.DOTALL,
)
_SAME = re.compile(
    r"^(?:is|are|does|do)\s+(?:it|that|this|they|these|those)\s+(?:also\s+)?(?:the\s+same|different|"
    r"also\s+true|true|apply|hold|similar)\s+"
    r"(?P<rest>(?:in|for|with|to|during)\s+.+?)" + _END,
    re.IGNORECASE,
)
# "Is malaria?" after whether tuberculosis is contagious; "can exercise do it?" after whether colds can.
_DOES_TOO = re.compile(
    r"^(?:is|are|was|were|do|does|did|can|could|will|would|may|might|should|has|have)\s+"
    r"(?P<rest>(?!(?:i|we|you|u|he|she|it|they|there|this|that|these|those|the|a|an|my|your|his|her)\b)\S.*?)"
    r"(?:\s+do\s+(?:it|that|this|so|the\s+same)|(?P<alone>))" + _END,
    re.IGNORECASE,
)
_ALSO = re.compile(r"(?:[\s,]+(?:too|as\s+well|also|either|though|then))" + _END, re.IGNORECASE)
_QUALIFIER = re.compile(
    r"^(?:in|for|with|without|during|after|before|among|on|at|from|under|over|against|of|if|when)\s+",
    re.IGNORECASE,
)
_FURTHER = re.compile(
    r"^(?:why(?:\s+(?:not|so\s+\w+|is\s+(?:that|this|it)(?:\s+so)?|exactly|though|then))?|how(?:\s+(?:often|"
    r"long|much|many"
    r"(?:\s+(?:times|days|weeks|months|years))?|fast|quickly|soon|late|early|come|so|exactly|bad|is\s+that))?|"
    r"for\s+how\s+(?:long|many\s+\w+)|"
    r"since\s+when|until\s+when|when|where|who|at\s+what\s+age|which(?:\s+ones?)?|really|in\s+what\s+dose|"
    r"how\s+many\s+times\s+\w+\s+\w+|"
    r"(?:repeat(?:ed)?|and)\s+how\s+often|is\s+that\s+(?:all|certain|sure|true|right)|are\s+you\s+sure|"
    r"(?:within|for|after|from|in|by|until)\s+(?:how\s+(?:many|much|long)|what|which)(?:\s+\w+){0,2}|"
    r"(?:max|min)(?:imum)?(?:\s+\w+){0,3})" + _END,
    re.IGNORECASE,
)  # fmt: skip
_DOING = re.compile(r"(?:be\s+)?(?:[a-z]{3,}ed|given|taken|found|spread|caught)", re.IGNORECASE)
_MORE = re.compile(
    r"^(?:what\s+else|anything\s+else|(?:tell\s+me|say|any|know)\s+more|more(?:\s+(?:details?|info\w*|"
    r"please))?|go\s+on|details?|"
    r"explain(?:\s+(?:that|this|more|further|please))*|can\s+you\s+(?:explain|elaborate)(?:\s+(?:that|this|"
    r"more|further|please|on\s+that))*|"
    r"(?:and\s+)?(?:then|now)\s+what|elaborate|what\s+does\s+(?:that|this)\s+mean|what\s+do\s+you\s+mean|"
    r"meaning|continue|what\s+next|and\s+then)" + _END,
    re.IGNORECASE,
)
_OPENS_QUESTION = re.compile(
    r"^(?:what|which|who|whom|whose|when|where|why|how|is|are|was|were|do|does|did|can|could|may|might|must|"
    r"should|"
    r"shall|will|would|has|have|had|am|tell|explain|give|list|describe|i|we|you|he|she|it|they|my|your|if|"
    r"this|that|these|those|there|any|whats|what's|isn't|aren't|don't|doesn't|can't|please|compare|define|name)\b",
    re.IGNORECASE,
)
_IF = re.compile(r"if\s+(?:(?!(?:it|this|that|they|i|we|he|she)\b)[\w'-]+)(?:\s+[\w'-]+){0,3}", re.IGNORECASE)
_ASKS_AFTER = re.compile(
    r"(?:at|in|for|from|to|by|with|until|since|on|of|after|before)\s+(?:what|which|how|whom)\b.*", re.IGNORECASE
)
_FORMS = (
    (Form.DOING, _DOING),
    (Form.FURTHER, _FURTHER),
    (Form.MORE, _MORE),
    (Form.QUALIFIER, _IF),
    (Form.WHOLE, _ASKS_AFTER),
)
_INNER = re.compile(r"\w\s+(?:in|for|with|during|among)\s", re.IGNORECASE)
_TRIM = re.compile(r"^(?:the|a|an|any|its|their|his|her|of the|of)\s+", re.IGNORECASE)
_LONGEST = 200
_LONGEST_PHRASE = 6


def parsed(question: str) -> Parsed:
    """The form of a question; what has no form of its own, or is long, is whole."""
    if len(question) > _LONGEST:
        return Parsed(Form.WHOLE, question)
    for pattern in _CORRECTIONS:
        found = pattern.match(question)
        if found:
            inner = _form(found["rest"].strip())
            return replace(inner, corrects=True)
    return _form(question)


def _form(question: str) -> Parsed:
    text = _LEAD.sub("", question).strip()
    told = _told(text)
    if told is not None:
        return told
    bare = re.sub(_END, "", text)
    plain = _ALSO.sub("", bare)
    form = next((form for form, pattern in _FORMS if pattern.fullmatch(plain)), None)
    if form is not None:
        return Parsed(form, question if form is Form.WHOLE else plain)
    if plain and not _OPENS_QUESTION.match(plain) and len(WORD.findall(plain)) <= _LONGEST_PHRASE:
        return replace(_phrase(plain), bare=plain == bare)
    return Parsed(Form.WHOLE, question)


def is_matter(topic: str) -> bool:
    """Whether what one goes back to is a matter asked about before, and no thing: "prognosis", "the symptoms"."""
    words = [word.casefold() for word in WORD.findall(topic)]
    return bool(words) and words[-1] in ASPECTS - TYPE_NOUNS.keys() and all(is_common_word(word) for word in words)


def _told(text: str) -> Parsed | None:
    """The form that a question's own words tell: "back to", "what about", "is it the same for"."""
    for pattern in _RETURNS:
        found = pattern.match(text)
        if found and not _OPENS_QUESTION.match(found["topic"]):
            return Parsed(Form.RETURN, found["rest"].strip(), re.sub(_END, "", found["topic"]).strip())
    about, same, does = _ABOUT.match(text), _SAME.match(text), _DOES_TOO.match(text)
    if about:
        return _phrase(about["rest"])
    if same:
        return Parsed(Form.QUALIFIER, same["rest"])
    return Parsed(Form.DOES_TOO, does["rest"], bare=does["alone"] is not None) if does else None


def _phrase(rest: str) -> Parsed:
    """What stands after "What about", or alone: a qualifier, an aspect, or a thing."""
    text = _ALSO.sub("", re.sub(_END, "", rest)).strip()
    if _QUALIFIER.match(text):
        return Parsed(Form.QUALIFIER, text)
    words = [word.group().casefold() for word in WORD.finditer(text)]
    plain = all(is_common_word(word) for word in words)
    if words and words[-1] in POPULATION_NOUNS and not ASPECTS & set(words) and not _INNER.search(text):
        return Parsed(Form.QUALIFIER, f"in {_TRIM.sub('', text)}")
    if words and ROUTES.issuperset(words):
        return Parsed(Form.FURTHER, text)
    if words and words[-1] in TIME_NOUNS - {"kind", "sort"} and plain and not ASPECTS & set(words):
        return Parsed(Form.QUALIFIER, f"in {text}")
    if any(word in ASPECTS for word in words) and plain:
        return Parsed(Form.ASPECT, _TRIM.sub("", text))
    return Parsed(Form.ABOUT, text)
