"""Logs that cannot hold a question: lines of our own, and exceptions without their messages.

An exception's message may quote what was asked (pydantic's do), so only its type and the place in
our code are written, whoever logs it.
"""

import logging
from collections.abc import Iterator
from types import TracebackType
from typing import Any

from qa.settings import LogLevel

ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]
OURS = ("qa", "index", "corpus", "eval")
FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"


class QuietFormatter(logging.Formatter):
    """Writes an exception as its type and the place in our code, never its message."""

    def formatException(self, ei: ExcInfo) -> str:  # noqa: N802 - the name that logging gives it
        """The type and the place of the exception in `ei`, a `sys.exc_info()`."""
        return place(ei[1]) if ei[1] is not None else "no exception"


def place(error: BaseException) -> str:
    """The exception's type, that of its causes, and the line of our code nearest to where it arose."""
    chain = " from ".join(type(link).__qualname__ for link in _causes(error))
    lines = [line for link in _causes(error) for line in _our_lines(link.__traceback__)]
    return f"{chain} at {lines[-1] if lines else 'no line of ours'}"


def _causes(error: BaseException) -> Iterator[BaseException]:
    seen: set[int] = set()
    link: BaseException | None = error
    while link is not None and id(link) not in seen:
        seen.add(id(link))
        yield link
        link = link.__cause__ or link.__context__


def _our_lines(traceback: TracebackType | None) -> Iterator[str]:
    while traceback is not None:
        module = traceback.tb_frame.f_globals.get("__name__", "")
        if module.partition(".")[0] in OURS:
            yield f"{module}:{traceback.tb_lineno} in {traceback.tb_frame.f_code.co_name}"
        traceback = traceback.tb_next


def log_config(level: LogLevel) -> dict[str, Any]:
    """A configuration for `logging.config.dictConfig`: everything to standard error, through QuietFormatter."""
    shout = level.upper()
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"quiet": {"()": "qa.api.monitoring.logs.QuietFormatter", "format": FORMAT}},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "quiet"}},
        "root": {"level": "WARNING", "handlers": ["stderr"]},
        "loggers": {"pincite": {"level": shout}, "uvicorn": {"level": shout}},
    }
