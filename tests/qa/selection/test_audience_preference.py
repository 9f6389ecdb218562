"""The boosts of an audience."""

from index.types import SentenceKey
from qa.audience import load_profiles
from qa.selection.audience_preference import audience_boosts

KEYS = [SentenceKey(name, "v", 0) for name in "abc"]


def test_equally_suitable_sentences_get_boosts_of_exactly_0() -> None:
    profile = load_profiles()["physician"]
    boosts = audience_boosts(profile, KEYS, meant_for=lambda _: ("clinician",), text=lambda _: "x", graded=3)
    assert boosts.tolist() == [0, 0, 0]
    assert len(audience_boosts(profile, [], meant_for=lambda _: (), text=lambda _: "", graded=3)) == 0


def test_texts_are_read_for_the_first_sentences_only_and_only_for_plain_language() -> None:
    graded: list[str] = []

    def text(key: SentenceKey) -> str:
        graded.append(key.document_id)
        return "It is so."

    audience_boosts(load_profiles()["patient"], KEYS, meant_for=lambda _: (), text=text, graded=2)
    audience_boosts(load_profiles()["physician"], KEYS, meant_for=lambda _: (), text=text, graded=2)
    assert graded == ["a", "b"]
