"""The rules by which a stop ends a sentence or does not; in doubt it does not, since a cut can lose a "never"."""

import re
from dataclasses import dataclass

from corpus.text.boundaries.abbreviations import Abbreviations, Ends
from corpus.text.boundaries.sentence_words import SentenceWords
from corpus.text.boundaries.shortened_words import ShortenedWords
from corpus.text.boundaries.stops import NUMBER, Stop

_LONGEST_LABEL = 30
_SHORT_WORD = 5
_LETTER_AND_COMMA = 2
_TWO = 2

_ENUMERATOR = re.compile(r"\W*(?:\d{1,3}(?:\.\d{1,3})*+|[A-Za-z]|[ivxIVX]{1,4})[.)\]]+\Z")
_LABEL = re.compile(r"\W*([^\W\d_]+) (?:No\. ?)?(?:\d{1,3}(?:\.\d{1,3})*+[a-zA-Z]?|[A-Z]|[IVX]{1,4})[.)]+\Z")
_LETTERED = re.compile(r"(?:[^\W\d_]{1,2}\.)+[^\W\d_]{1,2}\Z")
_VOWELLESS = re.compile(r"[b-df-hj-np-tv-xzB-DF-HJ-NP-TV-XZ][b-df-hj-np-tv-xz]{1,4}\Z")
_CAPITALISED = re.compile(rf"[A-Z][a-z]{{1,{_SHORT_WORD - 1}}}\Z")
_SHORT_FORM = re.compile(r"[A-Z][a-z]{1,6}[b-df-hj-np-tv-z]\Z|[A-Z][a-z]\Z")
# "A and B.", "2A, 2B or 2C."
_OTHER_LETTER = re.compile(r"(?:^|[\s(])\d*[A-Z](?:, \d*[A-Z])*+,? (?:and|or|to|versus|vs\.?|&) \d*\Z")
_DOSE = re.compile(
    r"(?: [A-Za-z][\w-]*)?,? \d[\d.,·]*(?:[-–]\d[\d.,]*)?\s?(?:mg|g|mcg|µg|μg|ml|mL|IU|iu|U|units?|%|/)(?!\w)"
)
_YEAR = re.compile(r"(?:19|20)\d\d\Z")
_JOINING = ("and", "or", "&", "/", "plus")
_ORDINARY = re.compile(r"[^\W\d_]{3,}")


@dataclass(frozen=True)
class BoundaryRules:
    """Decides at each stop of a text; `own` are lower-cased abbreviations of the document in hand."""

    abbreviations: Abbreviations
    words: SentenceWords
    shortened: ShortenedWords
    own: frozenset[str] = frozenset()

    def is_boundary(self, text: str, begin: int, stop: Stop) -> bool:
        """Whether the sentence that begins at `begin` ends at the stop."""
        if not stop.next or stop.is_before_lower or self._is_label(text, begin, stop):
            return False
        if stop.mark != "." or not stop.word:
            return self._after_other_mark(text, stop)
        if self._is_answer(text, begin, stop):
            return True
        return not (self._is_after_colon(text, stop) or self._divides_number(stop)) and self._after_word(
            text, begin, stop
        )

    def _after_word(self, text: str, begin: int, stop: Stop) -> bool:
        known = None if _is_acronym(stop) else self.abbreviations.ends(stop.before, f"{stop.word}.")
        is_first = not _ORDINARY.search(text[begin : stop.at - len(stop.word)][-_LONGEST_LABEL:])
        if stop.noted or stop.is_before_number:
            return known is not Ends.NEVER if stop.noted else self._before_number(stop, known)
        if not self._is_amount(stop):
            return self._before_capital(text, stop, known, is_first=is_first)
        return self._starts(stop) or self._opens_clause(stop) or not self._is_dose_of(text, stop)

    def _is_label(self, text: str, begin: int, stop: Stop) -> bool:
        """Whether the sentence so far is an item's number or the label of a heading: "2.", "(b)", "Step 2."."""
        if stop.at - begin > _LONGEST_LABEL:
            return False
        so_far = text[begin : stop.start].rstrip()
        label = _LABEL.match(so_far)
        return bool(_ENUMERATOR.match(so_far)) or (label is not None and label[1].lower() in self.words.labels)

    def _is_after_colon(self, text: str, stop: Stop) -> bool:
        """Whether the word is an item's number after a colon: "do this: 1. Stop"."""
        at = stop.at - len(stop.word)
        return text[max(0, at - 2) : at].rstrip(" (").endswith(":") and bool(_ENUMERATOR.match(f"{stop.word}."))

    def _is_answer(self, text: str, begin: int, stop: Stop) -> bool:
        """Whether a word such as "Never" is the whole sentence; "No" must answer a question."""
        if text[begin : stop.at].strip() != stop.word or stop.word.lower() not in self.words.answers:
            return False
        return stop.word.lower() != "no" or text[:begin].rstrip().endswith("?")

    def _after_other_mark(self, text: str, stop: Stop) -> bool:
        """Whether a question mark, an exclamation mark, an ellipsis or a detached stop ends the sentence."""
        is_detached = stop.at == 0 or text[stop.at - 1] in " ("
        if is_detached and stop.mark in "?!":
            return self._starts(stop)
        return not (stop.is_before_number and (is_detached or stop.mark[0] == "…" or stop.mark[:2] == ".."))

    def _divides_number(self, stop: Stop) -> bool:
        """Whether a number or an amount goes on: "0. 5 mg", "10. Mg"."""
        if not NUMBER.match(stop.word) or stop.word.endswith("%"):
            return False
        if stop.is_before_number:
            return not stop.is_before_enumerator and not _YEAR.match(stop.word)
        following = stop.next.lower()
        is_unit = following in self.words.units - self.words.starters and len(following) > 1
        return is_unit and not stop.rest.startswith(".")

    def _before_number(self, stop: Stop, known: Ends | None) -> bool:
        if stop.is_before_enumerator:
            return known is None or self._is_amount(stop)
        if self._is_amount(stop):
            following = stop.rest.split(maxsplit=2)[:2]
            return any(word.lower() in self.words.counted for word in following)
        if known or self._is_like_abbreviation(stop) or len(stop.word) == 1:
            return False
        return not (_CAPITALISED.match(stop.word) and _DOSE.match(f" {stop.ahead}"))

    def _before_capital(self, text: str, stop: Stop, known: Ends | None, *, is_first: bool) -> bool:
        if known is Ends.NEVER or self._qualifies(stop, known, is_first=is_first):
            return False
        if len(stop.word) == 1 and stop.word.isalpha():
            return self._after_letter(text, stop)
        if known is Ends.UNLESS_NUMBERED:
            return not (stop.word[0].isupper() and stop.is_before_code and not is_first)
        if self._starts(stop):
            return True
        if known is Ends.ALWAYS:
            return stop.before.lower() not in self.words.governing and stop.next.lower() not in self.words.dates
        return self._is_word(stop, known)

    def _qualifies(self, stop: Stop, known: Ends | None, *, is_first: bool) -> bool:
        """Whether an abbreviation stands before the noun that it qualifies: "FOR I.V. USE", "Max. Dose 4 g"."""
        if known is not Ends.BEFORE_STARTER or stop.next.lower() not in self.words.qualified:
            return False
        is_governed = is_first or stop.before.lower() in self.words.governing - self.words.dosing
        is_short_form = stop.word.isalpha() and stop.word[0].isupper()
        return (is_governed or is_short_form) and not self._opens_clause(stop)

    def _lacks_object(self, stop: Stop) -> bool:
        """Whether the word may be the short form of the verb's object: "never give Linct. Zorbinex"."""
        is_short = bool(_SHORT_FORM.match(stop.word)) and stop.before.lower() in self.words.dosing
        return is_short and not self._has_verb(stop)

    def _is_word(self, stop: Stop, known: Ends | None) -> bool:
        """Whether the word before the stop is none that is abbreviated before a capitalised word."""
        if known:
            return bool(_LETTERED.match(stop.word)) and self._opens_clause(stop)
        if self._is_like_abbreviation(stop):
            return self._ends_in_abbreviation(stop)
        if self._lacks_object(stop):
            return False
        return not (_CAPITALISED.match(stop.word) and _DOSE.match(stop.rest))

    def _ends_in_abbreviation(self, stop: Stop) -> bool:
        """Whether an unlisted abbreviation ends a sentence: "twice q.a.m. Zorbinex", "was chkd. Zorbinex given".

        One in small letters with stops is an adverb, unless a word governs it or joins it to another.
        """
        word, before = stop.word, stop.before.lower()
        if before in self.words.governing or before in _JOINING:
            return False
        if _LETTERED.match(word) and word.islower():
            return True
        has_verb = not self.words.participles.isdisjoint(stop.rest.split()[:1]) or self._has_verb(stop)
        return has_verb and bool(word.islower() or _LETTERED.match(word))

    def _after_letter(self, text: str, stop: Stop) -> bool:
        """Whether a single letter ends the sentence; it may be an initial ("J. Smith") or a label ("x, B. No")."""
        if stop.before.endswith((",", ";")) and len(stop.before) > _LETTER_AND_COMMA:
            return False
        if self._starts(stop) and stop.next.lower() not in self.words.surnames:
            return True
        if not stop.word.isupper():
            return False
        if stop.before.islower() and self.words.names_letter(stop.before):
            return True
        return bool(_OTHER_LETTER.search(text[max(0, stop.at - _LONGEST_LABEL) : stop.at - 1]))

    def _is_amount(self, stop: Stop) -> bool:
        return stop.is_after_number and stop.word.lower() in self.words.units

    def _is_dose_of(self, text: str, stop: Stop) -> bool:
        """Whether the amount is the object of a verb, so that a name may follow: "give 500 mg. Zorbinex"."""
        words = text[max(0, stop.at - _LONGEST_LABEL) : stop.at].split()[-4:-2]
        return any(word.lower() in self.words.dosing for word in words)

    def _is_like_abbreviation(self, stop: Stop) -> bool:
        """Whether an unlisted word is one by its form (letters with stops, no vowel, part) or in this document.

        A part of a word in small letters is one only where a word governs it: notes end in "creps bilat. Speech".
        """
        word = stop.word
        if _LETTERED.match(word) or _VOWELLESS.match(word) or word.lower() in self.own:
            return True
        is_governed = word[0].isupper() or stop.before.lower() in (*self.words.governing, *_JOINING, "")
        return is_governed and self.shortened.has(word)

    def _starts(self, stop: Stop) -> bool:
        """Whether the next word is one that often begins a sentence; "No" and "A" need a word after them."""
        following = stop.next.lower()
        if following in ("a", "no"):
            is_label = following == "a" and stop.word[:1].isupper()
            return stop.rest[:1] == " " and stop.rest[1:2].islower() and not is_label
        return following in self.words.starters and not stop.rest.startswith(".")

    def _opens_clause(self, stop: Stop) -> bool:
        """Whether the next word is the subject of a clause ("Oral doses are larger") and not an object."""
        return self._has_verb(stop) and stop.before.lower() not in self.words.governing

    def _has_verb(self, stop: Stop) -> bool:
        return any(word in self.words.finite for word in stop.rest.split()[:2])


def _is_acronym(stop: Stop) -> bool:
    """Whether two capital letters are no abbreviation: "at RT. Cells", but "RT. EYE"."""
    return len(stop.word) == _TWO and stop.word.isupper() and not (stop.next.isupper() and len(stop.next) > 1)
