"""`pincite` as a person types it, with hashed words instead of a model."""

from collections.abc import Callable
from pathlib import Path

from typer.testing import CliRunner, Result

from qa.cli import build_app

Run = Callable[..., Result]


def shell(home: Path, *before: str, **environment: str) -> Run:
    """Runs `pincite`, the words `before` in front of the arguments; `given` is what it reads on stdin."""

    def run(*arguments: object, given: str | None = None) -> Result:
        words = [*before, *(str(part) for part in arguments)]
        settings = {"PINCITE_HOME": str(home), "PINCITE_MODEL": "hash", **environment}
        return CliRunner().invoke(build_app(), words, env=settings, input=given)

    return run
