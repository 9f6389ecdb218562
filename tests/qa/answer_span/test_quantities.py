import pytest

from corpus.document import Span
from qa.answer_span.answer_form import AnswerForm
from qa.answer_span.quantities import first_quantity, quantities, with_whole_amounts


@pytest.mark.parametrize(
    ("text", "form", "found"),
    [
        ("Survival is 2-3 years, or 3 to 5 years in others.", AnswerForm.DURATION, ["2-3 years", "3 to 5 years"]),
        ("It lasts between 6 weeks and 2 months.", AnswerForm.DURATION, ["between 6 weeks and 2 months"]),
        ("Give for up to five days.", AnswerForm.DURATION, ["up to five days"]),
        ("Review twice a year, later every 18 months.", AnswerForm.FREQUENCY, ["twice a year", "every 18 months"]),
        ("About 5–10% relapse, 1 in 20 die.", AnswerForm.SHARE, ["About 5–10%", "1 in 20"]),
        ("Screening starts at 45 years of age.", AnswerForm.AGE, ["45 years of age"]),
        ("Zolamide 10 mg/kg/day.", AnswerForm.DOSE, ["10 mg/kg/day"]),
        (
            "Zolamide 500 mg - 1 g orally every 6 hours, not more than 4 g in 24 hours, helps.",
            AnswerForm.DOSE,
            ["500 mg - 1 g orally every 6 hours, not more than 4 g in 24 hours"],
        ),
        ("Give 5 mg in week 1; 10 mg later.", AnswerForm.DOSE, ["5 mg", "10 mg"]),
        ("The target is less than 7% (53 mmol/mol).", AnswerForm.AMOUNT, ["less than 7%", "53 mmol/mol"]),
        ("Zolamide: 500 mg -1 g daily, or 2 mg-4 mg.", AnswerForm.DOSE, ["500 mg -1 g daily, or 2 mg-4 mg"]),
        ("It lasts 6 months-2 years.", AnswerForm.DURATION, ["6 months-2 years"]),
        ("Give it every 8 hours for 3 days.", AnswerForm.DURATION, ["3 days"]),
        ("6 months - 5 years: 240 mg 12 hourly", AnswerForm.DURATION, []),
        ("6 months - 5 years: 240 mg 12 hourly", AnswerForm.DOSE, ["240 mg 12 hourly"]),
        ("Give 40 mg/kg orally in 3 divided doses daily.", AnswerForm.FREQUENCY, ["in 3 divided doses daily"]),
        ("It starts between the ages of 15 and 50 years.", AnswerForm.AGE, ["ages of 15 and 50 years"]),
        ("Store at 2-8 °C.", AnswerForm.TEMPERATURE, ["2-8 °C"]),
        ("It was approved in May 2019.", AnswerForm.TIME, ["in May 2019"]),
        ("In 2019, 1,204 patients took 5 mg for 3 days.", AnswerForm.COUNT, ["1,204"]),
        ("A course costs $12.50.", AnswerForm.MONEY, ["$12.50"]),
        ("The genome has 29.9 kb.", AnswerForm.SIZE, ["29.9 kb"]),
        ("The vitamin B12 level falls.", AnswerForm.COUNT, []),
    ],
)
def test_amounts_are_found_whole(text: str, form: AnswerForm, found: list[str]) -> None:
    assert [span.of(text) for span in quantities(text, form)] == found


def test_the_first_amount_of_any_form() -> None:
    text = "In 2019, zolamide 5 mg was given for 3 days."
    first = first_quantity(text)
    assert first is not None
    assert first.of(text) == "In 2019"
    assert first_quantity("Rest helps.") is None


@pytest.mark.parametrize("cut", ["2", "2-3", "3 years", "- 3", "years", "live 2"])
def test_a_span_that_cuts_an_amount_is_extended_to_all_of_it(cut: str) -> None:
    text = "People live 2-3 years on average." if "- 3" not in cut else "People live 2 - 3 years on average."
    start = text.index(cut)
    whole = with_whole_amounts(text, Span(start, start + len(cut))).of(text)
    assert whole in ("2-3 years", "2 - 3 years", "live 2-3 years")
