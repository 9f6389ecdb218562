"""The commands of the `pincite` command line."""

from qa.commands.asking import ask, search
from qa.commands.exits import EXIT_CODES, Exit, fail, fail_for, one_line_failures
from qa.commands.forgetting import forget
from qa.commands.indexing import publish
from qa.commands.keeping import ingest, remove
from qa.commands.listing import documents
from qa.commands.service import serve, status
from qa.commands.showing import show
from qa.commands.terminal import Json, Progress, print_out, say
from qa.commands.verifying import verify

__all__ = [
    "EXIT_CODES",
    "Exit",
    "Json",
    "Progress",
    "ask",
    "documents",
    "fail",
    "fail_for",
    "forget",
    "ingest",
    "one_line_failures",
    "print_out",
    "publish",
    "remove",
    "say",
    "search",
    "serve",
    "show",
    "status",
    "verify",
]
