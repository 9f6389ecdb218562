"""What titles speak of."""

import pytest

from qa.language.titles import topic_of_title


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
