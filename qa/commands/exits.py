"""How commands end: exit codes, and failures as one line on stderr that says what is wrong and what to do."""

import sqlite3
from collections.abc import Callable
from enum import IntEnum
from functools import wraps
from typing import NoReturn, ParamSpec

import typer
from pydantic import ValidationError

from corpus.second_reading import SecondReadingError
from corpus.store import DatabaseError
from corpus.stored_version import StoreError
from index.errors import BuildInProgressError, EmbeddingModelError, NoIndexError, UnusableIndexError
from qa.audience import NoticesError
from qa.citation import ReceiptMismatch
from qa.commands.terminal import say
from qa.conversation import BusyConversation, ExpiredConversation
from qa.home import HomeError
from qa.reading import ReaderError

P = ParamSpec("P")


class Exit(IntEnum):
    """The exit codes of every command."""

    DONE = 0
    REFUSED = 1
    USAGE = 2
    ABSTAINED = 3
    NO_INDEX = 4
    MISSED = 5
    UNDECIDED = 6
    INTERRUPTED = 130


EXIT_CODES = """\b
Exit codes:
  0    success
  1    something was refused or failed, or a receipt is not valid; stderr gives the reason
  2    invalid arguments or settings
  3    abstention: the corpus contains no evidence that answers the question
  4    there is no index yet
  5    an aim was missed, or a figure has become worse (eval check, eval compare)
  6    no aim was missed, but the data are too few to decide one (eval check)
  130  interrupted"""

FAILURES = (
    BuildInProgressError,
    BusyConversation,
    DatabaseError,
    EmbeddingModelError,
    HomeError,
    NoticesError,
    ReaderError,
    ReceiptMismatch,
    SecondReadingError,
    StoreError,
    UnusableIndexError,
    sqlite3.Error,
)


def fail(message: object, code: Exit = Exit.REFUSED) -> NoReturn:
    """End the command with exit code `code` and `message` as one line on stderr."""
    say(f"pincite: {' '.join(str(message).split())}")
    raise typer.Exit(code)


def fail_for(error: ValidationError, code: Exit = Exit.USAGE, *, where: str = "") -> NoReturn:
    """End the command, reporting the first invalid value, and `where` it was found."""
    first = error.errors(include_url=False, include_context=False)[0]
    name = ".".join(str(part) for part in first["loc"])
    message = first["msg"].removeprefix("Value error, ")
    fail(": ".join(part for part in (where, name, message) if part), code)


def one_line_failures(command: Callable[P, None]) -> Callable[P, None]:
    """Wrap `command` so that a failure the user can fix is reported in one line, without a traceback."""

    @wraps(command)
    def run(*arguments: P.args, **options: P.kwargs) -> None:
        try:
            command(*arguments, **options)
        except BrokenPipeError:
            raise
        except NoIndexError as error:
            fail(error, Exit.NO_INDEX)
        except ExpiredConversation:
            fail("this conversation does not exist or has expired: ask without --conversation")
        except sqlite3.OperationalError as error:
            fail(f"{error}: check the free space and the permissions of the data folder, then retry")
        except OSError as error:
            fail(f"{error.filename}: {error.strerror}" if error.filename and error.strerror else error)
        except FAILURES as error:
            fail(error)
        except KeyboardInterrupt:
            fail("interrupted", Exit.INTERRUPTED)

    return run
