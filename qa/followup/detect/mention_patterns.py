"""The shapes of words that stand for others, of those that only seem to, and of the clauses between them."""

import re

from qa.language import ASPECTS, COMMON_VERBS, CONDITION_NOUNS, DRUG_NOUNS, FUNCTION_WORDS, TYPE_NOUNS

ORDINALS = {
    "first": 0, "former": 0, "1st": 0, "second": 1, "2nd": 1, "third": 2, "3rd": 2, "fourth": 3, "fifth": 4,
    "last": -1, "latter": -1,
}  # fmt: skip
_OPTIONS = "one|option|drug|disease|condition|treatment|medicine|test"
_NTH = "first|second|third|fourth|fifth|last|1st|2nd|3rd"
# With "the" alone these speak of what the thread is about; "the treatment" is that of it.
_REMEDIES = frozenset({"drug", "drugs", "medicine", "medicines", "medication", "vaccine"})
_DEFINITE = "|".join(
    sorted(CONDITION_NOUNS - {"cancer", "cancers"} | _REMEDIES, key=lambda noun: (-len(noun), noun))
)
_NO_WAY = "other|only|same|right|wrong|one|ones|very|first|next|previous|correct|best"
_NO_KIND = "which|these|those|the|any|some|all|both|what|my|your|loved|little|no|more|many|new|few|and|or|are|do"
_THEM = r"(?:them|these|those)"
# "The first test for anemia" is where one begins, and none of those in a list.
_NO_BEGINNING = (
    r"(?!the\s+(?:first|1st)\s+(?:drug|treatment|medicine|test)\s+(?:for|of|against)\s+"
    r"(?!(?:it|this|that|them|these)\b))"
)
_NO_NOUN = r"(?!\s+(?:who|with|that|of|(?:types?|kinds?|sorts?)\s+of)\b)"
MENTION = re.compile(
    r"\b(?:"
    rf"(?P<other>(?:the\s+)?other\s+(?:{_OPTIONS})s?)|"
    rf"(?P<ordinal>{_NO_BEGINNING}the\s+(?:{_NTH})\s+(?:{_OPTIONS})(?!\s+for\s+\w+ing)|the\s+(?:former|latter)|"
    r"the\s+(?:first|second|third|last)(?=[\s?.!]*$))|"
    r"(?P<again>(?:(?<=\bhad )|(?<=\bhave )|(?<=\bhas )|(?<=\bgot )|(?<=\bget )|(?<=\bhaving )|"
    r"(?<=\bgetting )|(?<=\buse )|"
    r"(?<=\btake )|(?<=\btry )|(?<=\bneed ))one"
    r"(?=[\s?.!]*$|\s*[,;]|\s+(?:last|this|ago|in|before|when|at|and|but|again|yesterday|too)\b))|"
    r"(?P<both>both(?=\s+(?:together|of\s+them|at)\b|[\s?.!]*$)|"
    rf"(?:either|neither)(?=\s+of\s+{_THEM}\b|[\s?.!]*$)|(?:these|those|the)\s+two|which\s+ones?)|"
    rf"(?P<such>(?:the\s+(?P<how>(?!(?:{_NTH}|{_NO_WAY})\b)[a-z][\w-]+(?:\s+[\w-]+)?)\s+ones?|"
    rf"(?P<indefinite>(?!(?:{_NTH}|{_NO_WAY}|{_NO_KIND})\b)[a-z][\w-]+)\s+ones)"
    r"(?!\s+(?:who|that|which|with|of|in|you|i|we)\b))\b|"
    r"(?P<noun>(?:this|that|these|those)\s+(?:(?P<kindly>[a-z]+(?:ic|al|ive|ular|ed|ing))\s+)?(?P<head>[a-z]{3,})|"
    rf"the\s+(?P<kind>{_DEFINITE}))(?![-'’\w])(?!\s+(?:of|who|which|whose)\b)|"
    r"(?P<owner>its|their|his|her)\b|"
    r"(?P<person>he|she|him)\b|"
    rf"(?P<many>they\b|them\b|(?:these|those)\b{_NO_NOUN})|"
    r"(?P<one>it|this(?:\s+one)?|that(?:\s+one)?)(?![-'’\w])"
    r")",
    re.IGNORECASE,
)
_GOOD = (
    r"(?:possible|safe|necessary|normal|common|important|better|best|true|ok|okay|advisable|recommended|"
    r"useful|worth|"
    r"dangerous|good|bad|too late|enough|known|clear|likely|unusual|rare|hard|easy|difficult|right|wrong|usual|"
    r"wise|harmful|helpful|reasonable|appropriate|sensible|fine|risky|essential)"
)
# "Is it safe to take with food?" leaves out what is taken, and so "it" is that.
_TO = (
    r"to(?!\s+(?:take|use|give|stop|start|prescribe|eat|get)"
    r"(?:\s+(?:with|during|in|while|for|when|at|after|before|if)\b|[\s?.!]*$))"
)
_CLAUSE_AFTER = rf"(?:{_TO}|that|for\s+\w+(?:\s+\w+){{0,3}}\s+to|if)\b"
IDLE = re.compile(
    rf"\b(?:is|was|would|can|could|may|isn't)\s+it\s+(?:\w+\s+)?(?:{_GOOD}|be)\s+{_CLAUSE_AFTER}|"
    rf"\bit(?:'s| is| was)\s+(?:\w+\s+)?{_GOOD}\s+{_CLAUSE_AFTER}|"
    r"\bhow\s+long\s+(?:does|will|can)\s+it\s+take\b|"
    r"\bdoes\s+it\s+(?:take|matter|make\s+sense|hurt\s+(?:when|if|to))\b|\bis\s+it\s+(?:because|the\s+case|"
    r"that)\b",
    re.IGNORECASE,
)
NEW_CLAUSE = re.compile(
    r"[,;:.?!()]|\s[-–—]+\s|\b(?:if|when|while|because|after|before|and|but|or|so|that|which|once|unless|"
    r"since|although|though|"
    r"until)\b",
    re.IGNORECASE,
)
CONDITION = re.compile(
    r"\s*(?:and\s+)?(?:in|for|during|with)\s+(?:(?:patients?|people|children|adults|women)\s+with\s+)?",
    re.IGNORECASE,
)
SOMEBODY = re.compile(
    r"\b(?:(?:my|our|an?|the|this)\s+(?:\w+\s+)?(?:son|daughter|dad|father|mum|mom|mother|husband|wife|"
    r"partner|child|"
    r"baby|friend|patient|person|sister|brother|uncle|aunt|grand(?:ma|pa|mother|father)|kid|boy|girl|man|woman)|"
    r"somebody|someone)\b",
    re.IGNORECASE,
)
SOMETHING = re.compile(
    r"\b(?:if|when|is\s+there|are\s+there|take|took|taking|given|got|get|have|has)\s+an?\s+\w+", re.IGNORECASE
)
# Those who treat: "what do they give for it?"
STAFF = re.compile(
    r"they\s+(?:use|do|give|test|treat|check|say|recommend|prescribe|call|diagnose|measure|look|put|tell|told|"
    r"approved?)\b",
    re.IGNORECASE,
)
_TAKEN_ONES = "|".join(sorted(DRUG_NOUNS, key=lambda noun: (-len(noun), noun)))
LIVING = re.compile(
    r"they\s+(?:(?:still|also|even|ever|always|often|usually)\s+)?(?:(?:live|survive|vomit|cough|breathe|fall|smoke|"
    r"sleep|drive|exercise|travel|talk|die|eat|drink|"
    r"walk|need(?!\s+to\s+be\b)|take|get|feel|lose|become|recover|grow|have(?!\s+to\s+be\b)|suffer|play|swim|fly|ride|climb|speak|see|hear|marry|"
    r"breastfeed|cook|wash|dress|attend|afford|donate|go\s+(?:back|home|to|out))\b|"
    rf"(?:stop|skip|miss|start|continue)\s+(?:(?:taking|using)\b|\w+\s+(?:{_TAKEN_ONES})\b))|"
    r"(?:(?<=\bcan )|(?<=\bcould )|(?<=\bshould )|(?<=\bmay ))they\s+(?:still\s+)?work\b",
    re.IGNORECASE,
)
IT_IS = re.compile(r"its\s+(?:just|not|only|an?|the|so|very|too|been|still)\b", re.IGNORECASE)
BEFORE_THAT = re.compile(
    r"\b(?:is|does|do|did|was|of|for|about|with|from|cause[sd]?|get|gets|mean|why|like|against|to|below|above|"
    r"on|can|"
    r"and|after|give|gives)\s+$",
    re.IGNORECASE,
)
# What no clause opens with: a "that" before it stands for something, and a noun before it needs a verb.
CLOSES = re.compile(r"[\s?.!]*$|\s+(?:too|either|again|then|at|in|for|with|without|during|when|while|if)\b")
OBJECT = re.compile(
    r"\s+(?:the|an?|my|your|his|her|our|their|it|them|you|me|us|him|people|patients|children)\b", re.IGNORECASE
)
KNOWN_THAT = re.compile(
    r"\b(?:know|knew|known|see|saw|think|thought|understand|hope|heard|said)\s+$", re.IGNORECASE
)
COMPLEMENT = re.compile(r"\s+(?:for|in|with|that|to|against|on|from|at|by)\b")
NO_NOUNS = (FUNCTION_WORDS | COMMON_VERBS) - frozenset(TYPE_NOUNS) - ASPECTS - {"change", "changes", "delay"}
# "Is that dangerous?" says something of that; "is that drug safe?" of that drug.
PREDICATE = re.compile(
    r"(?:^|[,;:.?!]|\b(?:and|but|so|or|ok|then|why))\s*(?:is|was|isn't|wasn't|are|were)\s+$", re.IGNORECASE
)
PREDICATED = re.compile(r"[\s?.!]*$|\s+(?:in|for|with|to|if|when|during|after|before|and|or)\b", re.IGNORECASE)
PARTITIVE = re.compile(
    r"\b(?:which|any|one|all|some|most|none|each|either|neither|how\s+many)\s+of\s+$", re.IGNORECASE
)
OPENING = re.compile(
    r"\s*(?:(?:and|but|so|ok|also|then)\b[\s,]*)*(?:(?:the|an?|my|his|her|their)\s+)?", re.IGNORECASE
)
SET_OFF = re.compile(r"\s*[,:;]|\s+[-–—]+\s")
TAKEN = re.compile(r"\b(?:use|take|try|need)\s+$", re.IGNORECASE)
