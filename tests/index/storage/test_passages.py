import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.document import BlockKind, Document
from factories import make_document
from index.storage.passages import Packing

WORDS = 12
LENGTHS = st.lists(st.integers(1, 20), max_size=12)


def sentence(words: int) -> str:
    return " ".join(["word"] * words)


def words(document: Document, passage: range) -> int:
    return sum(len(document.sentences[ordinal].span.of(document.text).split()) for ordinal in passage)


@settings(max_examples=60)
@given(st.dictionaries(st.sampled_from(["", "A", "B", "C"]), st.tuples(LENGTHS, LENGTHS), max_size=4))
def test_passages_tile_the_body_section_by_section(sections: dict[str, tuple[list[int], list[int]]]) -> None:
    document = make_document(
        "d",
        sections={name: [sentence(n) for n in lengths] for name, (lengths, _) in sections.items()},
        lists={name: [sentence(n) for n in items] for name, (_, items) in sections.items()},
    )
    passages = Packing(WORDS).passages(document)
    blocks = [document.blocks[s.block] for s in document.sentences]
    body = [ordinal for ordinal, block in enumerate(blocks) if block.kind is not BlockKind.HEADING]
    assert [ordinal for passage in passages for ordinal in passage] == body
    for passage in passages:
        assert len({blocks[ordinal].section for ordinal in passage}) == 1
        assert words(document, passage) <= WORDS or len(passage) == 1


def test_sections_never_share_a_passage() -> None:
    document = make_document("d", sections={"A": ["One.", "Two."], "B": ["Three."]})
    assert Packing().passages(document) == [range(2, 4), range(5, 6)]


def test_a_list_stays_with_its_stem() -> None:
    document = make_document(
        "d", sections={"": [sentence(8), "Do not give in"]}, lists={"": [sentence(3), sentence(3)]}
    )
    assert Packing(WORDS).passages(document) == [range(1, 2), range(2, 5)]


def test_a_list_that_does_not_fit_is_split() -> None:
    document = make_document("d", sections={"": ["Stem"]}, lists={"": [sentence(8), sentence(8)]})
    assert Packing(WORDS).passages(document) == [range(1, 3), range(3, 4)]


def test_words_are_distributed_evenly() -> None:
    document = make_document("d", sections={"": [sentence(1)] * 14})
    assert [len(passage) for passage in Packing(WORDS).passages(document)] == [7, 7]


def test_a_document_without_body_has_no_passages() -> None:
    assert Packing().passages(make_document("d")) == []


def test_a_passage_length_below_one_is_refused() -> None:
    with pytest.raises(ValueError, match="must be at least 1"):
        Packing(0)
