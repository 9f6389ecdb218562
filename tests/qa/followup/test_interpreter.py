"""Questions in their threads: what they are taken to mean, and what that is said to rest on."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa.followup.detect import mentions_in
from qa.followup.entities import names_in_question
from qa.language import plain_question
from qa.schema import MAX_INTERPRETED, ChosenBinding
from threads import INTERPRETER, VOCABULARY, Corpus, at, thread, told, understood

TREATMENTS = "What are the treatments for ALS?"
RILUZOLE = "Does riluzole prolong survival in ALS?"


@pytest.mark.parametrize(
    ("asked", "meant", "topic"),
    [
        ("Is it associated with pain?", "Is ALS associated with pain?", "ALS"),
        ("What are its symptoms?", "What are ALS's symptoms?", "ALS"),
        ("Who gets the disease?", "Who gets ALS?", "ALS"),
        ("how long do they live", "how long do people with ALS live", "ALS"),
        ("survival in these patients?", "survival in patients with ALS?", "ALS"),
        ("What about Kennedy's disease?", "What are the treatments for Kennedy's disease?", "Kennedy's disease"),
        ("what about gout", "What are the treatments for gout?", "gout"),
        ("waht abuot malria", "What are the treatments for malaria?", "malaria"),
        ("and in children?", "What are the treatments for ALS in children?", "ALS"),
        ("kids?", "What are the treatments for ALS in kids?", "ALS"),
        ("How about prognosis?", "prognosis of ALS?", "ALS"),
        ("Treatment?", "Treatment of ALS?", "ALS"),
        ("why?", "Why: What are the treatments for ALS?", "ALS"),
        ("how often", "What are the treatments for ALS: how often?", "ALS"),
        ("tell me more", TREATMENTS, "ALS"),
        ("What about gene therapy trials?", "What are the treatments for ALS: gene therapy trials?", "ALS"),
        ("bulbar onset?", "What are the treatments for ALS: bulbar onset?", "ALS"),
        ("What is the prognosis?", "What is the prognosis of ALS?", "ALS"),
        ("is there a cure", "is there a cure of ALS?", "ALS"),
        ("which of these is the first choice?", "which of the treatments for ALS is the first choice?", "ALS"),
        ("is it safe and what's the dose", "is the treatment for ALS safe and what's the dose", "ALS"),
    ],
)
def test_a_follow_up_is_understood_from_the_turn_before(asked: str, meant: str, topic: str | None) -> None:
    reading = understood(asked, TREATMENTS)
    assert reading.question.casefold() == meant.casefold()
    assert topic is None or reading.topic == topic
    assert [binding.turn for binding in reading.bindings] == [1]
    assert reading.unresolved is None


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("How is it taken?", "How is riluzole taken in ALS?"),
        ("is it safe with warfarin?", "is riluzole safe with warfarin in ALS?"),
        ("Does warfarin interact with it?", "Does warfarin interact with riluzole in ALS?"),
        ("side effects", "side effects of riluzole in ALS?"),
        ("dose?", "dose of riluzole in ALS?"),
        ("who takes this drug?", "who takes riluzole in ALS?"),
        ("symptoms?", "symptoms of ALS?"),
        ("how is the disease diagnosed", "how is ALS diagnosed"),
        ("and edaravone", "Does edaravone prolong survival in ALS?"),
        ("for gout?", "Does riluzole prolong survival in gout?"),
        ("I meant in adults", "Does riluzole prolong survival in ALS in adults?"),
        ("no, edaravone", "Does edaravone prolong survival in ALS?"),
    ],
)
def test_the_sort_of_thing_that_is_asked_for_decides(asked: str, meant: str) -> None:
    assert understood(asked, RILUZOLE).question.casefold() == meant.casefold()


@pytest.mark.parametrize(
    ("asked", "before", "meant"),
    [
        ("Is it rare?", [TREATMENTS, "What are the treatments for gout?"], "Is gout rare?"),
        ("back to ALS: symptoms?", [TREATMENTS, "What is gout?"], "symptoms of ALS?"),
        ("back to ALS: is it inherited?", [TREATMENTS, "What is gout?"], "is ALS inherited?"),
        ("back to als", [TREATMENTS, "Who gets gout?"], "Who gets ALS?"),
        ("back to prognosis: is it worse in men?", ["Who gets gout?"], "is gout worse in men?"),
        ("back to the symptoms", ["Who gets gout?"], "symptoms of gout?"),
        ("what about type 2", ["How is type 1 gout treated?"], "How is type 2 gout treated?"),
        ("zorbine: dose?", ["Does zorbine help?", "Who gets gout?"], "dose of zorbine?"),
        ("back to malaria: symptoms?", ["Who gets gout?"], "symptoms of malaria?"),
        ("dose of it?", ["Does zorbine help?"], "dose of zorbine?"),
        ("and for the first one?", ["Who gets ALS?", "Who gets gout?"], "Who gets ALS?"),
        ("and the former?", ["Is gout or malaria worse?", "Who gets malaria?"], "Who gets gout?"),
        ("what causes the latter?", ["Is gout or malaria worse?"], "what causes malaria?"),
        ("is the second one contagious", ["Is gout or malaria worse?"], "is malaria contagious"),
        ("no, I meant the other one", ["Is gout or malaria worse?", "Who gets malaria?"], "Who gets gout?"),
        ("a cure for either?", ["Is gout or malaria worse?"], "a cure for gout and malaria?"),
        ("and in adults?", ["What helps in gout in children?"], "What helps in gout in adults?"),
        ("malaria i mean", ["how is it treated?"], "how is malaria treated?"),
        ("thanks", [TREATMENTS], "thanks"),
        ("the neonatal one", ["Is neonatal malaria rare?", "Who gets gout?"], "Who gets neonatal malaria?"),
        ("the acute one", ["Who gets gout?"], "Who gets acute gout?"),
        ("how do these women take it", ["Does zorbine help pregnant women with gout?"], None),
    ],
)
def test_a_thread_may_turn_and_return(asked: str, before: list[str], meant: str | None) -> None:
    reading = understood(asked, *before)
    assert meant is None or reading.question.casefold() == meant.casefold()
    assert reading.unresolved is None


@pytest.mark.parametrize(
    ("asked", "section", "meant"),
    [
        ("How is it diagnosed?", None, "How is gout diagnosed?"),
        ("symptoms?", None, "symptoms of gout?"),
        ("What is the prognosis?", None, "What is the prognosis of gout?"),
        ("and in children?", None, "in children, gout?"),
        ("survival in these patients?", "Acute gout in toes", "survival in patients with Acute gout in toes?"),
        ("how is it treated?", "Treatment", "how is gout treated?"),
        ("What about malaria?", None, "What about malaria?"),
        ("back to gout", None, "gout"),
        ("in older people when at rest", None, "in older people when at rest in gout?"),
    ],
)
def test_under_an_article_the_first_question_is_about_it(asked: str, section: str | None, meant: str) -> None:
    reading = understood(asked, article="gout", section=section)
    assert reading.question.casefold() == meant.casefold()
    assert all(binding.turn == 0 and binding.origin in {"article", "section"} for binding in reading.bindings)


@pytest.mark.parametrize(
    "standalone",
    [
        "What are the treatments for Kennedy's disease?",
        "Is it safe to fly with gout?",
        "Is it possible to prevent malaria?",
        "Does it hurt when you have gout?",
        "What is the drug of choice for severe malaria?",
        "What is riluzole?",
        "Does riluzole work if it is taken late?",
        "Is Kennedy's disease fatal and can it be cured?",
        "What are the side effects of edaravone?",
        "How does zorbine act",
        "I heard that gout hurts",
        "What does this guideline say about gout?",
        "salbutamol nebuliser dose attack",
        "treatment of gout",
        "hi",
    ],
)
def test_a_question_that_stands_alone_stays_as_it_is(standalone: str) -> None:
    for before in ([], [TREATMENTS], [RILUZOLE, "Who gets pain?"]):
        reading = understood(standalone, *before)
        assert (reading.question, reading.bindings, reading.unresolved) == (standalone, (), None)


@pytest.mark.parametrize(
    ("asked", "mention"),
    [
        ("How is it diagnosed?", "it"),
        ("What about the elderly?", "What about the elderly?"),
        ("why?", "why?"),
        ("what about the other drug", "the other drug"),
        ("back to that one: dose?", "back to that one"),
        ("does this animal have antlers", "this animal"),
    ],
)
def test_without_any_thread_a_mention_is_unresolved(asked: str, mention: str) -> None:
    reading = understood(asked)
    assert (reading.unresolved, reading.readings, reading.question) == (mention, (), asked)


@pytest.mark.parametrize(
    ("asked", "mention"),
    [
        ("the fourth option?", "the fourth option"),
        ("is the other one better?", "the other one"),
        ("does this animal have antlers", "this animal"),
        ("who takes this drug?", "this drug"),
        ("back to that one: dose?", None),
    ],
)
def test_what_the_thread_does_not_name_is_asked_back(asked: str, mention: str | None) -> None:
    reading = understood(asked, "What is gout?")
    assert mention is None or reading.unresolved == mention
    assert reading.readings == ()


@pytest.mark.parametrize(
    ("asked", "before", "meant", "topic"),
    [
        ("side effects?", ["What is the first line treatment of gout?"],
         "side effects of first line treatment of gout?", "gout"),
        ("which of these is most common?", ["Side effects of ACE inhibitors?"],
         "which of the side effects of ACE inhibitors is most common?", "ACE inhibitors"),
        ("no I meant statins", ["Side effects of drugs for gout in women?"],
         "Side effects of statins in women?", "statins"),
        ("What about gout?", ["How is ALS treated?", "How much does the drug zorprazole cost?"],
         "How is gout treated?", "gout"),
        ("what about malaria", ["What is the dose of zorprazole?"], "what about malaria", "malaria"),
        ("What about zorprazole?", ["What is gout?"], "What about zorprazole in gout?", "gout"),
        ("which of these can i avoid", ["what triggers gout"],
         "which of the triggers of gout can i avoid", "gout"),
        ("can I drive", ["What is gout?"], "can I drive with gout?", "gout"),
        ("dose?", ["What is gout?"], "Dose of the treatment of gout?", "gout"),
        ("what are the symptoms", ["What is gout?", "zorprazole dose?"], "what are the symptoms of gout?", "gout"),
        ("what about toe-gout", ["What is toe gout?"], "What is toe-gout?", "toe-gout"),
        ("note: is it rare", ["What is gout?"], "note: is gout rare", "gout"),
        ("what is the dose", ["Is zorprazole safe?", "Who gets gout?"],
         "what is the dose of zorprazole?", "zorprazole"),
        ("no, gout", ["dose of zorprazole?"], "dose of zorprazole in gout?", "gout"),
        ("is palliative care bad", ["What is gout?"], "is palliative care bad in gout?", "gout"),
        ("is it painful", ["Which test confirms gout?"], "is the test that confirms gout painful", "gout"),
        ("does this test hurt", ["Which test confirms gout?"], "does the test that confirms gout hurt", "gout"),
        ("dose?", ["What pill is used for gout?"], "Dose of the pill that is used for gout?", "gout"),
        ("should i stop them", ["Why do I get gout when I take pills daily?"], "should i stop the pills", "gout"),
        ("and treated", ["how is gout diagnosed"], "how is gout treated?", "gout"),
        ("and IV?", ["Dose of zorprazole?"], "Dose of zorprazole: IV?", "zorprazole"),
        ("first trimester?", ["Is zorprazole safe?"], "Is zorprazole safe in first trimester?", "zorprazole"),
        ("is that dangerous", ["What is gout?"], "is gout dangerous", "gout"),
        ("my dad had one last year", ["What is gout?"], "my dad had gout last year", "gout"),
        ("zorprazole - is it safe?", ["What is gout?"], "zorprazole - is it safe?", "zorprazole"),
        ("what else is there", ["What is gout?", "zorprazole dose?"], "what else is there in gout?", "gout"),
        ("back to pregnancy, is zorprazole ok", ["Is gout bad in pregnancy?"],
         "is zorprazole ok in gout in pregnancy?", "gout"),
        ("back to gout: can they drive", ["What is gout?", "What is ALS?"], "can people with gout drive", "gout"),
        ("I took too many pills", ["What is gout?"], "I took too many pills", "gout"),
        ("at what age does it start", ["What is gout?"], "at what age does gout start", "gout"),
        ("emergency signs", ["What is gout?"], "emergency signs of gout?", "gout"),
        ("if pregnant?", ["Is gout bad?"], "Is gout bad if pregnant?", "gout"),
        ("are they safe", ["Can statins or a walk help in gout?"], "are statins safe in gout", "statins"),
        ("thanks, and the dose?", ["Does zorprazole help?"], "dose of zorprazole?", "zorprazole"),
    ],
)  # fmt: skip
def test_what_people_write_next(asked: str, before: list[str], meant: str, topic: str) -> None:
    reading = understood(asked, *before)
    assert (reading.question.casefold(), reading.topic) == (meant.casefold(), topic)


@pytest.mark.parametrize("asked", ["What is gout?", "back to gout: what is gout?", "I took too many pills"])
def test_a_binding_that_changes_nothing_is_not_told(asked: str) -> None:
    for binding in understood(asked, "What is gout?").bindings:
        assert binding.mention.casefold() != binding.resolved_to.casefold()


def test_a_return_tells_what_its_mention_means() -> None:
    reading = understood("back to gout: is it rare?", "What is gout?", "What is ALS?")
    assert (reading.question, told(reading)) == ("is gout rare?", [("it", "gout")])
    bare = understood("back to gout: symptoms?", "What is gout?", "What is ALS?")
    assert told(bare)[0][1] == "gout"


def test_an_aspect_of_nothing_stays_as_it_is() -> None:
    assert understood("dose?").question == "dose?"
    assert understood("dose?").unresolved is None


def test_this_speaks_of_what_the_thread_spoke_of() -> None:
    assert understood("why this delay?", "Is the diagnostic delay long in gout?").unresolved is None
    assert understood("what are these symptoms?", "What is gout?").question == "what are symptoms of gout?"


BOTH = "Can gout and malaria happen together?"


def test_two_readings_with_different_evidence_are_asked_back() -> None:
    corpus = Corpus({"what triggers gout": at("gout"), "what triggers malaria": at("malaria")})
    reading = INTERPRETER.interpret("what triggers it", thread(BOTH), corpus)
    assert reading.unresolved == "it"
    assert [choice.interpreted_question for choice in reading.readings] == [
        "what triggers gout",
        "what triggers malaria",
    ]
    assert [choice.bindings[0].resolved_to for choice in reading.readings] == ["gout", "malaria"]
    assert len(corpus.asked) == 2


def test_a_reading_that_alone_finds_evidence_is_taken() -> None:
    corpus = Corpus({"what triggers malaria": at("malaria")})
    assert INTERPRETER.interpret("what triggers it", thread(BOTH), corpus).question == "what triggers malaria"


def test_readings_with_the_same_evidence_are_one() -> None:
    reading = INTERPRETER.interpret("what triggers it", thread(BOTH), Corpus(otherwise=at("gout")))
    assert (reading.question, reading.readings) == ("what triggers gout", ())


@pytest.mark.parametrize("asked", ["what triggers it", "complications?", "what about its course?"])
def test_a_reading_is_chosen_by_sending_its_bindings_back(asked: str) -> None:
    found = {
        f"{opening}{name}{end}": at(name)
        for name in ("gout", "malaria")
        for opening, end in (("what triggers ", ""), ("Complications of ", "?"), ("Course of ", "?"))
    }
    corpus = Corpus(found, otherwise=at("elsewhere"))
    reading = INTERPRETER.interpret(asked, thread(BOTH), corpus)
    for choice in reading.readings:
        chosen = [ChosenBinding(mention=b.mention, resolved_to=b.resolved_to) for b in choice.bindings]
        again = INTERPRETER.interpret(asked, thread(BOTH), corpus, chosen)
        assert again.question.casefold() == choice.interpreted_question.casefold()
        assert {binding.origin for binding in again.bindings} == {"caller"}


@pytest.mark.parametrize(
    ("asked", "chosen", "meant"),
    [
        ("is it safe?", ("it", "edaravone"), "is edaravone safe?"),
        ("what are its effects?", ("its", "edaravone"), "what are edaravone's effects?"),
        ("and in children?", ("and in children?", "gout"), "What are the treatments for gout in children?"),
        ("why?", ("why?", "Why is gout red?"), "Why is gout red?"),
        ("dose?", ("dose?", "zorbine"), "dose of zorbine?"),
        ("how is it treated?", ("in children", "in children"), "how is ALS treated, in children?"),
        ("is there a cure?", ("is there a cure?", "gout"), "is there a cure of gout?"),
        ("what about kids?", ("what about kids?", "malaria"), "What are the treatments for malaria in kids?"),
    ],
)
def test_what_the_caller_chooses_goes_first(asked: str, chosen: tuple[str, str], meant: str) -> None:
    bindings = [ChosenBinding(mention=chosen[0], resolved_to=chosen[1])]
    reading = INTERPRETER.interpret(asked, thread(TREATMENTS), Corpus(), bindings)
    assert reading.question.casefold() == meant.casefold()
    assert reading.bindings[0].origin == "caller"
    assert (reading.bindings[0].turn, reading.unresolved) == (2, None)


def test_what_the_caller_chooses_is_of_the_turn_that_is_asked_after_small_talk() -> None:
    after_thanks = replace(thread(TREATMENTS), number=4)
    chosen = [ChosenBinding(mention="it", resolved_to="edaravone")]
    assert INTERPRETER.interpret("is it safe?", after_thanks, Corpus(), chosen).bindings[0].turn == 4


@pytest.mark.parametrize(
    ("asked", "before", "meant"),
    [
        ("is malaria?", ["Is gout contagious?"], "Is malaria contagious?"),
        ("can zorbine do that", ["Can riluzole prevent gout?"], "Can zorbine prevent gout?"),
        ("is malaria contagious", ["Is gout contagious?"], "is malaria contagious"),
        ("edaravone too?", ["Does riluzole help in ALS?"], "Does edaravone help in ALS?"),
        ("what about zorbine in diabetics", [RILUZOLE], "Does zorbine in diabetics prolong survival in ALS?"),
        ("diabetics?", ["Is zorbine safe in people with gout?"], "Is zorbine safe in diabetics?"),
        ("in men?", ["Is zorbine safe for gout in women?"], "Is zorbine safe for gout in men?"),
        ("dose for toddlers", [RILUZOLE], "Dose of riluzole for toddlers in ALS?"),
        ("is there a vaccine", [RILUZOLE], "is there a vaccine in ALS?"),
        ("can I drink with it?", ["Should I take riluzole for ALS?"], "can I drink with riluzole in ALS?"),
        ("should I take it", ["How do I avoid pain?", "Is riluzole safe?"], "should I take riluzole"),
        ("no the first one", ["Is ALS or gout worse?", "Is it rare?"], "Is ALS rare?"),
        ("and warfarin", ["Do the newer inhibitors help in gout?"], "Do warfarin help in gout?"),
        ("and warfarin", ["Do long-acting inhibitors help?"], "Do long-acting warfarin help?"),
        (
            "what if it doesn't work",
            ["Does a zorbium-free diet cure gout?"],
            "what if zorbium-free diet doesn't work in gout",
        ),
        ("which one is deadlier", ["Is gout rare?", "Is malaria?"], "gout and malaria is deadlier"),
    ],
)
def test_the_forms_in_which_things_are_asked_again(asked: str, before: list[str], meant: str) -> None:
    assert understood(asked, *before).question == meant


def test_a_word_of_the_article_s_name_needs_no_article_beside_it() -> None:
    asked = "why is zorbium low"
    reading = INTERPRETER.interpret(asked, thread(article="zorbium-deficiency anemia"), Corpus())
    assert reading.question == asked


def test_what_is_asked_to_be_defined_is_not_narrowed() -> None:
    assert understood("what's a zorbium?", TREATMENTS).question == "what's a zorbium?"


def test_a_question_without_a_topic_stays_where_the_corpus_answers_it_better_alone() -> None:
    asked = "does a breathing mask help"
    with_topic = "does a breathing mask help in ALS?"
    alone = Corpus({asked: at("masks", 0.95), with_topic: at("als", 0.6)})
    assert INTERPRETER.interpret(asked, thread(TREATMENTS), alone).question == asked
    together = Corpus({asked: at("masks", 0.7), with_topic: at("als", 0.6)})
    assert INTERPRETER.interpret(asked, thread(TREATMENTS), together).question == with_topic


def test_a_question_on_what_the_corpus_has_only_elsewhere_is_not_dragged_back() -> None:
    asked = "Does snarkine cause confusion?"
    assert (
        INTERPRETER.interpret(asked, thread(TREATMENTS), Corpus()).question
        == "Does snarkine cause confusion in ALS?"
    )
    elsewhere = Corpus(apart=frozenset({"snarkine"}))
    assert INTERPRETER.interpret(asked, thread(TREATMENTS), elsewhere).question == asked
    taken_for_known = "Does the snarkine cause confusion?"
    assert INTERPRETER.interpret(taken_for_known, thread(TREATMENTS), elsewhere).question.endswith(" in ALS?")


def test_a_thread_survives_small_talk() -> None:
    reading = understood("thanks!", TREATMENTS)
    assert reading.remark
    assert reading.topic == "ALS"


def test_an_interpretation_never_outgrows_what_a_turn_may_hold() -> None:
    long = f"What is gout {'x' * (MAX_INTERPRETED - 20)}?"
    assert understood("in children?", long).question == "in children?"


QUESTIONS = st.one_of(
    st.text(max_size=80),
    st.lists(
        st.sampled_from(
            [
                "what",
                "is",
                "it",
                "the",
                "other",
                "one",
                "about",
                "ALS",
                "gout",
                "riluzole",
                "these",
                "symptoms",
                "of",
                "for",
                "why",
                "dose",
                "and",
                "in",
                "children",
                "no",
                "i",
                "meant",
                "back",
                "to",
                ":",
                ",",
                "?",
                "first",
                "latter",
                "its",
                "they",
                "safe",
                "with",
            ]
        ),
        min_size=1,
        max_size=9,
    ).map(" ".join),
)


@pytest.mark.parametrize("question", ["symptoms: gout", "prognosis: 5 years"])
def test_an_aspect_before_a_colon_is_kept_where_the_rest_asks_nothing(question: str) -> None:
    assert understood(question).question == question


@settings(max_examples=150)
@given(QUESTIONS, st.lists(QUESTIONS, max_size=3), st.sampled_from([None, "gout"]))
def test_anything_is_understood_the_same_each_time(question: str, before: list[str], article: str | None) -> None:
    turns = [text for text in before if text.strip()]
    corpus = Corpus(otherwise=at("anything"))
    first = INTERPRETER.interpret(question, thread(*turns, article=article), corpus)
    again = INTERPRETER.interpret(question, thread(*turns, article=article), Corpus(otherwise=at("anything")))
    assert first == again
    assert len(corpus.asked) <= 4
    for binding in first.bindings:
        assert binding.mention in question
    if not first.bindings:
        texts = (question, plain_question(question))
        assert first.question in {*texts, *map(INTERPRETER.spelling.corrected, texts)}
    assert len(first.readings) in {0, 2, 3, 4}


@settings(max_examples=60)
@given(st.sampled_from(["gout", "ALS", "Kennedy's disease", "malaria"]), st.lists(QUESTIONS, max_size=3))
def test_a_question_that_names_its_topic_is_unchanged_whatever_the_thread(name: str, before: list[str]) -> None:
    question = f"What are the symptoms of {name}?"
    assert not mentions_in(question, names_in_question(question, VOCABULARY))
    assert understood(question, *(text for text in before if text.strip())).question == question


def test_bindings_of_one_question_name_each_mention_once() -> None:
    reading = understood("is it rare and is it fatal?", TREATMENTS)
    assert reading.question == "is ALS rare and is ALS fatal?"
    assert told(reading) == [("it", "ALS")]


@pytest.mark.parametrize(
    "asked",
    ["What is the first test for gout?", "Is the drug riluzole effective?", "Does zorbine slow the disease?"],
)
def test_a_first_question_that_names_its_thing_is_asked_as_it_stands(asked: str) -> None:
    reading = understood(asked)
    assert (reading.question, reading.unresolved) == (asked, None)


@pytest.mark.parametrize("asked", ["Is the disease curable?", "Is it safe with zorbine?"])
def test_a_first_question_that_leaves_its_thing_out_is_asked_back(asked: str) -> None:
    assert understood(asked).unresolved


def test_where_one_begins_is_none_of_what_was_listed() -> None:
    before = "Is riluzole or edaravone better for ALS?"
    assert (
        understood("What is the first treatment for gout?", before).question
        == "What is the first treatment for gout?"
    )
