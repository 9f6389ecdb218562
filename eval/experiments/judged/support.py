"""Whether a quote shows an expected passage: the rules, in one place.

A quote supports a passage that is given by its text if the quote contains the text, or if the text contains the
whole quote and the quote has at least half of the text's letters and digits. White space, the form of characters
(NFC) and case may differ; words and punctuation may not. A quote supports a passage that is given by its place if
it covers at least half of the passage's letters and digits. In both cases the quote must be from a document that
the expectation is about. A sentence of another system that is verbatim in no document must cite one; it has no
place. A person may see support where these rules see none, such as in another wording.
"""

from eval.data import Expected, Place
from eval.experiments.judged.library import Library, flat
from eval.report import RecordedQuote


def supports(library: Library, expected: Expected, quote: RecordedQuote) -> bool:
    """Whether a quote shows one of the passages."""
    if not library.is_about(expected, quote):
        return False
    words = flat(quote.text)
    if any(_shows(words, flat(passage)) for passage in expected.any):
        return True
    return quote.verbatim and any(_covers(library, place, quote) for place in expected.places)


def _shows(quote: str, passage: str) -> bool:
    return passage in quote or (quote in passage and 2 * _letters(quote) >= _letters(passage))


def _covers(library: Library, place: Place, quote: RecordedQuote) -> bool:
    wanted = library.find(quote.document_id, quote.version, place)
    if wanted is None:
        return False
    shown = library.letters(quote.document_id, quote.version).within(quote.byte_start, quote.byte_end)
    return 2 * (min(wanted.end, shown.end) - max(wanted.start, shown.start)) >= place.letters


def _letters(text: str) -> int:
    return sum(map(str.isalnum, text))
