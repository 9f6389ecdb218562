"""Renders the Jinja templates of all pages, with every string escaped."""

import json
from functools import lru_cache

from jinja2 import Environment, PackageLoader, StrictUndefined, Undefined
from markdown_it import MarkdownIt
from markupsafe import Markup


def templates() -> Environment:
    """A new environment for the folder `templates`, to which each module of pages adds its own filters."""
    return Environment(
        loader=PackageLoader("qa.pages"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def root_from(path: str) -> str:
    """The relative URL of the service's root from a page at `path`: links then hold below any prefix of a proxy.

    `path` is as the browser sees it below that prefix, not decoded: `/read/a%2Fb` is one folder deep.
    """
    return "../" * (path.count("/") - 1) or "./"


def render(template: str, **values: object) -> str:
    """A page about the service itself (the API documentation or a problem), as HTML."""
    return _environment().get_template(template).render(values)


@lru_cache(maxsize=1)
def _environment() -> Environment:
    environment = templates()
    environment.undefined = Undefined  # an OpenAPI schema omits what does not apply
    prose = MarkdownIt("commonmark", {"html": False})
    environment.filters["prose"] = lambda text: Markup(prose.renderInline(text))  # noqa: S704 (escaped by it)
    environment.filters["pretty"] = lambda value: json.dumps(value, indent=2, ensure_ascii=False)
    return environment
