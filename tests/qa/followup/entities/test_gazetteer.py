"""The names that a corpus has for things, found in questions."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.followup.entities.gazetteer import Gazetteer


def found(vocabulary: Gazetteer, text: str) -> list[str]:
    return [text[place.start : place.end] for place in vocabulary.topics_in(text)]


def test_a_topic_is_found_by_each_of_its_names_as_the_text_spells_it() -> None:
    vocabulary = Gazetteer(
        ["What is Gouty Disease (GD)?", "Kennedy's disease"], synonyms=["Kennedy's disease; SBMA"]
    )
    assert found(vocabulary, "how is gouty disease treated?") == ["gouty disease"]
    assert found(vocabulary, "Is GD inherited?") == ["GD"]
    assert found(vocabulary, "Is KENNEDY'S DISEASE rare?") == ["KENNEDY'S DISEASE"]
    assert found(vocabulary, "is sbma rare, or Kennedy’s disease?") == ["sbma", "Kennedy’s disease"]
    assert found(vocabulary, "Is gout rare?") == []
    assert vocabulary.same("SBMA", "kennedy's disease")
    assert vocabulary.aliases("SBMA")[0] == "SBMA"
    assert "kennedy" in " ".join(vocabulary.aliases("SBMA"))
    assert vocabulary.aliases("gout") == ["gout"]


@pytest.mark.parametrize(
    "spelt", ["parkinson's disease", "parkinsons disease", "parkinsons", "Parkinson's", "Parkinson’s"]
)
def test_an_eponym_is_known_without_its_apostrophe_and_its_noun(spelt: str) -> None:
    vocabulary = Gazetteer(["Parkinson's Disease: features"])
    (name,) = found(vocabulary, f"how is {spelt} diagnosed")
    assert vocabulary.same(name, "Parkinson's disease")


def test_a_topic_is_known_in_british_and_in_american_spelling() -> None:
    vocabulary = Gazetteer(["Iron-Deficiency Anemia", "Oedema"])
    assert found(vocabulary, "iron-deficiency anaemia or edema") == ["iron-deficiency anaemia", "edema"]


def test_the_longest_name_wins_and_a_possessive_is_no_obstacle() -> None:
    vocabulary = Gazetteer(["Anemia", "Iron deficiency anemia"])
    assert found(vocabulary, "What is iron deficiency anemia's cause?") == ["iron deficiency anemia"]
    assert found(vocabulary, "anemia or iron deficiency anemia?") == ["anemia", "iron deficiency anemia"]


def test_a_name_keeps_the_parenthesis_that_it_ends_with() -> None:
    vocabulary = Gazetteer(["Forest Disease (FD)"])
    assert found(vocabulary, "What causes Forest Disease (FD)?") == ["Forest Disease (FD)"]


def test_abbreviations_are_read_from_texts_that_spell_them_out() -> None:
    vocabulary = Gazetteer(
        ["Tuberculosis: two stages"], texts=["Tuberculosis\nTuberculosis (TB) is old (SEE) there."]
    )
    assert found(vocabulary, "is TB curable, or the SEE?") == ["TB"]
    assert vocabulary.same("tb", "tuberculosis")


def test_both_parts_of_a_double_title_are_topics_and_so_is_a_word_that_only_one_has() -> None:
    vocabulary = Gazetteer(["Celiac Disease and Dermatitis Herpetiformis", "Kidney Disease", "Kidney Stones"])
    assert found(vocabulary, "celiac disease, coeliac, kidney") == ["celiac disease", "coeliac"]


@pytest.mark.parametrize("title", ["Treatment", "Risk factors", "Symptoms and signs", "In children"])
def test_what_is_asked_of_anything_is_no_topic(title: str) -> None:
    assert not Gazetteer([title]).is_topic(title)


def test_the_beginning_of_a_heading_names_a_part() -> None:
    vocabulary = Gazetteer(["ALS"], headings=["Bulbar-onset ALS"])
    assert vocabulary.is_part("bulbar onset")
    assert vocabulary.is_part("Bulbar-onset ALS")
    assert not vocabulary.is_part("limb onset")


def test_initials_are_the_same_thing() -> None:
    vocabulary = Gazetteer([])
    assert vocabulary.same("deep brain stimulation", "DBS")
    assert vocabulary.same("MDRT", "multi-drug resistant tuberculosis")
    assert not vocabulary.same("deep brain stimulation", "DBT")


def test_an_empty_corpus_knows_nothing() -> None:
    assert Gazetteer(()).topics_in("anything at all") == []


@given(st.lists(st.text(min_size=1), max_size=5), st.text())
def test_what_is_found_stands_in_the_text_and_does_not_overlap(titles: list[str], text: str) -> None:
    places = Gazetteer(titles).topics_in(text)
    assert all(0 <= place.start < place.end <= len(text) for place in places)
    assert all(one.end <= other.start for one, other in itertools.pairwise(places))
