"""How hard a text is to read, by the Automated Readability Index.

E. A. Smith and R. J. Senter, "Automated Readability Index", AMRL-TR-66-220, Wright-Patterson Air Force Base,
1967. It counts letters instead of syllables, so it needs no pronouncing dictionary: long words are what makes
clinical English hard, and syllables of drug names are what a dictionary lacks.
"""

import re

_WORD: re.Pattern[str] = re.compile(r"[^\W_]+(?:[-'’.,][^\W_]+)*%?")
_PER_LETTER, _PER_WORD, _START = 4.71, 0.5, -21.43


def grade(text: str, sentences: int = 1) -> float:
    """The school grade (US) that reads the text, which holds that many sentences; 0 for one without words.

    4.71 letters and digits a word + 0.5 words a sentence - 21.43.
    """
    words: list[str] = _WORD.findall(text)
    if not words:
        return 0.0
    letters = len([character for word in words for character in word if character.isalnum()])
    return _PER_LETTER * letters / len(words) + _PER_WORD * len(words) / max(sentences, 1) + _START
