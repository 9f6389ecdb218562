"""A question that asks for the word of a body is answered by that body's word only."""

import pytest

from corpus.document import Document
from factories import make_document
from qa.selection.suitability import issuers_asked, speaks_for


@pytest.mark.parametrize(
    ("question", "bodies"),
    [
        ("According to the WHO, who should be treated?", {"who"}),
        ("What does NICE say about zorbine?", {"nice"}),
        ("What do the CDC recommend for zorbitis?", {"cdc"}),
        ("What is the 2016 World Health Organization guidance on zorbitis?", {"who"}),
        ("Is zorbine recommended by the American Heart Association?", {"aha"}),
        ("Recommendations of the European Society of Cardiology on zorbine", {"esc"}),
        ("How do WHO and NICE recommendations on zorbine differ?", {"nice", "who"}),
        ("At which weeks are the contacts of the 2016 WHO antenatal model?", set()),
        ("Which WHO clinical stage is it?", set()),
        ("Who recommends zorbine?", set()),
        ("who should take zorbine, according to the guideline?", set()),
        ("Is the gold standard recommended?", set()),
        ("Is it a nice recommendation?", set()),
    ],
)
def test_who_is_asked(question: str, bodies: set[str]) -> None:
    assert issuers_asked(question) == bodies


def by(publisher: str | None, title: str = "Zorbitis", text: str = "Zorbine is given.") -> Document:
    return make_document("a", title, {"": [text]}, publisher=publisher)


@pytest.mark.parametrize(
    ("document", "speaks"),
    [
        (by("World Health Organization"), True),
        (by(None, "WHO guideline on zorbitis"), True),
        (by("A journal", text="The World Health Organisation suggests zorbine."), True),
        (by("A journal"), False),
        (by("NICE"), False),
        (by("A journal", text="Those who take zorbine are well."), False),
    ],
)
def test_who_speaks(document: Document, *, speaks: bool) -> None:
    assert speaks_for({"who"}, document, 1) is speaks
