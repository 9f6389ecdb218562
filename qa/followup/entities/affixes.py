"""What the form of a name tells of its sort: "-itis" ends an illness, "-prazole" a remedy, "-scopy" a test.

The endings of remedies are stems of international nonproprietary names, which the World Health Organization
hands out so that a substance's name tells its class (WHO/EMP/RHT/TSN/2018.1); those that also end common words are
left out. No name is listed, so a remedy whose name ends otherwise is told by the words around it, or not.
"""

import re

from qa.language import EntityType

_STEMS = (
    "actide|adol|afenone|alol|amivir|anserin|arabine|arol|astine|azepam|azolam|azoline|azosin|bactam|bamate|bendazole|"
    "butazone|butamol|cain(?:e|ide)|cillin|conazole|coxib|curium|cycline|degib|dipine|dopa|dralazine|dronate|dronic|"
    "entan|eplase|ezolid|fenac|fenamate|fibrate|floxacin|fovir|fungin|gatran|gepant|gliflozin|gliptin|glitazone|"
    "glutide|grastim|grel(?:or)?|imod|kinra|lukast|mab|mantadine|metacin|micin|mustine|mycin|nidazole|"
    "nixin|olol|olone|oprazole|parin|platin|poetin|prazole|prednis(?:one|olone)|pressin|previr|pril|prilat|profen|"
    "prost|quine|racetam|rafenib|relin|relix|ribine|rubicin|sartan|semide|setron|sonide|steride|sulfan|tadine|tecan|"
    "(?:me|mo)terol|thiazide|(?:me|mo|ni)tidine|tinib|toin|triptan|triptyline|trexate|uracil|vastatin|vir|viroc|xaban|zepine|zolid|zomib"
)
_REMEDY = re.compile(
    rf"\w{{2,}}(?:{_STEMS})s?|arte[ms]\w{{4,}}|(?:cef|rifa|sulfa|estr)\w{{4,}}|anti\w+(?:ants?|ics?|als?|"
    rf"ives?|ines?)|"
    r"(?:inhibitor|blocker|agonist|antagonist|statin|triptan|steroid|painkiller|inhaler|thinner|laxative|diuretic|"
    r"supplement|vaccine|insulin|opioid|opiate)s?",
    re.IGNORECASE,
)
_ILLNESS = re.compile(
    r"\w{3,}(?:itis|[^nr]osis|a?emia|algia|plegia|paresis|pathy|penia|rrh?o?ea|sclerosis|trophy|tension|"
    r"phobia|uria|megaly|dystonia|[^r]oma|omas|lithiasis|ectasis|pnea|phagia|arthria)",
    re.IGNORECASE,
)
_TEST = re.compile(r"\w{3,}(?:scopy|graphy|centesis|metry)|\w{3,}gram|biops(?:y|ies)", re.IGNORECASE)
_DESCRIBING = re.compile(
    r"\w{3,}(?:ous|ular|inal|ical|ial|eal|ional|ental|ative|iatric|iac|inic|ontal|utic|(?<!p)tive|sive)|"
    r"\w+-(?:based|free|guided|induced|like|related|rich)",
    re.IGNORECASE,
)
_NOT_TOLD = frozenset({"diagnosis", "prognosis", "program", "hypnosis", "osmosis", "empathy", "sympathy"})
_FORMS = ((EntityType.DRUG, _REMEDY), (EntityType.TEST, _TEST), (EntityType.CONDITION, _ILLNESS))


def type_by_affix(name: str) -> EntityType | None:
    """The sort that the last word of a name tells by its form; None where it does not."""
    last = name.rsplit(maxsplit=1)[-1].casefold() if name.split() else ""
    if last in _NOT_TOLD:
        return None
    return next((sort for sort, form in _FORMS if form.fullmatch(last)), None)


def describes(word: str) -> bool:
    """Whether a word has the form of an adjective, and so names nothing without its noun: "palliative"."""
    return _DESCRIBING.fullmatch(word) is not None and type_by_affix(word) is None
