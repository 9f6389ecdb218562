"""Prints how often the answering span is marked in answering sentences, and how well, beside two plain ways.

The plain ways are to mark the first amount of a sentence, and the whole sentence. Both are also given for the
sentences in which a span is marked, so that they can be compared.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from corpus.document import Span
from eval.data import Half
from eval.experiments.spans.labelled import LabelledSentence, Labels, covid_sentences, reading_sentences
from eval.experiments.spans.overlap import Row, score
from eval.statistics import wilson_interval
from index.analysis import Analyser, words_of
from index.dense import Embedder
from qa.answer_span import RuleSpans, SentenceWords, first_quantity
from qa.assembly import open_embedder
from qa.commands import print_out
from qa.settings import Settings

_SETS = ("squad2_dev", "bioasq_span")


def main(
    data: Annotated[Path, typer.Argument(help="The folder of the data sets.")],
    half: Annotated[str, typer.Option(help="even, to choose rules on, or odd, to report.")] = "odd",
    limit: Annotated[int, typer.Option(help="At most so many questions of each set.")] = 300,
) -> None:
    """Print the figures for COVID-QA, SQuAD 2.0 and BioASQ."""
    chosen: Half = "even" if half == "even" else "odd"
    sets = [covid_sentences(data / "covid_qa", chosen, limit)]
    sets += [reading_sentences(data / "reading" / f"{name}.jsonl.gz", chosen, limit) for name in _SETS]
    analyser = Analyser()
    embedder = open_embedder(Settings(), analyser)
    for labels in sets:
        print_out(table(labels, spans_of(labels.sentences, embedder, analyser)))


def spans_of(sentences: Sequence[LabelledSentence], embedder: Embedder, analyser: Analyser) -> list[Span | None]:
    """The span that is marked in each sentence."""
    encoded = embedder.encode([each.text for each in sentences])
    finder, spans = RuleSpans(), []
    for number, each in enumerate(sentences):
        asked = embedder.encode_query(each.question)
        vectors = encoded.words[encoded.offsets[number] : encoded.offsets[number + 1]]
        similar = (vectors @ asked.words.T).max(axis=1).tolist() if len(asked.words) else []
        terms = set(analyser.terms(each.question))
        words = SentenceWords.of(each.text, words_of(each.text, analyser), similar, terms)
        spans.append(finder.span(each.question, words))
    return spans


def table(labels: Labels, spans: Sequence[Span | None]) -> list[str]:
    """The lines of one data set."""
    sentences = labels.sentences
    firsts = [first_quantity(each.text) for each in sentences]
    wholes = [Span(0, len(each.text)) for each in sentences]
    ours = score(sentences, spans)
    where = [number for number, span in enumerate(spans) if span is not None]
    marked = [sentences[number] for number in where]
    return [
        f"{labels.name}: {len(sentences)} questions; {labels.whole} more have no answer within one sentence",
        _line("marked span", ours, len(sentences)),
        _line("first amount", score(sentences, firsts), len(sentences)),
        _line("whole sentence", score(sentences, wholes), len(sentences)),
        _line("first amount, where a span is marked", score(marked, [firsts[n] for n in where]), len(where)),
        _line("whole sentence, where a span is marked", score(marked, [wholes[n] for n in where]), len(where)),
    ]


def _line(name: str, row: Row, questions: int) -> str:
    overlapping = _share(row.overlapping, row.marked)
    return f"  {name}: marked {_share(row.marked, questions)}, overlapping {overlapping}, F1 {row.f1:.2f}"


def _share(part: int, whole: int) -> str:
    if not whole:
        return "0 of 0"
    interval = wilson_interval(part, whole)
    return f"{part} of {whole} ({part / whole:.2f}, {interval.low:.2f}-{interval.high:.2f})"


if __name__ == "__main__":
    typer.run(main)
