"""What a mention is resolved to: by number, beside other mentions, and out of a list."""

import pytest

from qa.conversation import Turn
from qa.followup.discourse import Discourse
from qa.followup.interpretation import Interpretation
from threads import INTERPRETER, QUOTE, VOCABULARY, Corpus, at, quoting, understood


def after_quote(asked: str, question: str, text: str) -> Interpretation:
    """What a question means after another whose answer is one quote."""
    return INTERPRETER.interpret(asked, quoting(text, question), Corpus())


@pytest.mark.parametrize(
    ("asked", "before", "meant"),
    [
        ("are they contagious", "What is malaria?", "are people with malaria contagious"),
        ("how do you prevent them", "What is malaria?", "how do you prevent malaria"),
        ("what if they're too big", "Are bladder stones common?", "what if bladder stones are too big"),
        ("do they have to be avoided", "Are bladder stones common?", "do bladder stones have to be avoided"),
        ("which is best for her", "Are bladder stones rare?", "which is best for people with bladder stones"),
        ("is it ok for babies", "Does riluzole help in ALS?", "is riluzole ok for babies in ALS"),
        ("can I take them with milk", "What do the pills for gout do?", "can I take the pills with milk"),
        ("do they grow", "What are bladder stones?", "do bladder stones grow"),
        ("do they hurt", "Are bladder stones common?", "do bladder stones hurt"),
        ("can they still drive", "Does riluzole help in ALS?", "can people with ALS still drive"),
        ("can they stop taking it", "Does riluzole help in ALS?", "can people with ALS stop taking riluzole"),
        ("can they play with it", "Does riluzole help in ALS?", "can people with ALS play with riluzole"),
    ],
)
def test_they_are_several_or_those_who_have_an_illness(asked: str, before: str, meant: str) -> None:
    assert understood(asked, before).question == meant


def test_they_are_rather_the_several_remedies_of_a_quote_and_it_is_one() -> None:
    text = "Zorbine inhibitors are the drug of choice for gout. Mirabine is an agent too."
    assert after_quote("do they raise pressure", "What is best for gout?", text).question.startswith(
        "do Zorbine inhibitors raise pressure"
    )
    assert after_quote("is it given orally", "What is best for gout?", text).question.startswith(
        "is Mirabine given orally"
    )


def test_they_who_take_remedies_named_only_together_are_not_one_of_them() -> None:
    text = "Zorbine, mirabine and riluzole are given for malaria."
    reading = after_quote("how long do you take them", "Are malaria drugs safe?", text)
    assert reading.question == "how long do you take the malaria drugs"


def test_some_of_several_are_of_a_list() -> None:
    text = "Zorbomab, mirabimab and quellimab are given for gout."
    reading = after_quote("which of these is cheaper", "Is gout treatable?", text)
    assert reading.question.startswith("which of Zorbomab, mirabimab and quellimab is cheaper")


@pytest.mark.parametrize(
    ("asked", "before", "meant"),
    [
        (
            "which of these harms the eyes",
            "Which drugs are used for gout?",
            "which of the drugs that are used for gout harms the eyes",
        ),
        ("how do I avoid that", "Does riluzole cause thrush?", "how do I avoid thrush"),
        ("is it painful", "What is the best test for gout?", "is the best test for gout painful"),
        (
            "how often can I repeat that?",
            "What do you give for gout?",
            "how often can I repeat what you give for gout?",
        ),
    ],
)
def test_what_a_mention_is_taken_from(asked: str, before: str, meant: str) -> None:
    assert understood(asked, before).question == meant


def test_the_name_that_a_question_is_about_goes_before_a_remedy_of_its_quotes() -> None:
    reading = after_quote(
        "is it safe", "Does zorbo need blood tests in gout?", "Mirabimab is the only drug for gout."
    )
    assert reading.question.startswith("is zorbo safe")


def test_the_other_one_is_of_what_was_asked_about_and_not_of_a_quote() -> None:
    turns = (
        Turn(1, "What triggers malaria?", "What triggers malaria?"),
        Turn(2, "and gout?", "What triggers gout?", quotes=(QUOTE,)),
    )
    before = Discourse(turns, VOCABULARY, lambda _: "Kennedy's disease, pain and zorbitis are triggers of gout.")
    assert INTERPRETER.interpret("no the other one", before, Corpus()).question == "What triggers malaria?"


def test_an_illness_of_the_question_before_is_no_match_for_the_article_that_it_left() -> None:
    everywhere = Corpus({"is gout fatal?": at("a"), "is ALS fatal?": at("b")})
    turn = Turn(1, "Is gout painful?", "Is gout painful?")
    before = Discourse((turn,), VOCABULARY, lambda _: None, ("ALS",))
    reading = INTERPRETER.interpret("are they at risk?", before, everywhere)
    assert (reading.question, everywhere.asked) == ("are people with gout at risk?", [])
