"""Which sentences need the one before them."""

import pytest

from qa.language.dependence import depends_on_previous, has_verb, is_fragment, lacks_subject, only_names


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
        "Although it lowers the fever, the effect is short.",
        "This recommendation applies to adults.",
        "One was diagnosed with glaucoma.",
        "Modify the dose to reach the above targets.",
        "The reviewers noted, however, that few were treated.",
        "There was no significant difference between the groups.",
        "An alternative is rest.",
        "Plus: amoxicillin.",
        "The rest were given zorbine.",
        "The rest of the patients recovered.",
        "The rest, however, recovered.",
        "It is not recommended for people who live there.",
        "Stop the drug in these patients:",
        "These signs are common:",
    ],
)
def test_a_sentence_that_names_its_subject_only_by_what_came_before_leans(sentence: str) -> None:
    assert depends_on_previous(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Riluzole extends survival by some months.",
        "It is recommended that adults be screened once.",
        "It is common for children to recover.",
        "Seek help for these signs of zorbitis:",
        "It is not known whether diet matters.",
        "This guideline applies to adults.",
        "In this review, trials of adults were included.",
        "Items such as salt and sugar raise the risk.",
        "Italy reports two cases a year.",
        "Thistle extracts are not advised.",
        "In this individual patient data meta-analysis, adults recovered.",
        "Patients were excluded: those who refused and those with ulcers.",
        "There are no rules for children in these guidelines.",
        "Although rare, ulcers are dangerous.",
        "The rest tremor of the disease is coarse.",
        "Patients with heart failure and diabetes who take a loop diuretic for oedema of the legs may, "
        "in these doses, lose potassium.",
        "",
        "The rest tremor is slow.",
        "The rest period lasts an hour.",
    ],
)
def test_a_sentence_that_stands_alone_does_not_lean(sentence: str) -> None:
    assert not depends_on_previous(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Contraindicated in asthma.",
        "Not recommended for children.",
        "Usually not acquired by touch.",
        "200 - 400 mg every 12 hours by infusion",
        "By deep intramuscular injection",
        "Treat for 3 to 6 months",
        "Avoid in the first trimester.",
        "No dose adjustment required.",
        "3 or more - refer to a hospital",
        "Key objective is to take the history",
    ],
)
def test_a_sentence_may_leave_out_what_it_is_about(sentence: str) -> None:
    assert lacks_subject(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Is the patient pregnant?",
        "Not all patients recover.",
        "Usually, children recover.",
        "Generally speaking, children recover.",
        "Zorbine 200 mg every 12 hours",
        "5 patients died.",
        "Avoid zorbine in pregnancy.",
        "",
    ],
)
def test_a_sentence_that_names_what_it_is_about_lacks_nothing(sentence: str) -> None:
    assert not lacks_subject(sentence)


def test_few_words_say_little() -> None:
    assert is_fragment("Type II.")
    assert not is_fragment("Rest lowers the fever.")
    assert only_names("Gold in severe disease")
    assert not only_names("Gold is dear")
    assert has_verb("The drug that is dear should be kept.")
    assert not has_verb("A drug that is dear")
