"""Which sentences lean on the one before them and would mislead alone.

A sentence leans where its subject or its condition is named only by the sentence before: it opens with
a pronoun, a demonstrative or a contrast ("It should be avoided", "However, ..."), or it speaks of "these
patients". Expletive "it" ("It is recommended that") and a work that speaks of itself ("This guideline")
do not lean. The rules lean towards bringing too much: one sentence more is read in a second.
"""

import re

_OPENINGS = (
    r"it|its|they|their|them|he|his|she|her|this|that|these|those|such|both|neither|either|each|"
    r"the (?:latter|former|same)|others?|another|"
    r"however|therefore|thus|hence|conversely|instead|otherwise|nevertheless|nonetheless|consequently|"
    r"similarly|likewise|then|also|but|or|and|yet|so|"
    r"in (?:contrast|this|these|that|those|such|addition)|by contrast|on the other hand|"
    r"(?:for|of|among|with|to|by|at|from|under|because of|despite|after|before) "
    r"(?:this|these|those|that|such|them|it)|"
    r"as (?:such|a result)|for (?:example|instance)|if (?:so|not|they|it|this|these)|"
    r"when (?:they|it|this|these)|unless (?:they|it|this|these)"
)
_OPENING = re.compile(rf"[\W_]*(?:{_OPENINGS})\b", re.IGNORECASE)
_REFERS_BACK = re.compile(r"\b(?:this|these|those|such) (?!as\b|an?\b)\w+", re.IGNORECASE)
_EXPLETIVE = re.compile(
    r"[\W_]*it (?:is|was|may be|can be|has been|remains|seems|appears) "
    r"(?:\w+ )?(?:recommended|suggested|advised|advisable|important|essential|necessary|estimated|thought|"
    r"believed|known|unknown|unclear|uncertain|possible|likely|unlikely|reasonable|common|rare|shown|reported|"
    r"not known|not clear|not recommended|not advised) (?:that|to|whether|if|how|why|for)\b",
    re.IGNORECASE,
)
_SELF_REFERENCE = re.compile(
    r"[\W_]*(?:in )?(?:this|these|our) (?:article|review|guidelines?|guidance|study|trial|report|document|paper|"
    r"chapter|page|summary|statement|recommendations?|manual|section)\b",
    re.IGNORECASE,
)
_FAR = 80


def leans(sentence: str) -> bool:
    """Whether a sentence needs the one before it to be understood."""
    if _EXPLETIVE.match(sentence) or _SELF_REFERENCE.match(sentence):
        return False
    if _OPENING.match(sentence):
        return True
    refers = _REFERS_BACK.search(sentence)
    return refers is not None and refers.start() < _FAR
