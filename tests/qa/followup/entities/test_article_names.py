"""What an article is called."""

import pytest

from qa.followup.entities.article_names import names_in_article
from qa.followup.entities.gazetteer import Gazetteer

LONG = "Amyotrophic Lateral Sclerosis (ALS)"
BOTH = "Celiac Disease and Dermatitis Herpetiformis"
VOCABULARY = Gazetteer(
    [LONG, BOTH, "Tuberculosis", "Iron-Deficiency Anemia of Childhood"],
    texts=["Tuberculosis (TB) is", "Iron-deficiency anemia of childhood (IDA) is"],
)


@pytest.mark.parametrize(
    ("topic", "body", "names"),
    [
        (LONG, "Amyotrophic lateral sclerosis (ALS) is rare. In ALS, ALS.", ("ALS",)),
        (LONG, "Care in amyotrophic lateral sclerosis. It is amyotrophic lateral sclerosis.",
         ("amyotrophic lateral sclerosis",)),
        (BOTH, "In celiac disease and coeliac disease. Celiac disease with dermatitis herpetiformis.",
         ("celiac disease", "dermatitis herpetiformis")),
        (BOTH, "Dermatitis herpetiformis and, again, dermatitis herpetiformis; celiac disease.",
         ("dermatitis herpetiformis", "celiac disease")),
        ("Tuberculosis", "TB and TB and TB. In tuberculosis.", ("tuberculosis",)),
        ("Iron-Deficiency Anemia of Childhood", "In iron-deficiency anemia of childhood. IDA, IDA.", ("IDA",)),
        ("Aspirin prevents colorectal adenoma", "Low doses were given.", ()),
        ("Risk factors and outlook", "Nothing.", ()),
    ],
)  # fmt: skip
def test_an_article_is_called_as_its_text_calls_it(topic: str, body: str, names: tuple[str, ...]) -> None:
    assert names_in_article(topic, topic, f"{topic}\n\n{body}", VOCABULARY) == names
