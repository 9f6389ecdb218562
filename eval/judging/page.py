"""Renders the page of a sheet: one HTML file with its style and script, which fetches nothing."""

import hashlib
import re
from base64 import b64encode
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from eval.judging.labels import ANSWER_CHOICES, QUOTE_CHOICES, SILENCE_CHOICES
from eval.judging.sheet import Sheet

MODULES = ("judgements.js", "view.js", "page.js", "sheet.js")
"""The script in the order in which the modules import each other."""
_IMPORT = re.compile(r"^import .* from \"\./[a-z]+\.js\";\n", re.MULTILINE)
_EXPORT = re.compile(r"^export (?=class|function|const)", re.MULTILINE)


def sheet_page(sheet: Sheet) -> str:
    """The page; its security policy allows only its own style and script, by their hashes."""
    environment = Environment(
        loader=PackageLoader("eval.judging"), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    style, script = _browser("sheet.css"), _script()
    return environment.get_template("sheet.html").render(
        style=style, style_hash=_hash(style), script=script, script_hash=_hash(script), sheet=_shown(sheet)
    )


def _shown(sheet: Sheet) -> dict[str, Any]:
    """The sheet as the script reads it."""
    return {
        "id": sheet.id,
        "judge": sheet.judge,
        "choices": {
            "answer": [choice._asdict() for choice in ANSWER_CHOICES],
            "silence": [choice._asdict() for choice in SILENCE_CHOICES],
            "quote": [choice._asdict() for choice in QUOTE_CHOICES],
        },
        "cases": [
            {
                **case._asdict(),
                "outcomes": [
                    {**outcome._asdict(), "quotes": [quote._asdict() for quote in outcome.quotes]}
                    for outcome in case.outcomes
                ],
            }
            for case in sheet.cases
        ],
    }


def _script() -> str:
    """The modules as one, since a page opened from a file cannot import others."""
    return "\n".join(_EXPORT.sub("", _IMPORT.sub("", _browser(name))) for name in MODULES)


def _browser(name: str) -> str:
    return files("eval.judging").joinpath("browser", name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    return f"sha256-{b64encode(hashlib.sha256(text.encode()).digest()).decode()}"
