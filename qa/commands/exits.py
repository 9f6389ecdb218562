"""How commands end: exit codes, and failures as one line on stderr that says what is wrong and what to do."""

import errno
import shutil
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from enum import IntEnum
from functools import wraps
from pathlib import Path
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
from qa.settings import Settings

P = ParamSpec("P")
DISK_ERRORS = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EROFS}


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


def disk_message(problem: str, home: Path | None) -> str:
    """The problem, the disk of the data folder with its free space, and the remedy."""
    if home is not None:
        with suppress(OSError):
            existing = next(folder for folder in (home, *home.absolute().parents) if folder.exists())
            free = shutil.disk_usage(existing).free
            problem += f" (the disk of the data folder {home} has {free // 1024} KiB free)"
    return (
        f"{problem}: free space on that disk, or check its permissions and its health, then run the command again;"
        " the index in use is unchanged"
    )


def _home(arguments: Sequence[object], options: Mapping[str, object]) -> Path | None:
    """The data folder of a command that was called with these arguments."""
    contexts = (getattr(each, "obj", None) for each in (*arguments, *options.values()))
    return next((found.home for found in contexts if isinstance(found, Settings)), None)


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
            fail(disk_message(str(error), _home(arguments, options)))
        except OSError as error:
            said = f"{error.filename}: {error.strerror}" if error.filename and error.strerror else str(error)
            fail(disk_message(said, _home(arguments, options)) if error.errno in DISK_ERRORS else said)
        except FAILURES as error:
            fail(error)
        except KeyboardInterrupt:
            fail("interrupted", Exit.INTERRUPTED)

    return run
