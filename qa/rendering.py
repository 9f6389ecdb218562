"""Templates of the pages that are about the service itself; every string is escaped."""

import json
from functools import lru_cache

from jinja2 import Environment, PackageLoader
from markdown_it import MarkdownIt
from markupsafe import Markup


def render(template: str, **values: object) -> str:
    """The template of `qa/templates` filled in, as HTML."""
    return _environment().get_template(template).render(values)


@lru_cache(maxsize=1)
def _environment() -> Environment:
    environment = Environment(loader=PackageLoader("qa"), autoescape=True, trim_blocks=True, lstrip_blocks=True)
    prose = MarkdownIt("commonmark", {"html": False})
    environment.filters["prose"] = lambda text: Markup(prose.renderInline(text))  # noqa: S704 (escaped by it)
    environment.filters["pretty"] = lambda value: json.dumps(value, indent=2, ensure_ascii=False)
    return environment
