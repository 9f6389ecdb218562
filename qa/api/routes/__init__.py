"""The routes of the HTTP service, one module per topic."""

from qa.api.routes import conversations, documents, health, pages, pictures, questions, service
from qa.api.routes.pages import mount_widget

ROUTERS = tuple(part.router for part in (questions, conversations, pictures, documents, service, health, pages))

__all__ = ["ROUTERS", "mount_widget"]
