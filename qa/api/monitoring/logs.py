"""Configures logging so that no log line can contain a question.

An exception's message may quote the question (pydantic's do), so only the exception's type and the line of
Pincite's code where it arose are logged, whichever library logs it.
"""

import logging
from collections.abc import Iterator
from types import TracebackType
from typing import Any

from qa.api.monitoring.limited_handler import LimitedHandler
from qa.settings import LogLevel

ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]
OWN_PACKAGES = ("qa", "index", "corpus", "eval")
FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"


class QuietFormatter(logging.Formatter):
    """Formats an exception as its type and its origin in Pincite's code, without its message."""

    def formatException(self, ei: ExcInfo) -> str:  # noqa: N802 - overrides a method of logging
        """The type and origin of the exception in `ei`, a result of `sys.exc_info()`."""
        return error_origin(ei[1]) if ei[1] is not None else "no exception"


def error_origin(error: BaseException) -> str:
    """The types of the exception and its causes, and the line of Pincite's code nearest to where it arose."""
    chain = " from ".join(type(link).__qualname__ for link in _causes(error))
    lines = [line for link in _causes(error) for line in _own_lines(link.__traceback__)]
    return f"{chain} at {lines[-1] if lines else 'no line of Pincite'}"


def _causes(error: BaseException) -> Iterator[BaseException]:
    seen: set[int] = set()
    link: BaseException | None = error
    while link is not None and id(link) not in seen:
        seen.add(id(link))
        yield link
        link = link.__cause__ or link.__context__


def _own_lines(traceback: TracebackType | None) -> Iterator[str]:
    while traceback is not None:
        module = traceback.tb_frame.f_globals.get("__name__", "")
        if module.partition(".")[0] in OWN_PACKAGES:
            yield f"{module}:{traceback.tb_lineno} in {traceback.tb_frame.f_code.co_name}"
        traceback = traceback.tb_next


def log_config(level: LogLevel, lines: int) -> dict[str, Any]:
    """A configuration for `logging.config.dictConfig`: all logs go to stderr through QuietFormatter.

    Each logger writes at most `lines` lines a second.
    """
    threshold = level.upper()
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"quiet": {"()": "qa.api.monitoring.logs.QuietFormatter", "format": FORMAT}},
        "handlers": {"stderr": {"()": LimitedHandler, "lines": lines, "formatter": "quiet"}},
        "root": {"level": "WARNING", "handlers": ["stderr"]},
        "loggers": {"pincite": {"level": threshold}, "uvicorn": {"level": threshold}},
    }
