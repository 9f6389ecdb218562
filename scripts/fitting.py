"""What the scripts that fit weights share: their options, and the engine that they read signs from."""

import argparse
import os
from pathlib import Path

from eval.systems import Asker, EngineAsker
from eval.systems.home import default_cache
from qa.engine import Engine

ROOT = Path(__file__).resolve().parent.parent


def read_options(description: str | None) -> argparse.Namespace:
    """The folders `data` and `cache`, and whether to `write` what was fitted."""
    parser = argparse.ArgumentParser(description=description)
    data = Path(os.environ.get("PINCITE_DATA", ROOT.parent / "shared" / "data"))
    parser.add_argument("--data", type=Path, default=data)
    parser.add_argument("--cache", type=Path, default=default_cache())
    parser.add_argument("--write", action="store_true")
    return parser.parse_args()


def engine_of(asker: Asker) -> Engine:
    """The engine of an asker in this process; TypeError for any other."""
    if not isinstance(asker, EngineAsker):
        raise TypeError("what is fitted is read in process: leave the URL out")
    return asker.engine
