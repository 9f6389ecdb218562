"""The newer ones, the latent type, the cheaper one: things told apart by a word."""

import pytest

from qa.followup.resolve.one_anaphora import one_anaphora
from threads import quoting, thread, understood


@pytest.mark.parametrize(
    ("asked", "before", "meant"),
    [
        (
            "do the newer ones need blood tests",
            "Which drugs prevent gout?",
            "do the newer drugs that prevent gout need blood tests",
        ),
        ("is the latent one contagious?", "Who gets malaria?", "is latent malaria contagious?"),
        ("and the late kind?", "What causes gout?", "What causes late gout?"),
        ("and the latent type", "Is active malaria common?", "Is latent malaria common?"),
        ("do small ones hurt", "Do bladder stones hurt?", "do small bladder stones hurt"),
        ("the cheaper one?", "Is riluzole or warfarin given?", "the cheaper of riluzole and warfarin"),
        ("is the safer one oral", "Is riluzole or warfarin given?", "is the safer of riluzole and warfarin oral"),
    ],
)
def test_what_is_told_apart_by_a_word_is_a_thing_of_the_thread(asked: str, before: str, meant: str) -> None:
    reading = understood(asked, before)
    assert reading.question == meant
    assert [binding.turn for binding in reading.bindings] == [1]


@pytest.mark.parametrize(
    "asked", ["is the only one safe?", "do loved ones get gout?", "what about the ones who have gout?"]
)
def test_other_ones_are_left_alone(asked: str) -> None:
    assert all(
        binding.mention.casefold() not in {"the only one", "loved ones"}
        for binding in understood(asked, "Who gets ALS?").bindings
    )


def test_a_name_that_has_the_word_is_meant_and_so_is_one_that_a_quote_gives_it() -> None:
    some = one_anaphora("bulbar", thread("Is bulbar palsy rare?"), several=False)
    assert some is not None
    assert some[0] == "bulbar palsy"
    told = quoting("Zorbine or newer quellers are given for gout.", "What is given for gout?")
    newer = one_anaphora("newer", told, several=True)
    assert newer is not None
    assert (newer[0], newer[1].origin) == ("newer quellers", "quote")


def test_another_kind_takes_the_place_of_the_kind_that_was_named() -> None:
    before = thread("Do long-lasting spasms hurt?", article="long-onset gout")
    some = one_anaphora("short onset", before, several=False)
    assert some is not None
    assert some[0] == "short onset gout"


def test_without_a_thread_nothing_is_told_apart() -> None:
    assert one_anaphora("newer", thread(), several=True) is None
    assert understood("do the newer ones help?").unresolved == "the newer ones"
