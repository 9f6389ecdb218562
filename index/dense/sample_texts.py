"""The sentences of the sample articles, on which the basis of word vectors is fitted."""

from importlib.resources import as_file, files

import corpus
from corpus.readers import Refusal, read_records
from corpus.text import SentenceSplitter


def sample_texts() -> list[str]:
    """The distinct sentences and headings of the sample articles, in the order of the files' names."""
    splitter = SentenceSplitter()
    texts: dict[str, None] = {}
    with as_file(files(corpus) / "samples") as folder:
        for path in sorted(folder.glob("*.md")):
            if path.name == "README.md":
                continue
            for record in read_records(path, splitter):
                if not isinstance(record, Refusal):
                    document = record.parse()
                    texts |= dict.fromkeys(sentence.span.of(document.text) for sentence in document.sentences)
    return list(texts)
