from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factories import make_document
from index.analysis.analyser import Analyser
from index.analysis.us_spelling import _ISE, _KEPT, _RULES, RECIPE, to_american
from index.types import Filters
from indexes import build_over, opened

PAIRS = """
aetiology etiology, aluminium aluminum, amoebic amebic, anaemia anemia, anaemic anemic, anaesthesia
anesthesia, anaesthetists anesthetists, analogues analogs, analysed analyzed, anti-oestrogen antiestrogen,
apnoea apnea, archaeology archeology, artefacts artifacts, behavioural behavioral, caecum cecum, caesarean
cesarean, caesarian cesarean, calibre caliber, catalogued cataloged, centre center, centred centered, centring
centering, characterisation characterization, chimaeric chimeric, coeliac celiac, colourless colorless,
coloured colored, counsellor counselor, defence defense, diarrhoea diarrhea, dialled dialed, dialogue dialog,
discs disks, dyspnoeic dyspneic, encyclopaedia encyclopedia, extra-oesophageal extraesophageal, faeces feces,
favourite favorite, fibreoptic fiberoptic, fibres fibers, focussed focused, foetal fetal, gastro-oesophageal
gastroesophageal, goitre goiter, gonadotrophin gonadotropin, gonorrhoea gonorrhea, grey gray, gynaecology
gynecology, haem heme, haematology hematology, haemorrhagic hemorrhagic, homoeopathic homeopathic,
hospitalised hospitalized, hydrocoele hydrocele, hyperaesthesia hyperesthesia, hypercholesterolaemic
hypercholesterolemic, hypo-oestrogenism hypoestrogenism, ischaemic ischemic, judgement judgment, kinaesthetic
kinesthetic, labelled labeled, labelling labeling, laboured labored, leucocytes leukocytes, leukaemia
leukemia, leukaemogenic leukemogenic, litres liters, manoeuvre maneuver, manoeuvred maneuvered, manoeuvring
maneuvering, melaena melena, micrometres micrometers, millilitre milliliter, modelling modeling, mould mold,
multicentre multicenter, myxoedema myxedema, naevus nevus, neighbouring neighboring, oedema edema, oesophageal
esophageal, oestradiol estradiol, oestrogens estrogens, offences offenses, organisational organizational,
orthopaedic orthopedic, paediatric pediatric, paediatrician pediatrician, palaeolithic paleolithic,
papilloedema papilledema, paralysing paralyzing, phaeochromocytoma pheochromocytoma, polycythaemia
polycythemia, practised practiced, practising practicing, programmes programs, randomisation randomization,
randomised randomized, rhinorrhoea rhinorrhea, rigour rigor, septicaemia septicemia, skilful skillful,
stabilisers stabilizers, sulphate sulfate, sulphonylurea sulfonylurea, thalassaemia thalassemia, theatre
theater, titres titers, tranquilliser tranquilizer, travelled traveled, tumour tumor, tumourigenesis
tumorigenesis, tularaemia tularemia, unrecognised unrecognized, uraemic uremic, utilise utilize, vaporise
vaporize, yoghurt yogurt
"""
SAME = """
advertise advised aerobic aerosol algae aloe arise bruise canoe circumcised coefficient coenzyme coerce
coexist concise course cruise disease does dystrophin enterprise erythropoiesis excised exercise expertise
four gauge goes hour incised israel journal larvae leucine leucovorin maelstrom michael neurotrophin noise
oboe otherwise phoenix poem poet precise promise raised reggae revised rise she shoe source supervised
surprise theory toe toenail toes trophic vertebrae wise
"""


@pytest.mark.parametrize("pair", PAIRS.split(","))
def test_both_spellings_are_one_term(pair: str) -> None:
    analyser = Analyser()
    british, american_spelling = pair.split()
    assert analyser.terms(american_spelling)[0] in analyser.terms(british)
    whole = british.replace("-", "")
    assert to_american(to_american(whole)) == to_american(whole)


def test_phrases_of_either_kind_have_the_same_terms() -> None:
    analyser = Analyser()
    british = "Haemorrhagic stroke in paediatric leukaemia: a randomised, multicentre trial of labelled fibres"
    other = "Hemorrhagic stroke in pediatric leukemia: a randomized, multicenter trial of labeled fibers"
    assert analyser.terms(british) == analyser.terms(other)


def test_a_question_of_one_spelling_finds_and_covers_the_other(tmp_path: Path) -> None:
    texts = {"uk": "Oedema follows haemorrhagic stroke.", "us": "Anemia is treated in pediatric centers."}
    documents = [make_document(id_, id_, {"": [text]}) for id_, text in texts.items()]
    index = opened(build_over(tmp_path, *documents))
    for question, id_ in (("edema, hemorrhagic stroke", "uk"), ("anaemia, paediatric centre", "us")):
        query = index.query(question)
        assert index.search(query, Filters(), 1)[0].document_id == id_
        assert index.lexical.scores(query.terms).argmax() == index.lexical.passages(query.terms[0])[0]
        assert index.score(query, index.document_rows(id_)).coverage.max() == 1


@pytest.mark.parametrize("word", SAME.split())
def test_words_that_only_look_british_are_unchanged(word: str) -> None:
    assert to_american(word) == word


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("poet", "pet"), ("toes", "tes"), ("shoeing", "she"), ("aeds", "ed"), ("loess", "less"), ("boell", "bell"),
        ("laevis", "levis"), ("roeca", "reca"), ("precise", "precize"), ("pour", "por"), ("improvise", "improve"),
        ("advertise", "advert"), ("expertise", "expert"), ("trophic", "tropic"), ("mitral", "miter"),
        ("four", "for"),
    ],
)  # fmt: skip
def test_different_words_stay_different_terms(one: str, other: str) -> None:
    assert Analyser(stop_words=frozenset()).terms(one) != Analyser(stop_words=frozenset()).terms(other)


PARTS = """
a ae ao b c cent centre colour d e emia dgement disc ed es fibre focus focuss gramme h haem hom ing is isation
ise l leuc ll logue lyse m man met mi o oe oeuvre our ph pn practis r re rhoe s se sulph t tumour v
"""


@settings(max_examples=300)
@given(st.lists(st.sampled_from(PARTS.split()), max_size=6).map("".join))
def test_american_spelling_is_unchanged(word: str) -> None:
    assert to_american(to_american(word)) == to_american(word)


@settings(max_examples=50)
@given(st.text())
def test_only_letters_a_to_z_are_ever_respelt(text: str) -> None:
    kept = "".join(c for c in text if not "a" <= c <= "z")
    assert to_american(kept) == kept


def test_other_languages_are_unchanged() -> None:
    assert Analyser(language="french").terms("anaemia") == ["anaemi"]
    assert Analyser().terms("anaemia") == ["anemia"]


def test_the_rules_are_part_of_the_fingerprint(monkeypatch: pytest.MonkeyPatch) -> None:
    before = Analyser().fingerprint
    monkeypatch.setattr("index.analysis.us_spelling.RECIPE", RECIPE[:-1])
    assert Analyser().fingerprint != before


@given(st.one_of(st.sampled_from(PAIRS.split()), st.text(alphabet="aeioulrsgmcfhtyz'-é", max_size=14)))
def test_a_word_that_no_rule_changes_is_not_missed_by_the_one_search(word: str) -> None:
    expected = word
    for pattern, replacement in _RULES:
        expected = pattern.sub(replacement, expected)
    found = _ISE.fullmatch(expected)
    if found and not found[1].endswith(_KEPT):
        expected = f"{found[1]}iz{found[2]}"
    assert to_american(word) == expected
