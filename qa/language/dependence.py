"""Which sentences lean on the ones before them and would mislead alone.

A sentence leans where its subject or its condition is named only by a sentence before: it opens with a pronoun, a
demonstrative or a contrast ("It should be avoided", "However, ..."), speaks of "these patients" or "the above", or
leaves its subject out ("Contraindicated in asthma", "200 mg every 12 hours"). Expletive "it" ("It is recommended
that") and a work that speaks of itself ("This guideline") do not lean. The rules lean towards bringing too much:
one sentence more is read in a second.
"""

import re

_NUMBERS = r"one|two|three|four|five|six|seven|eight|nine|ten|several|none|all|half"
_OPENINGS = (
    r"it|its|they|their|them|he|his|she|her|this|that|these|those(?!{OWN})|such|both|neither|either|each|"
    r"the (?:latter|former|same|others?|remaining|remainder|two|three|older|newer)|"
    r"the rest(?! (?:tremors?|pains?|periods?)\b)|"
    r"the (?:most |more )?recent(?:ly)?|"
    r"others?|another|an? (?:alternative|exception|example|similar|further)|"
    r"however|therefore|thus|hence|conversely|instead|otherwise|nevertheless|nonetheless|consequently|"
    r"similarly|likewise|then|also|but|or|and|yet|so|plus|thereafter|afterwards?|subsequently|later|meanwhile|"
    r"alternatively|accordingly|"
    r"in (?:contrast|this|these|that|those(?!{OWN})|such|addition)|by contrast|on the other hand|"
    r"(?:for|of|among|with|to|by|at|from|under|because of|despite|after|before) "
    r"(?:this|these|those(?!{OWN})|that|such|them|it)|"
    r"as (?:such|a result)|for (?:example|instance)|if (?:so|not|they|it|this|these)|"
    r"(?:when|unless|although|though|because|since|as|while|whereas|once|where) (?:they|it|this|these|those|such)|"
    rf"(?:{_NUMBERS}) (?:was|were|had|has|have|is|are|did|also|died)|"
    r"(?:most|some|many|all|few|several) of the (?:others?|remaining|rest)|"
    r"the (?:dose|dosage|drug|medicine|infusion|injection|course|regimen|procedure)s? "
    r"(?:is|are|was|were|may|can|should|must|could|has|have|will)|"
    r"(?:remarks?|note|nb)\s*:|(?:strong|conditional|weak) recommendation(?:,| with| based)"
)
_OWN = (
    r"\s+(?:who|whom|whose|which|that|with|without|in|at|of|for|from|on|under|over|aged|having|not|\w+ing|\w+ed)\b"
)
_OPENING = re.compile(rf"[\W_]*(?:{_OPENINGS.replace('{OWN}', _OWN)})(?:\b|(?<=:))", re.IGNORECASE)
_EARLY_TIE = re.compile(
    r"\W*(?:[\w’'-]+\W+){1,7}?(?:however|therefore|(?:is|are|was|were) then)\b|"
    r"(?:although|though|because|unless|whereas|except) [^,;:]*\Z|"
    r".{0,40}\bno (?:statistically )?(?:significant )?differences? between\b",
    re.IGNORECASE,
)
_REFERS_BACK = re.compile(
    rf"\b(?:this|these|such|those(?!{_OWN})) (?!as\b|an?\b)\w+|"
    r"\bboth (?:studies|trials|groups|arms)\b|\b(?:the|as|mentioned|described|stated|given|than) above\b|"
    r"\babove (?:regimens?|targets?|features?|doses?|drugs?|measures?|criteria|symptoms?|recommendations?)\b",
    re.IGNORECASE,
)
# "Seek help for these signs:" speaks of what follows.
_ANNOUNCES = re.compile(
    r"\bthese (?:\w+ ){0,2}(?:groups|signs|symptoms|steps|criteria|features|conditions|reasons|measures|findings|"
    r"factors|causes|complications|tests|situations|circumstances)\b[^:.;,]*:\s*\Z",
    re.IGNORECASE,
)
_EXPLETIVE = re.compile(
    r"[\W_]*it (?:is|was|may be|can be|has been|remains|seems|appears) "
    r"(?:\w+ )?(?:recommended|suggested|advised|advisable|important|essential|necessary|estimated|thought|"
    r"believed|known|unknown|unclear|uncertain|possible|likely|unlikely|reasonable|practical|common|rare|shown|"
    r"reported|not known|not clear|not recommended|not advised) "
    r"(?:(?:that|to|whether|if|how|why)\b|for [^.,;:]*\bto\b)",
    re.IGNORECASE,
)
_ITSELF = (
    r"\b(?:this|these|our)(?: (?!(?:in|of|for|with|from|on|by|to|at|and|or|is|are|was|were)\b)[\w-]+){0,4}? "
    r"(?:article|review|guidelines|guidance|guideline|study|trial|report|document|paper|chapter|page|summary|"
    r"statement|manual|section|meta-analysis|cohort)\b"
)
_SELF_REFERENCE = re.compile(rf"[\W_]*(?:in )?(?:{_ITSELF}|these recommendations\b)", re.IGNORECASE)
_ITS_OWN_WORK = re.compile(_ITSELF, re.IGNORECASE)
_AMOUNT = (
    r"\d[\d.,\s–-]*(?:to \d[\d.,]*\s*)?"
    r"(?:mg|g|mcg|micrograms?|[µμ]g|ml|units?|iu|mmol|drops|tablets?|puffs|litres?)(?:/\w+)*"
)
_WHEN_OR_HOW = (
    r"(?:every|daily|twice|once|three|four|orally|by|via|intra\w+|sub\w+|iv|im|in|at|for|stat|then|per|slowly)\b"
)
_WITHOUT_SUBJECT = re.compile(
    r"[\W_]*(?:"
    r"(?:occurs?|manifests|presents|affects|follows|includes|consists|comprises|contraindicated|should|must|may|"
    r"might|can|could|cannot|does|is|are|was|were|has|have|had)\b|"
    r"not (?!all\b|every\b|only\b|any\b|until\b)|"
    r"(?:usually|commonly|often|sometimes|rarely|frequently|generally)\b(?!,| speaking)|"
    r"(?:due|caused|transmitted|transferred|characteri[sz]ed|associated|acquired|contracted|seen|thought) "
    r"(?:to|by|with|through|in|from|as|via|between)\b|"
    r"(?:especially|particularly|mainly|mostly) (?:in|among|for)\b|"
    r"useful (?:in|for|when|as|where)\b|(?:un)?likely to\b|"
    r"(?:same (?:schedule|dose|procedure|regimen)|similar to)\b|treat for \d|"
    r"(?:key |main )?(?:aim|objective|purpose)s? (?:is|are)\b|"
    r"no (?:\w+ ){1,3}(?:required|needed|necessary|recommended)\b|"
    r"(?:avoid|use|caution|discontinue|stop|withhold|reduce|increase|repeat|continue) "
    r"(?:with caution|in|if|when|during|at|after|before|until|dosage|doses?|the dose)\b|"
    rf"by (?:slow|deep|intra\w+|sub\w+|mouth|continuous)\b|{_AMOUNT} {_WHEN_OR_HOW}|"
    r"\d+(?: or (?:\d+|more))?\s*[-–]\s+[^\W\d])",
    re.IGNORECASE,
)
_FINITE = re.compile(
    r"(?<!that )(?<!which )(?<!who )\b(?:is|are|was|were|has|have|had|can|may|might|should|must|will|would|could|"
    r"does|do|did|causes?|includes?|occurs?|requires?|needs?|results?|remains?|becomes?|reduces?|increases?|"
    r"shows?|showed|found)\b",
    re.IGNORECASE,
)
_FAR = 80
_FRAGMENT_WORDS = 4
_NAME_WORDS = 5


def depends_on_previous(sentence: str) -> bool:
    """Whether a sentence needs the one before it to be understood."""
    if _EXPLETIVE.match(sentence) or _SELF_REFERENCE.match(sentence):
        return False
    if _OPENING.match(sentence) or _EARLY_TIE.match(sentence):
        return True
    refers = _REFERS_BACK.search(_ANNOUNCES.sub("", _ITS_OWN_WORK.sub("", sentence)))
    return refers is not None and refers.start() < _FAR


def lacks_subject(sentence: str) -> bool:
    """Whether a sentence leaves out what it is about, which the one before it or the heading names."""
    return not sentence.rstrip().endswith("?") and _WITHOUT_SUBJECT.match(sentence) is not None


def is_fragment(text: str) -> bool:
    """Whether a text of under four words is too short to say anything."""
    return len(text.split()) < _FRAGMENT_WORDS


def only_names(item: str) -> bool:
    """Whether an item of a list only names something: under five words, and none of them a verb."""
    return len(item.split()) < _NAME_WORDS and not has_verb(item)


def has_verb(sentence: str) -> bool:
    """Whether a verb makes it a full sentence, as far as the commonest ones tell."""
    return _FINITE.search(sentence) is not None
