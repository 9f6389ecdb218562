"""What one question asks of the index is asked once."""

from pathlib import Path

import numpy as np

from corpus.store import Store
from factories import make_document
from index.build import build
from index.dense import HashEmbedder
from index.lexical import Analyser
from index.live import LiveIndex
from index.types import Filters, Vector
from qa.answerability import PACKAGED, NamedCalibration
from qa.search import EvidenceFinder, Tuning
from qa.search.question_search import QuestionSearch


class Counting(HashEmbedder):
    """Counts the questions that it embeds."""

    asked = 0

    def embed_query(self, text: str) -> Vector:
        """The embedding, counted."""
        self.asked += 1
        return super().embed_query(text)


def test_a_wording_is_embedded_and_weighed_once(tmp_path: Path) -> None:
    analyser = Analyser()
    embedder = Counting(analyser, dimension=256)
    with Store(tmp_path / "store.db") as store:
        for name in "zorbitis", "quixosis":
            document = make_document(name, name.title(), {"": [f"Rest cures {name} in two weeks."]})
            store.add(document, raw_sha256=document.version, reader="test 1", origin="test")
        build(store.documents(), store.root(), embedder=embedder, analyser=analyser, home=tmp_path)
        index = LiveIndex(tmp_path, embedder, analyser).current()
        tuning = Tuning()
        calibration = NamedCalibration(PACKAGED, tuning.calibration)
        lookup = QuestionSearch(
            index, EvidenceFinder(store, tuning), calibration, Filters(documents=("zorbitis",)), None
        )
        fit = lookup.fit("What cures zorbitis?")
        assert fit.places == (("zorbitis", 1),)
        assert fit.found is (fit.confidence >= calibration.threshold)
        assert lookup.evidence("What cures zorbitis?") is lookup.evidence("What cures zorbitis?")
        assert embedder.asked == 1
        assert lookup.together("rest", ["zorbitis"]) is True
        assert lookup.together("quixosis", ["zorbitis"]) is False
        assert lookup.together("quixosis cures", ["nothing", "zorbitis"]) is True
        assert lookup.together("unheard", ["zorbitis"]) is None
        wider = lookup.evidence("What cures zorbitis?", ("zorbitis", "quixosis", "nowhere"))
        assert np.array_equal(wider.candidates.rows, lookup.evidence("What cures zorbitis?").candidates.rows)
        assert embedder.asked == 1
