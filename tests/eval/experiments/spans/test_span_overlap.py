import pytest

from corpus.document import Span
from eval.experiments.spans import LabelledSentence, Labels, best_f1, overlaps, score
from eval.experiments.spans.measure import spans_of, table
from index.analysis import Analyser
from index.dense import HashEmbedder

TEXT = "People with gout live 2-3 years, others 5 years."
GOUT = LabelledSentence("a", "How long do people with gout live?", TEXT, (Span(22, 31), Span(40, 47)))
REST = LabelledSentence("b", "How is it treated?", "Rest helps gout.", (Span(0, 4),))


def test_a_span_is_compared_with_the_answer_that_it_agrees_with_best() -> None:
    assert overlaps(GOUT, Span(30, 33))
    assert not overlaps(GOUT, Span(31, 37))
    assert best_f1(GOUT, Span(22, 31)) == 1
    assert best_f1(GOUT, Span(17, 31)) == pytest.approx(6 / 7)
    assert best_f1(GOUT, Span(0, 6)) == 0


def test_questions_without_a_mark_count_only_as_such() -> None:
    assert score([GOUT, REST], [Span(22, 31), None]) == (1, 1, 1.0)
    assert score([GOUT, REST], [Span(0, 6), Span(5, 10)]) == (2, 0, 0.0)
    assert score([GOUT], [None]) == (0, 0, 0.0)


def test_the_table_sets_the_plain_ways_beside_the_marks() -> None:
    analyser = Analyser()
    spans = spans_of([GOUT, REST], HashEmbedder(analyser), analyser)
    assert [span.of(GOUT.text) if span else None for span in spans] == ["2-3 years", None]
    lines = table(Labels("set", (GOUT, REST), 3), spans)
    assert lines[0] == "set: 2 questions; 3 more have no answer within one sentence"
    assert lines[1].startswith("  marked span: marked 1 of 2 (0.50, ")
    assert lines[1].endswith("F1 1.00")
    assert lines[2].startswith("  first amount: marked 1 of 2")
    assert lines[3].startswith("  whole sentence: marked 2 of 2 (1.00")
