"""What a text names, and that its case, spacing, plurals, hyphens and spelling do not matter."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.language import general_words
from qa.slots import Names, Slots, slots_of


def drugs(text: str, names: Names | None = None) -> set[str]:
    return {mention.id for mention in slots_of(text, names).drugs}


def conditions(text: str, names: Names | None = None) -> set[str]:
    return {mention.id for mention in slots_of(text, names).conditions}


def ages(text: str) -> list[tuple[float, float]]:
    return [(round(age.first, 2), round(age.last, 2)) for age in slots_of(text).ages]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("paracetamol", "Acetaminophen"),
        ("salbutamol", "Ventolin"),
        ("frusemide", "furosemide"),
        ("adrenaline", "epinephrine"),
        ("aciclovir", "acyclovir"),
        ("magnesium sulphate", "magnesium sulfate"),
        ("water tablets", "diuretics"),
        ("anti-malarials", "antimalarial"),
        ("quinine", "quinine dihydrochloride"),
        ("Zocor", "simvastatin"),
        ("co-amoxiclav", "amoxicillin/clavulanic acid"),
        ("blood thinner", "blood-thinners"),
    ],
)
def test_names_of_one_drug(one: str, other: str) -> None:
    assert drugs(one)
    assert drugs(one) == drugs(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("heart attack", "Myocardial infarctions"),
        ("anaemia", "anemia"),
        ("piles", "haemorrhoids"),
        ("bilharzia", "schistosomiasis"),
        ("Parkinson's disease", "parkinsons disease"),
        ("high blood", "hypertension"),
        ("kidney stones", "renal calculi"),
        ("epileptic fits", "seizures"),
        ("coeliac disease", "celiac disease"),
        ("type-2 diabetes", "type 2 diabetes mellitus"),
    ],
)
def test_names_of_one_illness(one: str, other: str) -> None:
    assert conditions(one)
    assert conditions(one) == conditions(other)


def test_what_is_part_of_a_longer_name_is_no_name() -> None:
    assert not drugs("steroid-resistant nephrotic syndrome")
    assert conditions("steroid-resistant nephrotic syndrome") == conditions("nephrotic syndrome")
    assert not conditions("HPV vaccine")
    assert drugs("HPV vaccine")


@pytest.mark.parametrize(
    "text",
    [
        "Does it lead to gas when the water is cold?",
        "Is sex painless? How much iron is in blood, and sugar in milk?",
        "The mask has to fit, keep fit, hearing aids, band aids, a pile of paper.",
        "State of the art, the gold standard, carbon, silver and salt.",
        "How do I keep the air in the room dry?",
        "What is the best price today?",
    ],
)
def test_everyday_words_are_neither_drugs_nor_illnesses(text: str) -> None:
    assert not drugs(text)
    assert not conditions(text)


def test_few_of_all_everyday_words_are_names() -> None:
    words = general_words()
    assert {word for word in words if drugs(word)} <= {
        "adrenaline",
        "antibiotics",
        "chemotherapy",
        "cocaine",
        "heroin",
        "hypnotic",
        "insulin",
        "lithium",
        "narcotics",
        "opium",
    }
    ill = {word for word in words if conditions(word)}
    assert len(ill) < 75
    assert not ill & {
        "cold",
        "shock",
        "attack",
        "fit",
        "strain",
        "injury",
        "wound",
        "disease",
        "infection",
        "condition",
    }


@pytest.mark.parametrize(
    ("text", "alone"),
    [
        ("zinc lozenges", "zinc"),
        ("oral iron", "iron"),
        ("dose of calcium", "calcium"),
        ("oxygen therapy", "oxygen"),
        ("vitamin supplements", "vitamins"),
        ("taking magnesium", "magnesium"),
    ],
)
def test_nutrients_are_drugs_where_they_are_taken(text: str, alone: str) -> None:
    assert drugs(text)
    assert not drugs(f"{alone} in the blood")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a 2-year-old", [(2, 3)]),
        ("my two year old daughter", [(2, 3)]),
        ("a six-month-old baby", [(0.5, 0.58)]),
        ("18-month-olds and adults", [(1.5, 1.58), (18, 130)]),
        ("children aged 2 to 5 years", [(2, 6)]),
        ("Child: 12 - 18 years", [(12, 19)]),
        ("under 5s", [(0, 5)]),
        ("children under 5", [(0, 5)]),
        ("over 60s", [(60, 130)]),
        ("people aged 65 years and older", [(65, 130)]),
        ("patients > 60 years", [(60, 130)]),
        ("women ≥ 18 years", [(18, 130)]),
        ("child over 4 years", [(4, 18)]),
        ("Adult and child over 12 years", [(18, 130), (12, 18)]),
        ("children of 6 weeks to 5 months", [(0.12, 0.5)]),
        ("neonates", [(0, 0.08)]),
        ("the elderly", [(60, 130)]),
        ("for 7 days", []),
        ("under 50 kg", []),
        ("children 15 mg/kg for 5 days", [(0, 18)]),
        ("within 3 years", []),
        ("every 6 months", []),
        ("a 10-day course", []),
        ("over 4 hours", []),
    ],
)
def test_ages(text: str, expected: list[tuple[float, float]]) -> None:
    assert sorted(ages(text)) == sorted(expected)


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        ("pregnant women", {"pregnant", "female"}),
        ("in the first trimester", {"first_trimester", "pregnant", "female"}),
        ("breast-feeding", {"breastfeeding", "female"}),
        ("men who have sex with men", {"msm", "male"}),
        ("renal impairment and liver disease", {"renal_impairment", "hepatic_impairment"}),
        ("people who inject drugs", {"drug_injecting"}),
        ("everybody", set()),
    ],
)
def test_groups(text: str, groups: set[str]) -> None:
    assert slots_of(text).groups == groups


def test_the_title_of_a_document_gives_names() -> None:
    names = Names.of_corpus(
        ["Peritonsillar Abscess (Quinsy)", "What is Zorblat disease?", "Falls", "Diabetes in Jail"]
    )
    assert conditions("quinsy", names) == conditions("peritonsillar abscess") != set()
    assert conditions("zorblat disease", names) == {"zorblat disease"}
    assert not conditions("quinsy and Zorblat disease")
    assert not conditions("falls", names)
    assert conditions("diabetes in jail", names) == conditions("diabetes")


def test_a_text_defines_short_names() -> None:
    texts = ["We gave lenacapavir (LEN) for amyotrophic lateral sclerosis (ALS) in Rome (IT).", "Sepsis (ALL)."]
    names = Names.of_corpus([], texts)
    assert drugs("len twice a year", names) == {"lenacapavir"}
    assert conditions("ALS", names) == conditions("amyotrophic lateral sclerosis")
    assert not drugs("len twice a year")
    assert not conditions("all of it", names)


NAMES = (
    *("paracetamol", "ibuprofen", "beta blocker", "heart attack", "anaemia", "kidney stone", "pregnant woman"),
    *("child under 5", "2-year-old", "60-year-old man", "oedema", "sulphonamide", "side effect", "how many week"),
    *("adult", "asthma"),
)


def compared(slots: Slots) -> object:
    return slots.drugs, slots.conditions, [age[:2] for age in slots.ages], slots.groups, slots.asks, slots.states


@given(st.lists(st.sampled_from(NAMES), min_size=1, max_size=5), st.data())
def test_case_spacing_and_hyphens_do_not_matter(names: list[str], data: st.DataObject) -> None:
    text = ", ".join(names)
    change = data.draw(
        st.sampled_from([str.upper, str.title, lambda text: text.replace(" ", "  "), lambda text: f"  {text}\n"])
    )
    assert compared(slots_of(change(text))) == compared(slots_of(text))


@given(st.lists(st.sampled_from(NAMES), min_size=1, max_size=5))
def test_spelling_and_plurals_do_not_matter(names: list[str]) -> None:
    text = ", ".join(names)
    american = text.replace("anaemia", "anemia").replace("oedema", "edema").replace("sulph", "sulf")
    plural = text
    for one in ("blocker", "attack", "stone", "adult", "effect", "week", "ibuprofen"):
        plural = plural.replace(one, f"{one}s")
    assert compared(slots_of(american)) == compared(slots_of(text))
    assert compared(slots_of(plural)) == compared(slots_of(text))


@given(st.text(max_size=200))
def test_any_text_has_slots(text: str) -> None:
    assert isinstance(slots_of(text), Slots)
