"""What titles speak of, and finding it in questions."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.topics import Topics, topic_of_title


@pytest.mark.parametrize(
    ("title", "topic"),
    [
        ("What is Gout (podagra)?", "Gout (podagra)"),
        ("Gout (podagra): A guide for clinicians", "Gout (podagra)"),
        ("Asthma - an overview", "Asthma"),
        ("Understanding the Common Cold", "Common Cold"),
        ("Kidney stones", "Kidney stones"),
        ("What is", "What is"),
    ],
)
def test_the_topic_is_the_title_without_its_frame(title: str, topic: str) -> None:
    assert topic_of_title(title) == topic


def test_a_topic_is_found_by_each_of_its_names_as_the_question_spells_it() -> None:
    topics = Topics(["What is Gouty Disease (GD)?", "Kennedy's disease"])
    assert topics.find("how is gouty disease treated?") == "gouty disease"
    assert topics.find("Is GD inherited?") == "GD"
    assert topics.find("Is KENNEDY'S DISEASE rare?") == "KENNEDY'S DISEASE"
    assert topics.find("Is gout rare?") is None


def test_the_longest_name_wins_and_a_possessive_is_no_obstacle() -> None:
    topics = Topics(["Anemia", "Iron deficiency anemia"])
    assert topics.find("What is iron deficiency anemia's cause?") == "iron deficiency anemia's"
    assert topics.find("anemia or iron deficiency anemia?") == "iron deficiency anemia"


@given(st.lists(st.text(min_size=1), max_size=5), st.text())
def test_what_is_found_stands_in_the_text(titles: list[str], text: str) -> None:
    found = Topics(titles).find(text)
    assert found is None or found in text
