"""Whether the slots of questions and sentences agree: questions and texts of our own."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.slots import Inherited, SentenceSlots, Stand, agreement, slots_of, slots_of_sentence

AGREES, SILENT, CONTRADICTS, UNASKED = Stand.AGREES, Stand.SILENT, Stand.CONTRADICTS, Stand.UNASKED

# A question, the title of a document, a sentence of it, and how it stands to a slot.
DRUGS = [
    (
        "Can I take ibuprofen for sinusitis?",
        "Sinusitis",
        "Paracetamol 1 g relieves pain.",
        CONTRADICTS,
    ),
    (
        "Can I take paracetamol for sinusitis?",
        "Sinusitis",
        "Acetaminophen 1 g relieves pain.",
        AGREES,
    ),
    ("tylenol dose for a cold", "Common cold", "Paracetamol 1 g relieves pain.", AGREES),
    ("is nurofen ok with a sore throat", "Sore throat", "Ibuprofen is the first choice.", AGREES),
    ("Which antibiotic treats otitis media?", "Otitis media", "Amoxicillin 500 mg three times a day.", AGREES),
    ("Is amoxicillin used in bronchitis?", "Bronchitis", "Antibiotics are not needed.", AGREES),
    (
        "do water tablets help swollen legs",
        "Heart failure",
        "Furosemide 40 mg reduces oedema.",
        AGREES,
    ),
    ("Does doxycycline treat scabies?", "Scabies", "Permethrin cream is left on for 8 to 14 hours.", CONTRADICTS),
    ("Does doxycycline treat scabies?", "Scabies", "Treat all close contacts on the same day.", SILENT),
    ("Is ondansetron safe in pregnancy?", "Ondansetron", "It is not known to harm.", AGREES),
    (
        "Is ondansetron safe in pregnancy?",
        "Metoclopramide",
        "It is not known to harm.",
        CONTRADICTS,
    ),
    ("Co-trimoxazole for pneumocystis?", "Pneumonia", "Give trimethoprim/sulfamethoxazole for 21 days.", AGREES),
    ("frusemide or spironolactone?", "Ascites", "Spironolactone is added to furosemide.", AGREES),
    ("Does warfarin interact with fluconazole?", "Warfarin", "Warfarin needs regular blood tests.", SILENT),
    ("What causes gout?", "Gout", "Allopurinol lowers uric acid.", UNASKED),
    ("Do zinc tablets shorten a cold?", "Common cold", "Zinc lozenges may shorten it by a day.", AGREES),
    ("beta blockers in asthma?", "Asthma", "Propranolol can cause bronchospasm.", AGREES),
    ("Is sumatriptan for cluster headache?", "Cluster headache", "Triptans act within 15 minutes.", AGREES),
    ("Which statins cause muscle pain?", "Muscle pain", "Simvastatin at high doses does so most often.", AGREES),
]
CONDITIONS = [
    ("Metformin in gestational diabetes?", "Diabetes mellitus", "Metformin 500 mg twice a day.", AGREES),
    ("Metformin in acne?", "Diabetes mellitus", "Metformin 500 mg twice a day.", CONTRADICTS),
    ("prednisolone for gout", "Rheumatoid arthritis", "Prednisolone 7.5 mg daily slows erosions.", CONTRADICTS),
    ("prednisolone for gout", "Rheumatoid arthritis", "In gout, prednisolone 30 mg for 5 days.", AGREES),
    ("signs of a heart attack", "Myocardial infarction", "Crushing chest pain.", AGREES),
    ("what is high blood", "Hypertension", "Blood pressure of 140/90 mmHg or more.", AGREES),
    ("Is fever a sign of malaria?", "Malaria", "Fever comes every second or third day.", AGREES),
    ("What lowers fever?", "Influenza", "Paracetamol.", SILENT),
    ("Amoebiasis treatment?", "Amebiasis", "Metronidazole for 5 to 10 days.", AGREES),
    ("how are piles treated", "Haemorrhoids", "A diet rich in fibre.", AGREES),
    ("Does breast cancer run in families?", "Colorectal cancer", "One in twenty is inherited.", CONTRADICTS),
    ("Does cancer run in families?", "Colorectal cancer", "One in twenty is inherited.", AGREES),
    ("treatment of appendicitis", "Acute abdomen", "Causes: pancreatitis, cholecystitis, diverticulitis.", SILENT),
    ("How is gout treated?", "Tuberculosis", "Pyrazinamide can cause hepatitis and gout.", CONTRADICTS),
    ("What causes gout?", "Tuberculosis", "Pyrazinamide can cause hepatitis and gout.", AGREES),
    ("How is depression treated?", "Stroke", "Depression affects many people.", CONTRADICTS),
    ("How is depression treated?", "Stroke", "Depression is treated with talking therapy.", AGREES),
    ("How are hallucinations treated in mania?", "Parkinson's disease", "Hallucinations are rare.", CONTRADICTS),
    ("What is the dose of ibuprofen for gout?", "Ibuprofen", "400 mg twice daily.", CONTRADICTS),
    ("What is ibuprofen for in gout?", "Ibuprofen", "400 mg twice daily.", SILENT),
    ("Is leprosy catching?", "Psoriasis", "It is not contagious.", CONTRADICTS),
    ("How is tb spread?", "Tuberculosis", "By droplets when people cough.", AGREES),
]
POPULATIONS = [
    ("Paracetamol dose for a 2-year-old?", "Fever", "Adults: 1 g every 6 hours.", CONTRADICTS),
    ("Paracetamol dose for a 2-year-old?", "Fever", "Children: 15 mg/kg every 6 hours.", AGREES),
    ("Paracetamol dose for a two year old?", "Fever", "Child (2 - 12 years): 15 mg/kg every 6 hours.", AGREES),
    ("Paracetamol dose for my six-month-old?", "Fever", "Child (2 - 12 years): 15 mg/kg.", CONTRADICTS),
    ("Paracetamol dose for a ten-year-old?", "Fever", "Adult and child over 12 years: 1 g.", CONTRADICTS),
    ("Paracetamol dose for adults?", "Fever", "Adult and child over 12 years: 1 g.", AGREES),
    ("Is codeine safe under 5?", "Codeine", "Not for children aged under 12 years.", AGREES),
    ("statins for over 60s", "Statins", "In people aged 75 and older evidence is weak.", AGREES),
    ("statins for over 60s", "Statins", "In adolescents they are used for familial disease only.", CONTRADICTS),
    ("Nitrofurantoin in late pregnancy?", "Nitrofurantoin", "Avoid it in the third trimester.", AGREES),
    ("Nitrofurantoin in the first trimester?", "Nitrofurantoin", "Avoid it in the third trimester.", CONTRADICTS),
    (
        "lithium while breast-feeding",
        "Lithium",
        "In pregnancy it may harm the child.",
        CONTRADICTS,
    ),
    ("lithium while breastfeeding", "Lithium", "It passes into breast milk.", AGREES),
    ("Gonorrhoea signs in men?", "Gonorrhoea in women", "Often there are none.", CONTRADICTS),
    ("How frequent is it in men and women?", "Chlamydia in women", "One in ten.", AGREES),
    ("Should prisoners be screened?", "Screening", "Sex workers are screened twice a year.", CONTRADICTS),
    ("metformin with bad kidneys", "Metformin", "Stop it in severe renal impairment.", AGREES),
    ("What is the dose for neonates?", "Gentamicin", "Newborns: 4 mg/kg.", AGREES),
    ("What is the dose for neonates?", "Gentamicin", "The dose depends on weight.", SILENT),
    ("What is the dose for neonates?", "Gentamicin", "The dose is 80 mg.", CONTRADICTS),
    ("What is the dose for neonates?", "Gentamicin", "The dose is 4 mg/kg.", SILENT),
    ("What is the dose for a 40-year-old?", "Gentamicin", "The dose is 80 mg.", SILENT),
    ("How much ibuprofen in pregnancy?", "Ibuprofen", "400 mg twice daily.", CONTRADICTS),
    ("Is ibuprofen safe in pregnancy?", "Ibuprofen", "400 mg twice daily.", CONTRADICTS),
    ("Is ibuprofen safe in pregnancy?", "Ibuprofen", "It may harm the unborn child.", AGREES),
    ("Is ibuprofen safe in pregnancy?", "Ibuprofen in pregnancy", "400 mg twice daily.", AGREES),
    ("ibuprofen in pregnancy", "Ibuprofen", "400 mg twice daily.", CONTRADICTS),
    ("How frequent is gout in pregnancy?", "Gout", "It is rare.", SILENT),
    ("What is the dose?", "Gentamicin", "Newborns: 4 mg/kg.", UNASKED),
]
FACTS = [
    (
        "What is the success rate of the operation?",
        "Hernia",
        "Open repair and mesh repair are offered.",
        CONTRADICTS,
    ),
    ("What is the success rate of the operation?", "Hernia", "It succeeds in 9 out of 10.", AGREES),
    ("What is the success rate of the operation?", "Hernia", "It succeeds in a third.", AGREES),
    ("How common is mumps?", "Mumps", "Cheeks swell.", SILENT),
    ("How common is mumps?", "Mumps", "4 per 100,000 have it.", AGREES),
    ("How often does mumps cause deafness?", "Mumps", "In 2% of children.", AGREES),
    ("How many vials does a sting need?", "Scorpion sting", "Antivenom may be used.", CONTRADICTS),
    ("How many vials does a sting need?", "Scorpion sting", "Give two vials.", AGREES),
    ("What is the heart rate?", "Fever", "The pulse is fast.", SILENT),
    ("How long is doxycycline taken?", "Doxycycline", "100 mg once.", CONTRADICTS),
    ("How long is doxycycline taken?", "Doxycycline", "It is taken for 7 days.", AGREES),
    ("What is the dose of doxycycline?", "Doxycycline", "100 mg twice a day.", AGREES),
    ("What is the dose of doxycycline?", "Doxycycline", "It is taken for 7 days.", CONTRADICTS),
    ("What is the dose of doxycycline?", "Doxycycline", "Sunlight burns more easily.", SILENT),
    ("Is the dose of doxycycline the same?", "Doxycycline", "It is taken for 7 days.", UNASKED),
    ("What does the vaccine cost?", "Vaccine", "The price is 12 dollars.", AGREES),
    ("How many weeks is the incubation period?", "Mumps", "The incubation period is long.", AGREES),
    ("What does the vaccine cost?", "Vaccine", "It is given once.", CONTRADICTS),
    ("How many weeks does it last?", "Mumps", "Cheeks swell.", CONTRADICTS),
    ("Who gets mumps?", "Mumps", "It is spread by droplets.", UNASKED),
]


def titled(title: str, sentence: str) -> SentenceSlots:
    return slots_of_sentence(sentence, Inherited(title=title))


@pytest.mark.parametrize(("question", "title", "sentence", "stand"), DRUGS)
def test_drugs(question: str, title: str, sentence: str, stand: Stand) -> None:
    assert agreement(slots_of(question), titled(title, sentence)).drug.stand is stand


@pytest.mark.parametrize(("question", "title", "sentence", "stand"), CONDITIONS)
def test_conditions(question: str, title: str, sentence: str, stand: Stand) -> None:
    assert agreement(slots_of(question), titled(title, sentence)).condition.stand is stand


@pytest.mark.parametrize(("question", "title", "sentence", "stand"), POPULATIONS)
def test_populations(question: str, title: str, sentence: str, stand: Stand) -> None:
    assert agreement(slots_of(question), titled(title, sentence)).population.stand is stand


@pytest.mark.parametrize(("question", "title", "sentence", "stand"), FACTS)
def test_kinds_of_fact(question: str, title: str, sentence: str, stand: Stand) -> None:
    assert agreement(slots_of(question), titled(title, sentence)).fact.stand is stand


def test_a_sentence_inherits_from_its_list_the_sentences_before_and_its_headings() -> None:
    question = slots_of("Is ibuprofen safe for babies?")
    for inherited in (
        Inherited(stem="Ibuprofen for babies:"),
        Inherited(previous=("Ibuprofen for babies.",)),
        Inherited(headings=("Pain", "Ibuprofen for babies")),
    ):
        found = agreement(question, slots_of_sentence("Give it with paracetamol.", inherited))
        assert (found.drug.stand, found.population.stand) == (AGREES, AGREES)
    alone = agreement(question, slots_of_sentence("Give it with paracetamol.", Inherited()))
    assert (alone.drug.stand, alone.population.stand) == (CONTRADICTS, SILENT)


def test_what_contradicts_is_said_in_words() -> None:
    question = slots_of("What is the dose of ibuprofen for a 2-year-old with gout?")
    sentence = slots_of_sentence("Adults: sumatriptan for 3 days.", Inherited(title="Migraine"))
    found = agreement(question, sentence)
    assert found.contradicts
    assert found.drug.why == "about sumatriptan; the question asks about ibuprofen"
    assert found.condition.why == "about Migraine; the question asks about gout"
    assert found.population.why == "for adults; the question asks about a 2-year-old"
    assert found.fact.why == "about a duration; the question asks about a dose"
    assert found.why == f"{found.drug.why}; {found.condition.why}; {found.population.why}; {found.fact.why}"


def test_what_the_question_names_and_the_sentence_lacks_is_listed() -> None:
    question = slots_of("Does warfarin interact with fluconazole?")
    found = agreement(question, slots_of_sentence("Warfarin needs blood tests.", Inherited()))
    assert found.drug.missing == ("fluconazole",)
    assert not found.contradicts
    assert found.why == ""


def test_long_lists_are_cut() -> None:
    sentence = slots_of_sentence("Aspirin, warfarin, insulin, digoxin or morphine.", Inherited())
    found = agreement(slots_of("Is senna safe?"), sentence)
    assert found.drug.why == "about Aspirin, warfarin, insulin and others; the question asks about senna"


TEXTS = st.lists(
    st.sampled_from([text for case in (*DRUGS, *CONDITIONS, *POPULATIONS, *FACTS) for text in case[:3]]),
    min_size=1,
    max_size=4,
).map(" ".join)


@given(TEXTS)
def test_a_text_never_contradicts_itself(text: str) -> None:
    question = slots_of(text)
    for inherited in (Inherited(), Inherited(title=text), Inherited(title="Leprosy", headings=("In men",))):
        assert not agreement(question, slots_of_sentence(text, inherited)).contradicts


@given(TEXTS)
def test_nothing_contradicts_a_question_that_names_nothing(text: str) -> None:
    found = agreement(slots_of("and then?"), slots_of_sentence(text, Inherited(title=text)))
    assert {found.drug.stand, found.condition.stand, found.population.stand, found.fact.stand} == {UNASKED}
