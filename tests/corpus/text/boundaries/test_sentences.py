from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.text.boundaries.abbreviations import Abbreviations
from corpus.text.boundaries.sentences import SentenceSplitter, trimmed
from corpus.text.canonical import clean

SPLITTER = SentenceSplitter()

# Each entry is one paragraph, as the sentences that it should fall into.
TRICKY = [
    ["Give amoxicillin 500 mg t.i.d. with food.", "Stop after seven days."],
    ["The dose is 250 mg b.i.d. or 500 mg o.d. in adults."],
    ["Start with 10 mg q.i.d.", "Increase it weekly."],
    ["Ceftriaxone 2 g i.v. is given once.", "It may also be given i.m. in the thigh."],
    ["Morphine s.c. or p.o. every 4 h relieves dyspnoea.", "Nausea is common."],
    ["The lesion measured approx. 3 cm.", "It was excised."],
    ["Approx. half of the patients relapsed.", "None of them died."],
    ["The pathway is shown in Fig. 2.", "It has three branches."],
    ["Compare Figs. 3 and 4 with Tab. 1 of the report."],
    ["Details are in Sect. 4.2 and in Ref. 12.", "Eq. 3 gives the clearance."],
    ["Okafor et al. found a lower rate.", "Their cohort was small."],
    ["A later trial (Okafor et al. 2019) disagreed.", "It had more patients."],
    ["Survival was 14 vs. 9 months.", "The difference was significant."],
    ["Dr. Adeyemi saw the patient.", "Prof. Lindqvist was consulted."],
    ["Avoid nephrotoxic drugs, e.g. gentamicin.", "Check creatinine first."],
    ["Use a macrolide (e.g. Azithromycin) instead.", "Watch the QT interval."],
    ["The second line, i.e. a fluoroquinolone, is reserved.", "Resistance is rising."],
    ["The incidence is 5.2 per 100,000 a year.", "It rises with age."],
    ["The hazard ratio was 0.72 (95% CI 0.55-0.94).", "The p value was .03."],
    ["Sodium fell to 121.5 mmol/l.", "It was corrected slowly."],
    ["E. coli caused most infections.", "S. aureus caused the rest."],
    ["Growth of P. aeruginosa and K. pneumoniae was seen.", "Both were resistant."],
    ["Mosquitoes such as Ae. aegypti and An. gambiae bite at other hours.", "Nets help."],
    ["Candida spp. are frequent colonisers.", "Aspergillus sp. is rarer."],
    ["She was vaccinated against hepatitis B.", "Riluzole was stopped."],
    ["Warfarin is antagonised by vitamin K.", "Plasma acts faster."],
    ["Screening lowers deaths from cancer.", "Riluzole does not."],
    ["It should be taken twice a day.", "Edaravone is infused."],
    ["Most had an ordinary life.", "Vincristine changed that."],
    ["Take one tablet (250 mg; max. 4 a day) with water.", "Do not chew it."],
    ["Adults (see the table below. It lists doses by weight.) start low.", "Children do not."],
    ["Stop the infusion if a rash appears!", "Call for help."],
    ["Is the patient pregnant?", "If so, avoid methotrexate."],
    ["The answer is no.", "Beta blockers are contraindicated."],
    ["Bed No. 5 is free.", "Ward No. 12 is full."],
    ["The infusion runs over 30 min.", "Observe for an hour."],
    ["He was admitted at 6 a.m. with chest pain.", "Troponin was raised."],
    ["The drug was licensed in the U.S. in 2017.", "Europe followed."],
    ["Measured values were 1.2 \u00b1 0.3 and 4.5 \u00b1 0.6.", "Both were normal."],
    ["Potassium was low (2.9 mmol/l).", "It was replaced."],
    ["He said: \u201cThe pain is gone.\u201d", "He was discharged."],
    ["Repeat the ECG after 5 min. if the pain persists.", "Inform cardiology."],
    ["Wash hands before: 1. Touching the patient.", "2. A clean procedure.", "3. Eating."],
    ["The score rose... then it fell.", "Nobody knew why."],
    ["Levels of mRNA rose in neurons.", "mRNA decayed in glia."],
    ["See www.example.org for the protocol.", "It is updated yearly."],
    ["Give 1.5 ml/kg stat. and repeat once.", "Then refer."],
    ["The mean age was 54.3 yrs. and 60% were women."],
    ["Treat Staphylococcus aureus subsp. aureus the same way.", "Report it."],
    ["No. 3 was the only failure.", "It was a lead fracture."],
    ["T. pallidum cannot be cultured.", "Serology is used instead."],
    ["Their mean age was 42.1 y. (range: 18.6\u201373.1), with more women than men.", "None died."],
    ["Echinus zorbosus s.l. has several genotypes.", "Two of them matter."],
    ["The dog zorb (s.s.; G1, G3) is common.", "It is rare in cats."],
    ["Give 10 mg q.i.d. (max. 40 mg. per day) with food.", "Then stop."],
    ["Cysts < 5 cm (e.g. CE1.) are treated with drugs.", "Others are drained."],
    ["The odds were higher (aOR: 2.5 [95% CI 1.1\u20136.0]).", "They fell later."],
    ["Give 600 mg (2 x 300 mg tablets) on days 1 and 2.", "Then 927 mg (2 x 1.5 mL) follow."],
    ["Give vit. B12 i.m. once.", "Repeat it after a month."],
    ["The cut-off was 10.000 copies/ml in 2008.", "It was 5.000 copies/ml later."],
    ["\u0415\u0441\u0442\u044c \u0431\u043e\u043b\u044c.", "\u041d\u0435\u0442 \u043e\u0442\u0451\u043a\u0430."],
]


def split(text: str) -> list[str]:
    return [span.of(text) for span in SPLITTER.spans(text)]


@pytest.mark.parametrize("sentences", TRICKY, ids=lambda sentences: sentences[0][:40])
def test_tricky_medical_text(sentences: list[str]) -> None:
    assert split(" ".join(sentences)) == sentences


def test_a_missing_space_between_sentences_is_a_boundary_and_a_name_is_not() -> None:
    assert split("It narrows the wall.The lumen is small. See Cancer.Net for more.") == [
        "It narrows the wall.",
        "The lumen is small.",
        "See Cancer.Net for more.",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Do not give Zorbict. Velorim to infants.",
        "Never use Kelmat. Zorbinex 2 million units in asthma.",
        "Do not give Linct. Zorbinex to infants.",
        "Velorim Benzath. Zorbinex is not for veins.",
        "Do not stop Pen. V too early.",
        "Do not mix Pot. Zorbide with blood.",
        "Fe. Zorbate is not for infants.",
        "Zorbinex: Max. Dose 4 g.",
        "NOT FOR I.V. USE IN CHILDREN.",
    ],
)
def test_a_short_form_is_not_cut_from_its_name(text: str) -> None:
    assert split(text) == [text]


@pytest.mark.parametrize(
    "sentences",
    [
        ["May it be crushed?", "Never.", "Velorim 80 mg is swallowed whole."],
        ["Do not crush it.", "Ever.", "Velorim 80 mg is swallowed whole."],
        ["Is more allowed?", "No.", "5 mg is the limit."],
        ["Do not give Velorim.", "Zorbinex is safer."],
        ["Give it i.v.", "Use a pump."],
    ],
)
def test_a_whole_answer_or_clause_is_a_sentence(sentences: list[str]) -> None:
    assert split(" ".join(sentences)) == sentences


@pytest.mark.parametrize(
    "sentences",
    [
        [
            "Do not give: 1. Velorim to infants. 2. Zorbinex. Ask first. 3. Kelmatol 10 mg to the old.",
            "Call for help.",
        ],
        ["Never mix: a) Velorim. b) Zorbinex 5 mg in water.", "Use another line."],
        ["It is given only if: (i) Fever is high. (ii) Pain is severe.", "Repeat it once."],
        ["Not for use in infants: Velorim. Zorbinex 100 mg four times daily.", "The rest are allowed."],
        ["Avoid in asthma: Velorim.", "Zorbinex is safer."],
        ["Avoid in asthma: Velorim.", "Give Zorbinex instead."],
        ["It does not hurt.", "Give: 1. Velorim 5 mg.", "2. Zorbinex 10 mg."],
    ],
)
def test_an_in_line_list_is_kept_with_a_lead_that_prohibits_or_conditions(sentences: list[str]) -> None:
    assert split(" ".join(sentences)) == sentences


@pytest.mark.parametrize("text", ["", " ", "\u3000"])
def test_blank_text_gives_no_sentence(text: str) -> None:
    assert SPLITTER.spans(text) == []


def test_punctuation_alone_is_never_a_sentence_beside_words() -> None:
    assert split("It worked. ...") == ["It worked. ..."]
    assert split("- . It worked.") == ["- . It worked."]


def test_a_custom_list_can_be_passed() -> None:
    bare = SentenceSplitter(Abbreviations.parse(["zz."]))
    assert [span.of("Use zz. twice. Dr. No came.") for span in bare.spans("Use zz. twice. Dr. No came.")] == [
        "Use zz. twice.",
        "Dr.",
        "No came.",
    ]


@settings(deadline=None)
@given(st.text())
def test_sentences_tile_any_text(text: str) -> None:
    text = clean(text)
    spans = SPLITTER.spans(text)
    assert all(span.of(text) == span.of(text).strip() != "" for span in spans)
    bounds = [0, *(bound for span in spans for bound in (span.start, span.end)), len(text)]
    assert bounds == sorted(bounds)
    gaps = [text[end:start] for end, start in zip(bounds[::2], bounds[1::2], strict=True)]
    assert not "".join(gaps).strip()


@settings(max_examples=50, deadline=None)
@given(st.lists(st.sampled_from(["t.i.d.", "Dr.", "No.", "5", "E.", "coli", "It", "(", ")", "!", "\u2026", "a."])))
def test_a_split_does_not_depend_on_what_was_split_before(words: list[str]) -> None:
    text = " ".join(words)
    assert SPLITTER.spans(text) == SentenceSplitter().spans(text)


@pytest.mark.parametrize(
    "unit", ["p.o. a ", "(a. B) ", ". - ", "a.)", "A. ", "if: 1. A. 2. ", "((", "! ", "x.", "wall.The a "]
)
def test_long_repetitive_text_is_split_without_gaps(unit: str) -> None:
    text = clean(unit * 5000)
    spans = SPLITTER.spans(text)
    assert sum(len(span.of(text).replace(" ", "")) for span in spans) == len(text.replace(" ", ""))


def test_threads_may_share_a_splitter() -> None:
    texts = [" ".join(sentences) for sentences in TRICKY] * 4
    fresh = SentenceSplitter()
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(fresh.spans, texts)) == [SPLITTER.spans(text) for text in texts]


def test_a_span_of_white_space_is_trimmed_away() -> None:
    assert trimmed("a  b", 1, 3) is None
