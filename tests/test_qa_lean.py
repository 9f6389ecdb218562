"""Which sentences need the one before them."""

import pytest

from qa.lean import leans


@pytest.mark.parametrize(
    "sentence",
    [
        "It should be avoided in these patients.",
        "They have to be combined with an inhaled corticosteroid.",
        "These drugs are started at a low dose.",
        "However, the dose is halved in renal failure.",
        "In contrast, children recover fully.",
        "If they stop, the result may be negative.",
        "Such patients need dialysis.",
        "Its use is limited to adults.",
        "A spacer, or rinsing the mouth with water after inhaling, lowers this risk.",
        "If the attack recurs, this dose may be repeated after at least 2 hours.",
        "The latter is preferred.",
        "Avoid potassium supplements in these patients.",
        "Otherwise, surgery is offered.",
        "(It is contraindicated in gout.)",
    ],
)
def test_a_sentence_that_names_its_subject_only_by_what_came_before_leans(sentence: str) -> None:
    assert leans(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Riluzole extends survival by some months.",
        "It is recommended that adults be screened once.",
        "It is not known whether diet matters.",
        "This guideline applies to adults.",
        "In this review, trials of adults were included.",
        "Items such as salt and sugar raise the risk.",
        "Italy reports two cases a year.",
        "Thistle extracts are not advised.",
        "Patients with heart failure and diabetes who take a loop diuretic for oedema of the legs may, "
        "in these doses, lose potassium.",
        "",
    ],
)
def test_a_sentence_that_stands_alone_does_not_lean(sentence: str) -> None:
    assert not leans(sentence)
