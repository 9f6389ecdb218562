"""Greetings, thanks and small talk: what they are told by, and what is said to them."""

import re

_NAME = r"(?:there|all|everyone|again|doc|doctor|pincite|so much|very much|a lot|a bunch|lots|guys)"
_WORD = (
    r"hi+|hello+|hey+|hiya|howdy|greetings|(?:g(?:oo)?d |good )(?:morning|afternoon|evening|day|night)|g'?day|"
    r"thanks|thank ?(?:you|u)|thankyou|than[xks]+|thx|ty|tysm|cheers|merci|"
    r"many thanks|much appreciated|appreciate it|i see|got it|understood|makes sense|noted|"
    r"ok(?:ay)?|k|kk|great|good|perfect|cool|nice|awesome|super|wonderful|excellent|alright|all right|fine|wow|"
    r"yes|yep|yeah|no|nope|sure|right|exactly|good to know|that'?s (?:it|all|great|good|helpful|right|fine)|"
    r"that is (?:it|all|great|good|helpful|fine)|that helps|that helped|very helpful|"
    r"bye+|goodbye|see you|see ya|good bye|have a (?:nice|good|great) \w+|never ?mind|forget it|lol|haha+|"
    r"please|sorry|no problem|you too|take care|interesting|hm+|oh"
)
_COURTESY = re.compile(
    rf"(?:(?:{_WORD})(?![\w'])(?:\s+{_NAME}\b)*"
    r"(?:\s+(?:for|and)\s+(?:that|this|your help|the help|the info\w*|everything|answering))?[\s,.!?;:)(-]*)+",
    re.IGNORECASE,
)
_THANKS = re.compile(r"\b(?:thank\w*|than[xks]+|thx|ty|tysm|cheers|merci|appreciate\w*)\b", re.IGNORECASE)
_THANKS_FIRST = re.compile(
    r"\s*(?:(?:ok|okay|great|oh|ah)[\s,.!]*)?(?:many )?(?:thank\w*|thx|thanx)\b[^?]*", re.IGNORECASE
)
_GREETING = re.compile(
    r"\s*(?:hi+|hello+|hey+|hiya|howdy|greetings|g(?:oo)?d (?:morning|afternoon|evening|day)|g'?day)\b",
    re.IGNORECASE,
)
_FAREWELL = re.compile(r"\b(?:bye+|goodbye|see you|see ya|good night|take care)\b", re.IGNORECASE)
_ABOUT_US = re.compile(
    r"(?:(?:hi|hello|hey)[\s,.!]+)?(?:so\s+)?(?:who|what)\s+(?:are|r)\s+(?:you|u)|how\s+(?:are|r)\s+(?:you|u)(?:\s+(?:doing|today))?|"
    r"are\s+you\s+(?:a\s+)?(?:real\s+)?(?:human|real|person|robot|bot|ai|an ai|doctor|a doctor|chatgpt|there)|"
    r"what('?s| is)\s+your\s+name|"
    r"what\s+can\s+(?:you|u)\s+(?:do|answer)|how\s+do\s+you\s+work|can\s+you\s+help(?:\s+me)?|tell\s+me\s+a\s+joke|"
    r"who\s+made\s+you|where\s+are\s+you\s+from|how old are you|what are you doing",
    re.IGNORECASE,
)  # fmt: skip
_LEAD = re.compile(
    rf"\s*(?:(?:ok(?:ay)?[\s,]+)?(?:hi+|hello+|hey+|hiya|g(?:oo)?d (?:morning|afternoon|evening|day)|"
    r"thanks|thank ?you|thx|thanx|many thanks)"
    rf"(?:\s+{_NAME})*\s*[,.!:;-]+\s*)+",
    re.IGNORECASE,
)
_LONGEST = 120
_LONGEST_THANKS = 10

GREETED = "Hello. Ask a question about what the corpus covers, and it is answered with quotes from it."
THANKED = "You are welcome. Ask on whenever something else comes up."
PARTED = "Goodbye. Ask again whenever something else comes up."
ASKED_ABOUT_US = (
    "This service quotes sentences from its corpus, each with its source; it writes nothing of its own. "
    "Ask a question about what the corpus covers."
)
ACKNOWLEDGED = "There is no question in this. Ask on whenever something else comes up."


def remark_on(question: str) -> str | None:
    """What is said to small talk; None for anything that may be a question to the corpus."""
    text = question.strip().replace("’", "'")
    if len(text) > _LONGEST:
        return None
    if _ABOUT_US.fullmatch(text.rstrip(" ?.!")):
        return ASKED_ABOUT_US
    if not _COURTESY.fullmatch(text) and not _only_thanks(text):
        return None
    if _THANKS.search(text):
        return THANKED
    if _GREETING.match(text):
        return GREETED
    return PARTED if _FAREWELL.search(text) else ACKNOWLEDGED


def without_courtesy(question: str) -> str:
    """The question without a greeting or thanks that go before it."""
    return _LEAD.sub("", question, count=1) or question


def _only_thanks(text: str) -> bool:
    """Thanks and a remark: "thank you, that is what the doctor said"."""
    return _THANKS_FIRST.fullmatch(text) is not None and len(text.split()) <= _LONGEST_THANKS
