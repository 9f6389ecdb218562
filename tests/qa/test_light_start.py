"""Answering with the default model imports neither PyTorch nor other modules that only some commands need."""

import subprocess
import sys
from pathlib import Path

import pytest

from qa.settings import Settings
from repository import ROOT
from serving import ingest_into

pytestmark = pytest.mark.model
HEAVY = ("torch", "transformers", "sentence_transformers", "sklearn", "pandas", "pypdfium2", "scipy.stats", "lxml")
ASKED = "What relieves the pain of zorbitis?"
ASK = """
import sys
from qa.cli import main
sys.argv = ["pincite", "--home", sys.argv[1], "ask", sys.argv[2]]
try:
    main()
except SystemExit as ended:
    assert not ended.code, ended.code
"""
SERVE = """
import sys
from pathlib import Path
from fastapi.testclient import TestClient
from qa.api import create_app
from qa.assembly import open_engine
from qa.settings import Settings
settings = Settings(home=Path(sys.argv[1]))
with TestClient(create_app(settings, open_engine(settings)), base_url="http://127.0.0.1") as client:
    reply = client.post("/v1/follow-up", json={"question": sys.argv[2]})
    assert reply.status_code == 200, reply.text
    print(reply.text)
"""
LEFT = f"""
print(sorted(name for name in {HEAVY} if name in sys.modules))
"""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("light")
    article = folder / "zorbitis.md"
    article.write_text(
        "# Zorbitis\n\nZorbitis is an invented disease.\n\nCold baths relieve the pain of zorbitis.\n"
    )
    ingest_into(Settings(home=folder / "home"), article)
    return folder / "home"


@pytest.mark.parametrize("script", [ASK, SERVE], ids=["ask", "serve"])
def test_an_answer_needs_no_heavy_module(home: Path, script: str) -> None:
    command = [sys.executable, "-c", script + LEFT, str(home), ASKED]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stderr
    *answer, heavy = ended.stdout.splitlines()
    assert "Cold baths relieve the pain" in "\n".join(answer)
    assert heavy == "[]"
