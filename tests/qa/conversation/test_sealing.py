"""Encrypted turns: what is in the file, missing and wrong keys, and changing the key."""

from base64 import urlsafe_b64encode
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import SecretStr

from corpus.store import DatabaseError
from qa.assembly import open_engine
from qa.conversation import Conversations, KeyProblem, Seal
from qa.schema import PastTurn
from qa.settings import Settings

pytest.importorskip("cryptography", reason="the extra `encryption` is not installed")

OLD, NEW, OTHER = (urlsafe_b64encode(bytes([n]) * 32).decode() for n in range(3))
SECRET = "zebrafish4711"


def opened(home: Path, *keys: str, max_bytes: int = 128 * 1024) -> Conversations:
    return Conversations(home / "c.db", seal=Seal(keys), max_bytes=max_bytes)


def begun(home: Path, *keys: str) -> str:
    conversations = opened(home, *keys)
    thread = conversations.append(None, PastTurn(question=SECRET))
    conversations.append(thread, PastTurn(question=f"{SECRET} again"))
    conversations.close()
    return thread


def stored(home: Path) -> bytes:
    return b"".join(path.read_bytes() for path in home.iterdir())


def questions(conversations: Conversations, thread: str) -> list[str]:
    return [turn.question for turn in conversations.turns(thread)]


@given(text=st.text(), keys=st.lists(st.binary(min_size=32, max_size=32), min_size=1, max_size=3, unique=True))
def test_any_text_comes_back_with_every_key_that_is_kept(text: str, keys: list[bytes]) -> None:
    seals = [urlsafe_b64encode(key).decode() for key in keys]
    for key in seals:
        sealed = Seal((key,)).seal(text)
        assert Seal(seals).open(sealed) == text
        assert Seal(seals).seal(text) != sealed


def test_no_question_is_readable_in_the_files(tmp_path: Path) -> None:
    thread = begun(tmp_path, NEW)
    assert SECRET.encode() not in stored(tmp_path)
    assert questions(opened(tmp_path, NEW), thread) == [SECRET, f"{SECRET} again"]
    assert len(opened(tmp_path, NEW).export(thread).turns) == 2


@pytest.mark.parametrize(("keys", "remedy"), [((), "set PINCITE_CONVERSATION_KEYS"), ((OTHER,), "add that key")])
def test_a_missing_or_wrong_key_is_told_before_any_question(
    tmp_path: Path, keys: tuple[str, ...], remedy: str
) -> None:
    thread = begun(tmp_path, NEW)
    conversations = opened(tmp_path, *keys)
    with pytest.raises(KeyProblem, match=f"{remedy}.*pincite forget --all"):
        conversations.use_keys()
    with pytest.raises(KeyProblem):
        conversations.turns(thread)
    assert conversations.delete_all() == 1
    assert conversations.use_keys() == 0


def test_no_engine_opens_without_the_key(tmp_path: Path) -> None:
    with_key = Settings(home=tmp_path, model="hash", conversation_keys=(SecretStr(NEW),))
    engine = open_engine(with_key)
    engine.conversations.append(None, PastTurn(question=SECRET))
    engine.conversations.close()
    assert SECRET.encode() not in (tmp_path / "conversations.db").read_bytes()
    with pytest.raises(DatabaseError, match="set PINCITE_CONVERSATION_KEYS"):
        open_engine(Settings(home=tmp_path, model="hash"))
    open_engine(with_key)


def test_a_new_key_encrypts_again_and_the_old_one_can_go(tmp_path: Path) -> None:
    thread = begun(tmp_path, OLD)
    both = opened(tmp_path, NEW, OLD)
    assert (both.use_keys(), both.use_keys()) == (2, 0)
    both.close()
    assert questions(opened(tmp_path, NEW), thread) == [SECRET, f"{SECRET} again"]
    with pytest.raises(KeyProblem):
        opened(tmp_path, OLD).use_keys()


def test_the_first_key_encrypts_what_was_stored_without_one(tmp_path: Path) -> None:
    thread = begun(tmp_path)
    assert SECRET.encode() in stored(tmp_path)
    conversations = opened(tmp_path, NEW)
    assert conversations.use_keys() == 2
    assert SECRET.encode() not in stored(tmp_path)
    assert questions(conversations, thread) == [SECRET, f"{SECRET} again"]


def test_an_altered_turn_is_not_passed_off_as_stored() -> None:
    sealed = Seal((NEW,)).seal("{}")
    with pytest.raises(KeyProblem, match="altered"):
        Seal((NEW,)).open(sealed[:-6] + "AAAAAA")


def test_the_limit_counts_the_turns_and_not_their_encrypted_form(tmp_path: Path) -> None:
    turns = [PastTurn(question=f"{number} " + "x" * 1000) for number in range(10)]
    kept = []
    for keys in ((), (NEW,)):
        home = tmp_path / str(len(keys))
        home.mkdir()
        conversations = opened(home, *keys, max_bytes=5000)
        thread = None
        for turn in turns:
            thread = conversations.append(thread, turn)
        assert thread is not None
        kept.append(questions(conversations, thread))
    assert kept[0] == kept[1]
    assert 1 < len(kept[0]) < 10


@pytest.mark.parametrize("key", ["short", "!" * 44, OLD + OLD, ""])
def test_what_is_no_key_is_refused_and_not_repeated(monkeypatch: pytest.MonkeyPatch, key: str) -> None:
    monkeypatch.setenv("PINCITE_CONVERSATION_KEYS", f'["{key}"]')
    with pytest.raises(ValueError, match="not 32 bytes") as caught:
        Settings()
    assert not key or key not in str(caught.value)


def test_keys_are_not_shown_with_the_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PINCITE_CONVERSATION_KEYS", f"{NEW},{OLD}")
    settings = Settings()
    assert [key.get_secret_value() for key in settings.conversation_keys] == [NEW, OLD]
    assert NEW not in repr(settings) + settings.model_dump_json()
