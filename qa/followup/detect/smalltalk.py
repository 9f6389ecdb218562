"""Greetings, thanks and small talk: what they are told by, and what is said to them."""

import re

_THANKS = re.compile(
    r"\b(?:thank\w*|t(?=[hanksx]*[hn])[hanksx]*[ksx]|ty|tysm|tyvm|ta|cheers|merci|much obliged|appreciate\w*)\b",
    re.IGNORECASE,
)
_GREETING = re.compile(
    r"\s*(?:hi+|hello+|helo|hallo|hey+|hiya|howdy|greetings|g(?:oo)?d (?:morning|afternoon|evening|day)|g'?day)\b",
    re.IGNORECASE,
)
_FAREWELL = re.compile(r"\b(?:bye+|goodbye|see (?:you|ya)|cya|ttyl|good night|take care)\b", re.IGNORECASE)
_ACKNOWLEDGED = (
    r"ok(?:ay|ey)?|k+|great|good|perfect|cool|nice|awesome|super|wonderful|excellent|brilliant|amazing|lovely|"
    r"alright|"
    r"right|fine|wow|yes|yep|yeah|yup|no|nope|sure|exactly|understood|noted|interesting|helpful|hm+|oh|ah|aha|"
    r"lol|haha+|please|pls|sorry|sry|welcome|agreed|clear|gotcha|fair"
)
# Words that go with a greeting, thanks or assent, and ask for nothing.
_FILLER = (
    r"mate|man|bro|buddy|dear|sir|madam|team|there|all|everyone|everybody|again|doc|doctor|pincite|guys|"
    r"friend|both|so|very|really|much|many|a|an|"
    r"lot|lots|"
    r"bunch|too|well|now|then|indeed|just|for|and|but|the|your|you|u|ur|this|that|that's|thats|it|it's|its|"
    r"was|is|are|"
    r"been|me|my|i|i'm|im|i'll|ill|we|us|to|of|help|helps|helped|helping|info|information|answer|answers|"
    r"answering|"
    r"explanation|explaining|everything|reply|quick|time|know|see|got|get|makes|sense|enough|have|had|day|night|"
    r"morning|afternoon|evening|evenin|rest|one|week|weekend|later|mind|never|forget|problem|worries|no|not|more|"
    r"questions?|needed|need|what|wanted|good|today|will|be|back|take|care|bye+|goodbye|ya|as|always|from|us|"
    r"reading|think"
)
_CORE = re.compile(
    rf"(?:{_THANKS.pattern}|{_GREETING.pattern}|{_FAREWELL.pattern}|\b(?:{_ACKNOWLEDGED})\b)", re.IGNORECASE
)
_IDIOM = re.compile(
    r"(?:(?:that|this)(?:'s| is|s)? (?:so |very |really |quite |a bit )?(?:sad|scary|terrible|awful|hard|"
    r"tough|funny|crazy|weird|"
    r"encouraging|reassuring|complicated|confusing|a (?:relief|shame|lot|pity))|what a (?:relief|shame|pity)|"
    r"oh (?:no|dear|my)|"
    r"(?:i(?:'ll| will| must| should| have to| need to)|let me|gotta|got to|have to) (?:just |now )?(?:go|"
    r"think|read|look|check|see|wait|"
    r"ask|tell|talk|call|remember|try|leave)\b(?: (?:about|to|it|that|this|with|my|the|him|her|them|us|doctor|"
    r"gp|nurse|first|now|over|"
    r"later|tomorrow|today|again|husband|wife|mum|mom|dad|family|then|on|through|for|a|bit|moment)){0,6}|"
    r"(?:wait|one moment|just a (?:moment|second|sec|minute)|hold on|brb|talk (?:later|tomorrow|soon)|"
    r"will do)|i see|got it|(?:that\s+|it\s+)?makes sense|never ?mind|forget it|no problem|you too|that(?:'s|"
    r" is|s)? (?:it|all)|that helps|that helped)"
    r"[\s,.!]*",
    re.IGNORECASE,
)
_ASSENT = re.compile(rf"(?:{_ACKNOWLEDGED}|{_FILLER})", re.IGNORECASE)
_TOKEN = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
_ASKS = re.compile(
    r"\?|^\s*(?:is|are|was|were|do|does|did|can|could|should|will|would|what|why|how|when|where|who|which)\b|"
    r"\b(?:is|are|was|does|do|did|can|could|should|would) (?:it|this|that|they|these|those|he|she|there|i|we)\b|"
    r"\b(?:and|but|so) (?:what|for|is|the|to)\b|\bwhat (?:is|are|was|for|about)\b|"
    r"\b(?:need|want|get|have|take|know) (?:more|help|to|it|one|the|that|this)\b",
    re.IGNORECASE,
)
_REMARK = re.compile(
    rf"\s*(?:(?:{_ACKNOWLEDGED})[\s,.!]*)*(?:many |so many )?{_THANKS.pattern}(?:\s+(?:you|u|so much|"
    rf"very much|a lot))?"
    r"[\s,.!-]*(?:(?:that|this)(?:'s|s| is| was| does| has)?\s|"
    r"it(?:'s| is| was| has| really| all| helps| helped)\s|i(?:'ll|'m| will| am| have| feel| understand)\s|"
    r"you\s|from\s|"
    r"for\s)[^?]*",
    re.IGNORECASE,
)
_ABOUT_US = re.compile(
    r"(?:(?:hi|hello|hey)[\s,.!]+)?(?:so\s+)?(?:who|what)\s+(?:are|r)\s+(?:you|u)|how\s+(?:are|r)\s+(?:you|"
    r"u)(?:\s+(?:doing|today))?|"
    r"are\s+you\s+(?:a\s+)?(?:real\s+)?(?:human|real|person|robot|bot|ai|an ai|doctor|a doctor|chatgpt|there)|"
    r"what('?s| is)\s+your\s+name|"
    r"what\s+can\s+(?:you|u)\s+(?:do|answer)|how\s+do\s+you\s+work|can\s+you\s+help(?:\s+me)?|"
    r"tell\s+me\s+a\s+joke|"
    r"(?:is\s+this|are\s+(?:you|u)|am\s+i\s+(?:talking|speaking|chatting)\s+(?:to|"
    r"with))\s+(?:an?\s+)?(?:real\s+|human\s+)?"
    r"(?:human|person|robot|bot|ai|machine|computer|doctor)|who\s+am\s+i\s+(?:talking|speaking)\s+(?:to|with)|"
    r"(?:do|can)\s+(?:you|u)\s+speak\s+\w+|can\s+i\s+trust\s+(?:you|u|this)|how\s+does\s+this\s+(?:work|"
    r"site\s+work)|"
    r"where\s+do(?:es)?\s+(?:you|u|this)\s+(?:get|take|come)\b[\w\s]*\bfrom|"
    r"who\s+made\s+you|where\s+are\s+you\s+from|how old are you|what are you doing",
    re.IGNORECASE,
)  # fmt: skip
_NAME = r"(?:there|all|everyone|again|doc|doctor|pincite|so much|very much|a lot|a bunch|lots|guys)"
_POLITE = (
    rf"(?:hi+|hello+|hey+|hiya|g(?:oo)?d (?:morning|afternoon|evening|day)|many thanks|thank ?(?:you|u)|"
    rf"{_THANKS.pattern})(?:\s+{_NAME})*"
)
_OPENS = r"(?:and|but|so|what|how|why|when|which|is|are|can|do|does|should)"
_LEAD = re.compile(
    rf"\s*(?:(?:\b(?:{_ACKNOWLEDGED})[\s,.!]+)*\b{_POLITE}(?:\s*[,.!:;]+\s*|\s+-+\s*|-+\s+|\s+(?={_OPENS}\b)))+(?=\S)",
    re.IGNORECASE,
)
_TAIL = re.compile(
    rf"(?:(?<=\?)[\s,.!-]*|\s*[,.!]+\s*|\s+(?:-+\s*)?|-+\s+)(?!(?-i:T[AY])\b|tan?ks?\b)(?:many\s+|and\s+)?{_THANKS.pattern}"
    rf"(?:\s+(?:you|{_NAME}))*[\s.!]*$",
    re.IGNORECASE,
)
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
    """What is said to small talk; None for anything that may be a question to the corpus."""
    text = question.strip().replace("’", "'")
    if len(text) > _LONGEST:
        return None
    if _ABOUT_US.fullmatch(text.rstrip(" ?.!")):
        return ASKED_ABOUT_US
    if not _is_courtesy(text) and not _is_thanks_with_remark(text):
        return None if any(character.isalnum() or character == "?" for character in text) else ACKNOWLEDGED
    if _THANKS.search(text):
        return THANKED
    if _GREETING.match(text):
        return GREETED
    return PARTED if _FAREWELL.search(text) else ACKNOWLEDGED


def without_courtesy(question: str) -> str:
    """The question without a greeting or thanks that go before or after it."""
    asked = question
    while (found := _SENTENCE.match(asked)) and _is_polite(found["said"]):
        asked = found["rest"]
    lead = _LEAD.match(asked)
    asked = asked[lead.end() :] if lead else asked
    return _TAIL.sub("", asked) or asked


def _is_polite(said: str) -> bool:
    polite = _THANKS.search(said) or _GREETING.match(said) or _IDIOM.fullmatch(said)
    return polite is not None and remark_on(said) is not None


def _is_courtesy(text: str) -> bool:
    """Whether a text has a greeting, thanks or assent, and besides only words that go with them."""
    if _IDIOM.fullmatch(text):
        return True
    words = _TOKEN.findall(text)
    if not 0 < len(words) <= _MOST_WORDS or any(character.isdigit() for character in text) or _ASKS.search(text):
        return False
    return _CORE.search(text) is not None and all(
        _ASSENT.fullmatch(word) or _THANKS.fullmatch(word) or _GREETING.fullmatch(word) for word in words
    )


def _is_thanks_with_remark(text: str) -> bool:
    """Thanks and a remark: "thank you, that is what the doctor said"."""
    told = _REMARK.fullmatch(text) is not None and _ASKS.search(text) is None
    return told and len(text.split()) <= _MOST_WORDS
