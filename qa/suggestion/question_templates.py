"""Questions made of headings: "Prognosis" becomes "What is the prognosis of ALS?".

The rules are data: the first pattern that matches a heading gives its question, which is grammatical by
construction. A heading that matches none gets a question that fits any noun phrase, and a heading without a
topic of its own ("References", "Summary") gets none.
"""

import re
from collections.abc import Mapping

from qa.language import is_plural, plural, singular

_PARENTHESIS = re.compile(r"^(.*?)\s*\(([^()]+)\)$")
_ABBREVIATION = re.compile(r"[A-Z0-9][A-Za-z0-9-]*[A-Z0-9]")
_LONGEST_ABBREVIATION = 8
_NUMBERING = re.compile(r"^(?:[0-9]+(?:\.[0-9]+)*\.?|[A-Z]\.|[ivxIVX]+\.)\s+")
_CLOSING = re.compile(r"[\s:.;,]+$")
_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
_JOINED = re.compile(r"\b(?:and|or)\b|&", re.IGNORECASE)
_CLAUSE = re.compile(r"(?:what|how|when|why|who|where|which|is|are|do|does|can|should)\b", re.IGNORECASE)
_AWKWARD = re.compile(r"[.,:;?!/|=<>\[\](){}\"“”]")
_MOST_WORDS = 7
_SHORTEST_NAME = 4

_NO_MATTER = re.compile(
    r"(?:references?|bibliography|citations?|sources?|see also|further reading|(?:external )?links|resources|"
    r"acknowledge?ments?|funding|disclosures?|disclaimers?|(?:competing|conflicts? of) interests?.*|"
    r"(?:author|contributor)s?\b.*|abbreviations|glossary|appendi(?:x|ces)\b.*|supplement.*|contents|"
    r"abstract|summary|introduction|background|overview|about .*|conclusions?|discussion|methods?|results?|"
    r"objectives?|keywords|(?:key|main) (?:points|messages)|notes?|tables?\b.*|figures?\b.*|box\b.*|"
    r"chapter\b.*|part\b.*|section\b.*|questions?|faqs?|contact.*|copyright.*|licen[cs]e.*|update.*|version.*)",
    re.IGNORECASE,
)
_PLURAL = (
    r"(?:early |late |warning |main |common |clinical |core |long-term |possible |risk |side |adverse |"
    r"different )*"
    r"(?:causes|symptoms|signs|features|characteristics|complications|factors|types|stages|forms|variants|"
    r"triggers|effects|events|consequences|indications|contraindications|mechanisms|manifestations|outcomes)"
)
_SINGULAR = (
    r"(?:early |late |acute |long-term |initial |first-line |drug |medical |surgical |supportive |clinical |"
    r"natural |differential |life |palliative |emergency |maintenance )*"
    r"(?:prognosis|outlook|pathophysiology|pathogenesis|epidemiology|a?etiology|cause|incidence|prevalence|"
    r"frequency|inheritance|history|expectancy|presentation|definition|mechanism|transmission|course|"
    r"classification|diagnosis|treatment|therapy|management|genetics|anatomy|histology)"
)
_EITHER = rf"(?:{_PLURAL}|{_SINGULAR})"
# What is asked of {topic}, of which there {is} one or {are} several; {heading} is the heading inside a sentence.
TEMPLATES: Mapping[str, str] = {
    r"diagnosis|diagnosing|diagnostics": "How {is} {topic} diagnosed?",
    r"treatments?|therapy|therapies|treating": "How {is} {topic} treated?",
    r"management": "How {is} {topic} managed?",
    r"prevention|preventing|prophylaxis": "How can {topic} be prevented?",
    r"monitoring|follow-up": "How {is} {topic} monitored?",
    r"transmission|spread": "How {is} {topic} transmitted?",
    r"(?:drug treatment|drug therapy|drugs|medications?|medicines|pharmacotherapy)": (
        "Which drugs are used for {topic}?"
    ),
    _SINGULAR: "What is the {heading} of {topic}?",
    rf"{_PLURAL}|{_EITHER},? (?:and|or) {_EITHER}": "What are the {heading} of {topic}?",
    rf"{_PLURAL} (?:of|in|for) [^,]+": "What are the {heading}?",
}
_RULES = tuple((re.compile(pattern, re.IGNORECASE), template) for pattern, template in TEMPLATES.items())
_OTHERWISE = "What does the source say about {heading} in {topic}?"
_NAMED_ALREADY = "What does the source say about {heading}?"
_ITSELF = "What {is} {topic}?"


def name_of(topic: str) -> str:
    """How a topic is called in a question: "ALS" for "Amyotrophic ... (ALS)", "Gout" for "Gout (podagra)"."""
    parts = _PARENTHESIS.match(topic.strip())
    if parts is None:
        return topic.strip()
    name, other = parts.groups()
    short = _ABBREVIATION.fullmatch(other) and len(other) <= _LONGEST_ABBREVIATION
    return str(other if short or not name else name)


def question_about(name: str) -> str:
    """What something is: "What is gout?", "What are kidney stones?"."""
    return _ITSELF.format(topic=name, **_number(name))


def askable(name: str) -> bool:
    """Whether a topic's name fits into a question: few words, and no list or subtitle."""
    return 0 < len(name.split()) <= _MOST_WORDS and _AWKWARD.search(name) is None


def question_of(heading: str, name: str) -> str | None:
    """The question that a section of that heading answers, in an article on `name`; None where there is none."""
    bare = _NUMBERING.sub("", " ".join(heading.split()))
    if bare.endswith("?"):
        return bare
    bare = _CLOSING.sub("", bare)
    if not _is_phrase(bare) or _NO_MATTER.fullmatch(bare):
        return None
    inside = _inside_a_sentence(bare, name)
    for pattern, template in _RULES:
        if pattern.fullmatch(bare):
            return template.format(heading=inside, topic=name, **_number(name))
    otherwise = _NAMED_ALREADY if _names(bare, name) else _OTHERWISE
    return otherwise.format(heading=inside, topic=name)


def _is_phrase(heading: str) -> bool:
    listed = "," in heading and not _JOINED.search(heading)
    return (
        heading[:1].isalpha()
        and len(heading.split()) <= _MOST_WORDS
        and not (listed or _CLAUSE.match(heading) or _AWKWARD.search(heading.replace(",", "")))
    )


def _names(heading: str, name: str) -> bool:
    """Whether the heading names the topic, in the singular or the plural."""
    *first, last = name.split()
    forms = {last, singular(last.casefold()), plural(last.casefold())}
    names = "|".join(re.escape(" ".join((*first, form))) for form in sorted(forms))
    return re.search(rf"\b(?:{names})\b", heading, re.IGNORECASE) is not None


def _inside_a_sentence(heading: str, name: str) -> str:
    """The heading without the capitals that it has for being one; names and abbreviations keep theirs."""
    names = set(_WORD.findall(name))
    words = _WORD.findall(heading)
    title_case = all(word[0].isupper() for word in words if len(word) >= _SHORTEST_NAME)
    shouted = heading.isupper() and max(map(len, words)) > _LONGEST_ABBREVIATION

    def lowered(word: re.Match[str]) -> str:
        capital_only = word.group()[0].isupper() and (shouted or word.group()[1:].islower())
        opens = word.start() == 0 or (title_case and len(words) > 1)
        plain = capital_only and opens and word.group() not in names
        return word.group().lower() if plain else word.group()

    return _WORD.sub(lowered, heading)


def _number(name: str) -> dict[str, str]:
    last = name.rsplit(maxsplit=1)[-1]
    abbreviated = last[-1:].isupper() or last[-1:].isdigit() or last.endswith(("'s", "’s"))
    several = _JOINED.search(name) is not None or (not abbreviated and is_plural(last.casefold()))
    return {"is": "are" if several else "is"}
