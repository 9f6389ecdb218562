"""What the words around a name tell of its sort: one takes a remedy, and is diagnosed with an illness."""

import re

from qa.language import DRUG_NOUNS, PIECES, TEST_NOUNS, EntityType

_ARTICLE = r"\s+(?:the\s+|an?\s+)?$"
_ASPECT_OF_ILLNESS = (
    r"symptoms?|signs?|causes?|treatments?|therap(?:y|ies)|drugs?|medic(?:ines?|ations?)|cure|diagnosis|prognosis|"
    r"outlook|risk factors?|risk|complications?|prevalence|incidence|stages?|types?|prevention|management|"
    r"screening|tests?|vaccines?|inheritance|triggers?"
)
_BEFORE = {
    EntityType.DRUG: re.compile(
        r"\b(?:(?:can(?:'?t|not)?|should(?:n'?t| not)?|may|must)(?: (?:i|you|we|he|she|they|patients?|"
        r"people))? have|"
        r"(?:dos(?:e|es|age|ing)|side[- ]effects?|overdose|contraindications?) (?:of|to|for)|"
        r"tak(?:e|es|ing|en)|took|giv(?:e|es|ing)|given|stopping|(?:to|before|after|when|if|should|i|you|we|"
        r"they|patients?) stop|start(?:ing)?|prescrib(?:e|ed|ing)|approved?|inject(?:ing)?|"
        r"repeat(?:ed|ing)?|swallow|respond\w* (?:\w+ )?to|allerg(?:y|ic) to|tolerate|avoid|"
        r"treat(?:ed|ment) with|us(?:e|es|ing))" + _ARTICLE,
        re.IGNORECASE,
    ),
    EntityType.CONDITION: re.compile(
        rf"\b(?:(?:{_ASPECT_OF_ILLNESS})(?: (?:is|are) (?:used|given|there))? (?:of|for|in|related to|against)|"
        r"diagnos(?:e|es|ing)|treat(?:s|ing)?|prevent(?:s|ing)?|cures?|gets?|getting|catch(?:es)?|ha(?:ve|s|d|"
        r"ving)|"
        r"(?:people|patients?|adults|children|living|live|born) with|affected by|at risk (?:for|of)|"
        r"suffer(?:s|ing)? from|develop(?:s|ing)?|d(?:ie|ying) (?:of|from)|survive|"
        r"caus(?:es?|ing)|triggers?|mimics?|recover from|what is)" + _ARTICLE,
        re.IGNORECASE,
    ),
}
_NEAR = 80
_OF_REMEDY = re.compile(
    r"\b(?:dos(?:e|es|age|ing)|side[- ]effects?|interactions?|contraindications?|price|costs?|tablets?)\b",
    re.IGNORECASE,
)
_PHARMACOLOGICAL = re.compile(
    r"\b(?:dos(?:e|es|age|ing)|side[- ]effects?|contraindications?|drug\s+interactions?)\b", re.IGNORECASE
)
# "Is there a vaccine?" asks for one against an illness; "is there a tablet?" for a form of a remedy.
_AGAINST = "|".join(sorted({*DRUG_NOUNS, *TEST_NOUNS} - (PIECES - {"vaccine", "vaccines"})))
_LEFT_TO_ILLNESS = re.compile(
    r"\b(?:symptoms?|prognosis|outlook|survival|life expectancy|cures?|curable|contagious|hereditary|"
    r"inherited|else|"
    r"alternatives?|diagnos(?:ed|is|e)|here|this setting|be done|get worse|(?:my|his|her|your|the) risk|"
    r"(?:that|what|anything|something|things?) (?:\w+ )?(?:helps?|works?)|"
    rf"(?:is|are) there (?:an?|any) (?:\w+ )?(?:{_AGAINST}))\b",
    re.IGNORECASE,
)
_OF_ILLNESS = re.compile(r"(?:symptoms|signs|causes|prognosis|treatment|cure)\b", re.IGNORECASE)
_PURPOSE = re.compile(r"\s+for(?:\s+in\b|[\s?.!]*$)")
_HARM = re.compile(r"\bhow\b.*\bavoid(?:ing)?\s+(?:the\s+|an?\s+)?$", re.IGNORECASE)
_WHAT_IS = re.compile(r"\bwhat\s+(?:is|are)\s+(?:the\s+)?$", re.IGNORECASE)
_IS = (
    r"^\s+(?:(?:is|are|be|was|were|been|being|(?:do|does|did)(?:n'?t|\s+not))\s+)?"
    r"(?:(?:always|ever|usually|also|very|\w+ly)\s+)?"
)
_AFTER = {
    EntityType.DRUG: re.compile(
        _IS + r"(?:dos(?:ed?|age|ing)|taken|given|prescribed|approved|administered|injected|tolerated|"
        r"contraindicated|avoided|stopped|started|used|works?|helps?|acts?|interacts?|cures?|treats?|"
        r"relieves?|prevents?|prolongs?|extends?|slows?|lengthens?|safe|tablets?|\d+ ?mg|costs?|expensive|"
        r"cheap(?:er|est)?|available|effective|side[- ]effects|"
        r"(?:ok|okay|fine|allowed|suitable)\s+(?:for|in|with|during|if|when|after|while))\b",
        re.IGNORECASE,
    ),
    EntityType.CONDITION: re.compile(
        _IS + r"(?:diagnosed|inherited|treated|contagious|infectious|curable|treatable|fatal|deadly|hereditary|"
        r"common|rare|genetic|progress\w*|spreads?|prevented|cured|caused|detected|transmitted|symptoms?|"
        r"serious|runs? in|comes? back|came back|goes? away|turns? into|gets? worse|starts|started|chronic)\b",
        re.IGNORECASE,
    ),
}
# A remedy is named as such, or given: "X is the only drug", "the drug of choice is X", "2 mg X".
_TOLD = {
    EntityType.DRUG: (
        re.compile(
            r"^\s+(?:(?:is|was|are|were)\s+(?:the |an? )?(?:\w+[ -]){0,3}(?:drugs?|medic(?:ine|ation)s?|agents?|"
            r"vaccines?)|(?:is|are)\s+(?:recommended|used|indicated|(?:given|added|taken)\s+(?:to|for|in|"
            r"with))|prevents?|relieves?|lowers?|reduces?|slow(?:s|ed)|prolongs?)\b",
            re.IGNORECASE,
        ),
        re.compile(
            r"\b(?:(?:drugs?|medic(?:ine|ation)s?|treatments?) of choice (?:is|are|was)|treat\w* with|doses? of|"
            r"as its medicine of choice|\d ?(?:mg|g|ml))\s+(?:\w+al\s|\w+ed\s)?$",
            re.IGNORECASE,
        ),
    ),
    EntityType.CONDITION: (
        re.compile(
            r"^\s*(?:\([^)]*\)\s*)?(?:is|are)\s+(?:the |an? )?(?:\w+[ -]){0,5}(?:disease|disorder|condition|"
            r"syndrome|infection|illness)\b",
            re.IGNORECASE,
        ),
        re.compile(r"(?!)"),
    ),
}


def type_by_context(before: str, after: str) -> EntityType | None:
    """The sort that the words before and after a name ask for in a question; None where they do not tell."""
    if _WHAT_IS.search(before) and _PURPOSE.match(after):
        return EntityType.DRUG
    if _HARM.search(before):
        return EntityType.CONDITION
    for sort in (EntityType.DRUG, EntityType.CONDITION):
        if _BEFORE[sort].search(before[-_NEAR:]) or _AFTER[sort].match(after):
            return sort
    return None


_ASKED = {
    EntityType.DRUG: re.compile(
        r"\b(?:which|what)(?:\s+(?:is|are))?(?:\s+[\w-]+){0,3}?\s+(?:drugs?|medic(?:ines?|ations?)|agents?|"
        r"treatments?|"
        r"therap(?:y|ies)|antibiotics?|vaccines?|prophylaxis|remed(?:y|ies)|pills?|tablets?)\b|"
        r"\bwhat(?:\s+can|'s)?\s+(?:is\s+)?(?:given|used|added|prescribed|treats?|helps?|prevents?|slows?|"
        r"relieves?|works|"
        r"do\s+(?:you|they|u|we)\s+(?:give|use|prescribe|add))\b|\bhow\s+(?:is|are|do\s+(?:you|they|u|"
        r"we))\s+.{1,60}\btreat(?:ed)?\b",
        re.IGNORECASE,
    ),
    EntityType.TEST: re.compile(
        r"\b(?:which|what)(?:\s+(?:is|are))?(?:\s+[\w-]+){0,3}?\s+(?:tests?|scans?|investigations?|exams?|"
        r"imaging)\b",
        re.IGNORECASE,
    ),
    EntityType.CONDITION: re.compile(
        r"\b(?:which|what)(?:\s+(?:other|else))?\s+(?:diseases?|conditions?|disorders?|illness(?:es)?|infections?|"
        r"complications?)\b",
        re.IGNORECASE,
    ),
}


def type_asked_for(question: str) -> EntityType | None:
    """The sort of thing that would answer a question: "Which drug ...?", "What prevents ...?"."""
    return next((sort for sort, pattern in _ASKED.items() if pattern.search(question)), None)


def type_left_out(question: str) -> EntityType | None:
    """The sort of thing that a question leaves out, by its aspects: a remedy its dose, an illness its signs."""
    if _OF_REMEDY.search(question):
        return EntityType.DRUG
    return EntityType.CONDITION if _LEFT_TO_ILLNESS.search(question) else None


def is_pharmacological(aspect: str) -> bool:
    """Whether only a remedy can have an aspect: a dose, side effects."""
    return _PHARMACOLOGICAL.search(aspect) is not None


def type_of_owner(owned: str) -> EntityType | None:
    """The sort of what has the thing that the words begin with: "its dose", "its symptoms"."""
    first = " ".join(owned.split()[:2])
    if _OF_REMEDY.search(first):
        return EntityType.DRUG
    return EntityType.CONDITION if _OF_ILLNESS.match(first) else None


def type_of_aspect(aspect: str) -> EntityType | None:
    """The sort that has such an aspect: a remedy its dose, an illness its symptoms."""
    return EntityType.DRUG if _OF_REMEDY.search(aspect) else type_by_context(f"{aspect} of ", "")


def type_as_told(before: str, after: str) -> EntityType | None:
    """The sort that a statement gives a name; None where it does not tell."""
    for sort, (is_one, given) in _TOLD.items():
        if is_one.match(after) or given.search(before[-_NEAR:]):
            return sort
    return type_by_context(before, after)
