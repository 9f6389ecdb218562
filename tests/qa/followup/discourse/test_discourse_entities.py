"""The names of a thread, where they stood, and how present they are."""

from hashlib import sha256
from pathlib import Path

import pytest

from corpus.store import Store
from factories import make_document
from qa.citation import cut
from qa.conversation import Turn
from qa.followup.detect import mentions_in
from qa.followup.discourse.entities import Discourse
from qa.followup.discourse.noun_phrases import group_in, phrase_with
from qa.followup.discourse.quoted_text import Slices
from qa.followup.resolve import antecedents_of
from qa.language import EntityType
from qa.schema import Receipt
from threads import VOCABULARY, thread

QUOTED = "Zorbine is the only drug for gout. É."


@pytest.fixture
def store(tmp_path: Path) -> Store:
    found = Store(tmp_path / "store.db")
    found.add(make_document("d", "On é gout", {"": [QUOTED]}), raw_sha256="0" * 64, reader="t", origin="t")
    return found


def receipt(store: Store, words: str) -> Receipt:
    document = store.document("d")
    span = next(s.span for s in document.sentences if words in s.span.of(document.text))
    piece = cut(store, "d", document.version, span, span.of(document.text))
    return Receipt(
        document_id="d",
        version=document.version,
        byte_start=piece.byte_start,
        byte_end=piece.byte_end,
        sha256=piece.sha256,
    )


def test_a_name_in_a_quote_comes_with_its_place(store: Store) -> None:
    turn = Turn(1, "What helps in gout?", "What helps in gout?", quotes=(receipt(store, "Zorbine"),))
    candidates = Discourse((turn,), VOCABULARY, Slices(store)).candidates
    zorbine = next(candidate for candidate in candidates if candidate.name == "Zorbine")
    assert (zorbine.origin, zorbine.sort, zorbine.turn) == ("quote", EntityType.DRUG, 1)
    assert zorbine.place is not None
    text = store.text("d", zorbine.place.version).encode()
    assert text[zorbine.place.byte_start : zorbine.place.byte_end].decode() == "Zorbine"
    gout = next(candidate for candidate in candidates if candidate.name == "gout")
    assert (gout.origin, gout.place) == ("question", None)


def test_a_receipt_that_does_not_hold_tells_nothing(store: Store) -> None:
    good = receipt(store, "Zorbine")
    slices = Slices(store)
    assert slices(good) == QUOTED
    for bad in (
        {"sha256": "0" * 64},
        {"document_id": "elsewhere"},
        {"version": "0" * 64},
        {"byte_start": 9000, "byte_end": 9001},
    ):
        assert slices(good.model_copy(update=bad)) is None


def test_the_latest_question_is_most_present_and_the_article_stays_behind() -> None:
    names = [c.name for c in thread("What is ALS?", "Who gets malaria?", article="gout").candidates]
    assert names == ["malaria", "ALS", "gout"]


def test_the_topic_is_the_latest_remedy_or_illness_asked_about() -> None:
    topics = [
        (["What is ALS?", "Does riluzole help?"], "riluzole"),
        (["What is ALS?", "Does riluzole help in ALS?"], "riluzole"),
        (["What is ALS?", "How long is that?"], "ALS"),
        ([], "gout"),
    ]
    for questions, name in topics:
        topic = thread(*questions, article="gout").topic
        assert topic is not None
        assert topic.name == name
    assert thread().topic is None


def test_a_kept_topic_counts_where_the_question_names_nothing() -> None:
    turn = Turn(1, "and then?", "and then?", topic="gout")
    topic = Discourse((turn,), VOCABULARY, lambda _: None).topic
    assert topic is not None
    assert (topic.name, topic.topic) == ("gout", True)


def test_a_kept_topic_is_what_the_turn_was_about() -> None:
    turn = Turn(1, "does zorbine ease snarks", "does zorbine ease snarks", topic="zorbine")
    topic = Discourse((turn,), VOCABULARY, lambda _: None).topic
    assert topic is not None
    assert topic.name == "zorbine"


def test_the_thread_tells_the_sort_of_a_name() -> None:
    spoken = thread("dose of zorbine?", "Who gets latent gout?")
    assert spoken.sort_of("zorbine") is EntityType.DRUG
    assert spoken.sort_of("acute-gout") is EntityType.CONDITION
    assert spoken.sort_of("snark") is None


def test_a_heading_of_common_words_names_nothing() -> None:
    assert [c.name for c in thread(article="gout", section="Treatment").candidates] == ["gout"]
    section = thread(article="gout", section="Acute gout").candidates[0]
    assert (section.name, section.origin, section.turn) == ("Acute gout", "section", 0)


def test_speaking_of_something_is_remembered_by_its_stem() -> None:
    spoken = thread("Which symptoms does gout have?")
    assert spoken.speaks_of("symptom")
    assert not spoken.speaks_of("animal")


def options_for(mention: str, *questions: str) -> list[str]:
    asked = f"is {mention} blue"
    (found,) = mentions_in(asked, ())
    return [option.text for option in antecedents_of(found, thread(*questions), ())]


def test_options_by_the_role_of_a_mention() -> None:
    pair = "Is gout or malaria worse?"
    assert options_for("the latter", pair) == ["malaria"]
    assert options_for("the third one", pair) == []
    assert options_for("the other one", pair, "Who gets gout?") == ["malaria"]
    assert options_for("the other one", "Who gets gout?") == []
    assert options_for("which one", pair) == ["gout and malaria"]
    assert options_for("which one", "Who gets gout?") == []
    assert options_for("this treatment", "What is the treatment for gout?") == ["treatment for gout"]
    assert options_for("this delay", "Why is there a delay in gout?") == ["delay in gout"]
    assert options_for("this podagra", "Who gets podagra fever?")[0].startswith("podagra")
    assert options_for("this weather", "Who gets gout?") == []
    assert options_for("he", "Who gets gout?") == ["people with gout"]


def test_the_people_of_a_question_are_its_group() -> None:
    assert group_in("Is it safe for older adults?") == "older adults"
    assert group_in("malaria in pregnancy") == "pregnant women"
    assert group_in("What is gout?") is None


def test_a_phrase_is_taken_up_by_its_noun() -> None:
    spoken = thread("What are the first-line drugs for gout?")
    for head in "drug", "drugs", None:
        phrase = phrase_with(head, spoken)
        assert phrase is not None
        assert phrase.name == "first-line drugs for gout"
    assert phrase_with("symptom", spoken) is None
    assert phrase_with("drug", thread()) is None


def test_a_sort_that_an_earlier_turn_told_is_kept() -> None:
    (zorbine,) = thread("Is zorbine dosed daily?", "Who needs zorbine?").candidates
    assert (zorbine.sort, zorbine.turn) == (EntityType.DRUG, 2)


def test_a_quote_that_cannot_be_read_names_nothing(store: Store) -> None:
    turn = Turn(1, "Who gets gout?", "Who gets gout?", quotes=(receipt(store, "Zorbine"),))
    assert [c.name for c in Discourse((turn,), VOCABULARY, lambda _: None).candidates] == ["gout"]


def test_a_kept_topic_is_a_candidate() -> None:
    turn = Turn(1, "and then?", "and then?", topic="gout")
    (gout,) = Discourse((turn,), VOCABULARY, lambda _: None).candidates
    assert (gout.name, gout.focus) == ("gout", True)


def test_the_last_of_a_list_that_a_quote_gives(tmp_path: Path) -> None:
    sentence = "The first-line drugs are zorbine, mirabiline (mirabilol) and snarkine."
    with Store(tmp_path / "listed.db") as listing:
        document = make_document("d", "On gout", {"": [sentence]})
        listing.add(document, raw_sha256="0" * 64, reader="t", origin="t")
        turn = Turn(1, "What helps?", "What helps?", quotes=(_whole(document.version, sentence, document.text),))
        spoken = Discourse((turn,), VOCABULARY, Slices(listing))
        (mention,) = mentions_in("dose of the last one?", ())
        assert [option.text for option in antecedents_of(mention, spoken, ())] == ["snarkine"]
        (drug,) = mentions_in("is the second drug blue", ())
        assert antecedents_of(drug, spoken, ()) == []


def _whole(version: str, sentence: str, text: str) -> Receipt:
    start = len(text[: text.index(sentence)].encode())
    piece = sentence.encode()
    digest = sha256(piece).hexdigest()
    return Receipt(document_id="d", version=version, byte_start=start, byte_end=start + len(piece), sha256=digest)


def test_a_treatment_may_be_a_remedy_that_was_named() -> None:
    assert options_for("this treatment", "Does riluzole help?") == ["riluzole"]
    assert options_for("the first one", "Who gets gout?") == []
