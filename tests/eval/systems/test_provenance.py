import gzip
from pathlib import Path

import pytest

from eval.data import Selection
from eval.systems import Session
from eval.systems.asking import EngineAsker
from eval.systems.provenance import Data, digest_of, provenance
from eval.systems.remote import RemoteAsker
from qa.api.routes import ROUTERS, service
from qa.assembly import open_engine
from qa.packages import code_digest
from qa.settings import Settings
from scripted import ScriptedAsker
from serving import ingest_into, served
from tiny import write_collection

RERANKER = "/srv/models/cross-encoder"
DATA = Data("tiny", "test", Selection("odd", 5, 3), "0" * 64)


def test_an_engine_tells_its_configuration_and_nothing_of_the_machine(tmp_path: Path) -> None:
    config = Settings(home=tmp_path / "home", model="hash", candidate_passages=17)
    generation = ingest_into(config, write_collection(tmp_path / "tiny") / "corpus.jsonl")
    engine = open_engine(config)
    with engine.store:
        found = provenance(EngineAsker(engine), DATA, command="pincite eval", settings=config, url=None)
    assert found.generation == generation
    assert found.configuration["model"] == "hash"
    assert found.configuration["tuning"]["candidate_passages"] == 17
    assert {"pincite", "numpy", "python"} <= set(found.packages)
    assert found.seed == 3
    assert found.selection == ("odd half", "sample of 5, seed 3")
    assert str(tmp_path) not in found.model_dump_json()
    assert not {"allowed_hosts", "conversation_keys", "queue_size", "max_connections"} & set(found.configuration)


def test_the_configuration_of_another_system_is_not_known() -> None:
    url = "http://127.0.0.1:8000"
    found = provenance(ScriptedAsker(), DATA, command="pincite eval", settings=Settings(), url=url)
    assert (found.configuration, found.url, found.generation) == ({}, url, "g")


def test_a_service_says_what_it_runs_and_nothing_of_its_machine(tmp_path: Path) -> None:
    config = Settings(home=tmp_path / "home", model="hash", candidate_passages=17, fusion="rrf", reranker=RERANKER)
    ingest_into(config, write_collection(tmp_path / "tiny") / "corpus.jsonl")
    engine = open_engine(config)
    with engine.store, served(config, engine) as base:
        found = provenance(RemoteAsker(base), DATA, command="pincite eval", settings=Settings(), url=base)
        local = provenance(EngineAsker(engine), DATA, command="pincite eval", settings=config, url=None)
    assert found.configuration["candidate_passages"] == 17
    assert found.configuration["fusion"] == "rrf"
    assert found.configuration["reranker"] == "cross-encoder"
    assert found.configuration["code"] == code_digest()
    assert found.configuration["calibration"] == local.configuration["calibration"]
    assert found.configuration["embedding_model"].startswith("hash-")
    assert found.packages == local.packages
    assert found.generation == local.generation
    assert str(tmp_path) not in found.model_dump_json(exclude={"command"})
    assert "/srv" not in found.model_dump_json()


def test_a_service_without_that_call_has_no_configuration(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    config = Settings(home=tmp_path / "home", model="hash")
    ingest_into(config, write_collection(tmp_path / "tiny") / "corpus.jsonl")
    engine = open_engine(config)
    monkeypatch.setattr("qa.api.app.ROUTERS", [router for router in ROUTERS if router is not service.router])
    with engine.store, served(config, engine) as base:
        session = Session.of(Settings(), base, tmp_path, None, None, 0)
        found = session.provenance(RemoteAsker(base), tmp_path, None, "0" * 64)
    assert found.configuration == {}
    assert f"{base} does not say what it runs" in capsys.readouterr().err


def test_a_digest_is_of_the_content_in_its_order(tmp_path: Path) -> None:
    one, two, packed = tmp_path / "one", tmp_path / "two", tmp_path / "one.gz"
    one.write_text("a line\n")
    two.write_text("another\n")
    packed.write_bytes(gzip.compress(one.read_bytes()))
    assert digest_of([one, two]) == digest_of([packed, two])
    assert len({digest_of([one, two]), digest_of([two, one]), digest_of([one]), digest_of([one], "0")}) == 4
