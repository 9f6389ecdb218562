"""The search for a question: each wording is embedded and searched once."""

from pathlib import Path

import numpy as np

from corpus.store import Store
from factories import make_document
from index.dense import EncodedQuery, HashEmbedder
from index.types import Filters
from indexes import index_over
from qa.answerability import PACKAGED, NamedCalibration
from qa.search import EvidenceFinder, Tuning
from qa.search.question_search import QuestionSearch


class Counting(HashEmbedder):
    """Counts the questions that it embeds."""

    asked = 0

    def encode_query(self, text: str) -> EncodedQuery:
        """The embedding, counted."""
        self.asked += 1
        return super().encode_query(text)


def test_a_wording_is_embedded_and_searched_once(tmp_path: Path) -> None:
    embedder = Counting(dimension=256)
    documents = [
        make_document(name, name.title(), {"": [f"Rest cures {name} in two weeks."]})
        for name in ("zorbitis", "quixosis")
    ]
    with Store(tmp_path / "store.db") as store:
        index = index_over(tmp_path, store, *documents, embedder=embedder)
        tuning = Tuning()
        calibration = NamedCalibration(PACKAGED, tuning.calibration)
        search = QuestionSearch(
            index, EvidenceFinder(store, tuning), calibration, Filters(documents=("zorbitis",)), None
        )
        fit = search.fit("What cures zorbitis?")
        assert fit.places == (("zorbitis", 1),)
        assert fit.found is (fit.confidence >= calibration.threshold)
        assert search.evidence("What cures zorbitis?") is search.evidence("What cures zorbitis?")
        assert embedder.asked == 1
        assert search.together("rest", ["zorbitis"]) is True
        assert search.together("quixosis", ["zorbitis"]) is False
        assert search.together("quixosis cures", ["nothing", "zorbitis"]) is True
        assert search.together("unheard", ["zorbitis"]) is None
        wider = search.evidence("What cures zorbitis?", ("zorbitis", "quixosis", "nowhere"))
        assert np.array_equal(wider.candidates.rows, search.evidence("What cures zorbitis?").candidates.rows)
        assert embedder.asked == 1
