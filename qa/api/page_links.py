"""Where the pages' links lead: relative to the page, so that a proxy may serve the service below any path."""

from fastapi import Request

from qa.pages import root_from


def page_root(request: Request) -> str:
    """The relative URL of the service's root, from the page that this request is answered with."""
    raw: bytes = request.scope.get("raw_path") or request.scope["path"].encode()
    return root_from(raw.decode("latin-1").removeprefix(request.scope.get("root_path", "")))
