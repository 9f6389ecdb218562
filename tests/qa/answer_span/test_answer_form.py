import pytest

from qa.answer_span.answer_form import AnswerForm, form_of


@pytest.mark.parametrize(
    ("question", "form"),
    [
        ("How long do people with bulbar onset live?", AnswerForm.DURATION),
        ("what is the half-life of zolamide", AnswerForm.DURATION),
        ("How many days should zolamide be given?", AnswerForm.DURATION),
        ("How often should it be taken?", AnswerForm.FREQUENCY),
        ("How many times a day is zolamide given?", AnswerForm.FREQUENCY),
        ("At what age does screening start?", AnswerForm.AGE),
        ("What percentage of patients relapse?", AnswerForm.SHARE),
        ("how common is it", AnswerForm.SHARE),
        ("What is the dose of zolamide in adults?", AnswerForm.DOSE),
        ("How much zolamide should an adult take?", AnswerForm.AMOUNT),
        ("What potassium level is the target?", AnswerForm.AMOUNT),
        ("How much does a course cost?", AnswerForm.MONEY),
        ("At what temperature is it stored?", AnswerForm.TEMPERATURE),
        ("How large is the genome?", AnswerForm.SIZE),
        ("How many patients were enrolled?", AnswerForm.COUNT),
        ("When was it approved?", AnswerForm.TIME),
        ("Where does the virus replicate?", AnswerForm.PLACE),
        ("Why is potassium low?", AnswerForm.REASON),
        ("What causes gout?", AnswerForm.REASON),
        ("Which drug is preferred?", AnswerForm.THING),
        ("Is it safe in pregnancy?", AnswerForm.POLAR),
        ("Should the dose be halved after 3 days?", AnswerForm.POLAR),
        ("How is gout treated?", None),
        ("gout", None),
    ],
)
def test_the_form_of_an_answer(question: str, form: AnswerForm | None) -> None:
    assert form_of(question) is form
