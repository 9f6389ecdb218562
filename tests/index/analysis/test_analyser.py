import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.analysis import analyser as analysis
from index.analysis.analyser import Analyser, fold, plain_forms

ANALYSER = Analyser()


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("TDP-43 inclusions", ["tdp-43", "tdp43", "tdp", "43", "inclus"]),
        ("SOD1", ["sod1"]),
        ("in 5-10% of cases", ["5-10%", "5", "10", "case"]),
        ("80%", ["80%", "80"]),
        ("5.2 per 100,000", ["5.2", "100,000"]),
        ("120/80 mmHg", ["120/80", "120", "80", "mmhg"]),
        ("mg/dL", ["mg", "dl"]),
        ("2.5mg", ["2.5mg", "2.5", "mg"]),
        ("pre-eclampsia", ["preeclampsia", "pre", "eclampsia"]),
        ("preeclampsia", ["preeclampsia"]),
        ("β-blockers", ["betablock", "beta", "blocker"]),
        ("TNFα", ["tnfalpha"]),
        ("IL\u20116", ["il-6", "il6", "il", "6"]),
        ("t.i.d. or i.v.", ["tid", "iv"]),
        ("Parkinson’s", ["parkinson"]),
        ("O'Brien", ["obrien"]),
        ("Müller naïve", ["muller", "naiv"]),
        ("in\u00adfec\u200btion", ["infect"]),
        ("p<0.05.", ["p", "0.05"]),
        ("ends here.Next", ["end", "next"]),
        ("-- . -", []),
        ("", []),
    ],
)
def test_terms(text: str, terms: list[str]) -> None:
    assert ANALYSER.terms(text) == terms


@pytest.mark.parametrize("text", ["TDP43", "tdp-43", "TDP–43"])
def test_spellings_of_a_compound_share_terms(text: str) -> None:
    assert "tdp43" in ANALYSER.terms(text)


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("do not use", ["not", "use"]),
        ("without fever", ["without", "fever"]),
        ("isn't", ["not"]),
        ("cannot", ["not"]),
        ("no", ["no"]),
        ("they're we've", []),
    ],
)
def test_negations_are_kept_and_other_function_words_dropped(text: str, terms: list[str]) -> None:
    assert ANALYSER.terms(text) == terms


def test_a_letter_is_kept_where_it_is_a_name() -> None:
    assert ANALYSER.terms("hepatitis A is a disease") == ["hepat", "a", "diseas"]
    assert ANALYSER.terms("Type I and I") == ["type", "i"]


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_terms_are_folded_words_without_spaces(text: str) -> None:
    for term in ANALYSER.terms(text):
        assert term
        assert term == fold(term)
        assert not any(character.isspace() for character in term)


@given(st.text(), st.text())
def test_lines_are_analysed_separately(first: str, second: str) -> None:
    """Analysis does not depend on the previous line, except after words such as "hepatitis"."""
    together = ANALYSER.terms(f"{first} |\n| {second}")
    assert [t for t in together if t not in {"a", "i"}] == [
        t for t in ANALYSER.terms(first) + ANALYSER.terms(second) if t not in {"a", "i"}
    ]


@settings(max_examples=30)
@given(st.lists(st.text(alphabet="abcdeé-1.% '", max_size=30), max_size=20))
def test_a_small_memo_changes_nothing(texts: list[str]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(analysis, "MEMO_LIMIT", 2)
        analyser = Analyser()
        assert [analyser.terms(text) for text in texts] == [ANALYSER.terms(text) for text in texts]


def test_threads_get_the_same_terms() -> None:
    texts = [f"patient{n} treatments improving {n}mg" for n in range(500)]
    expected = [Analyser().terms(text) for text in texts]
    shared = Analyser()
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(8) as pool:
            for found in pool.map(lambda _: [shared.terms(text) for text in texts], range(8)):
                assert found == expected
    finally:
        sys.setswitchinterval(interval)


def test_the_fingerprint_names_the_analysis() -> None:
    assert Analyser().fingerprint == ANALYSER.fingerprint
    others = [Analyser(language="german"), Analyser(stop_words=frozenset({"the"}))]
    assert len({ANALYSER.fingerprint, *(other.fingerprint for other in others)}) == 3


def test_an_unknown_language_names_the_known_ones() -> None:
    with pytest.raises(ValueError, match=r"choose one of .*english"):
        Analyser(language="klingon")


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("\ufb02uconazole", "fluconazole"),
        ("\ufb01rst e\ufb00ect", "first effect"),
        ("pred\u00adnisolone", "prednisolone"),
        ("5\u200bmg", "5mg"),
        ("5\u00a0mg", "5 mg"),
        ("\uff11\uff10 \uff4d\uff47", "10 mg"),
        ("5 \u338e", "5 mg"),
        ("5 \u00b5g", "5 \u03bcg"),
        ("co\u2011trimoxazole", "co-trimoxazole"),
        ("CO\u2082", "CO2"),
    ],
)
def test_a_word_is_found_whatever_characters_it_is_written_with(written: str, typed: str) -> None:
    assert Analyser().terms(written) == Analyser().terms(typed)
    assert Analyser().terms(plain_forms(written)) == Analyser().terms(typed)


def test_plain_forms_keep_what_changes_the_meaning() -> None:
    kept = "at 10\u207b\u00b3 m\u00b2 \u00bd \u2264 5 caf\u00e9"
    assert plain_forms(f"\ufb02{kept}") == f"fl{kept}"
