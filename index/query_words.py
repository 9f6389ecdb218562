"""The content words of a question, with their stored form and their weights in one corpus."""

import numpy as np

from index.analysis import Analyser, words_of
from index.dense import EncodedQuery, WordBasis
from index.lexical import LexicalIndex
from index.types import QueryWords


def query_words(
    text: str, encoded: EncodedQuery, basis: WordBasis, analyser: Analyser, lexical: LexicalIndex
) -> QueryWords:
    """The words of a question that have a vector and a term.

    Question words such as "role" are left out unless they occur in the corpus. A word's weight is the square root
    of its term's inverse document frequency, which is largest for terms that the corpus lacks.
    """
    terms = {(word.start, word.end): word.term for word in words_of(text, analyser)}
    places = [
        place
        for place, span in enumerate(encoded.spans)
        if span in terms and (terms[span] not in analyser.asking or lexical.df(terms[span]))
    ]
    kept = [encoded.spans[place] for place in places]
    return QueryWords(
        texts=tuple(text[start:end] for start, end in kept),
        vectors=basis.quantise(encoded.words)[np.array(places, dtype=np.int64)],
        weights=np.sqrt([lexical.idf(terms[span]) for span in kept]),
    )
