"""Logs: an exception is written as its type and place, never its message."""

import logging
import re
import sys
from logging.config import dictConfig

import pytest
from pydantic import TypeAdapter, ValidationError

from qa.api.monitoring.logs import FORMAT, QuietFormatter, log_config, place
from qa.api.problems import of_faults

SECRET = "zebrafish4711"


def failure() -> BaseException:
    """An exception from our code, with the secret in its message and in that of its cause."""
    try:
        try:
            raise KeyError(SECRET)
        except KeyError as error:
            raise RuntimeError(SECRET) from error
    except RuntimeError as error:
        return error


def test_a_place_names_types_and_the_line_of_our_code() -> None:
    with pytest.raises(KeyError) as caught:
        of_faults([{SECRET: SECRET}])
    assert re.fullmatch(r"KeyError at qa\.problems:\d+ in \S+", place(caught.value))
    assert SECRET not in place(failure())
    assert place(failure()) == "RuntimeError from KeyError at no line of ours"


def test_a_circle_of_causes_ends() -> None:
    error = failure()
    assert error.__cause__ is not None
    error.__cause__.__cause__ = error
    assert place(error).startswith("RuntimeError from KeyError")


def test_a_record_with_an_exception_is_written_without_its_message() -> None:
    try:
        TypeAdapter(int).validate_python(SECRET)
    except ValidationError:
        record = logging.LogRecord("any", logging.ERROR, "x.py", 1, "failed", None, sys.exc_info())
    line = QuietFormatter(FORMAT).format(record)
    assert "ValidationError" in line
    assert SECRET not in line
    bare = logging.LogRecord("any", logging.ERROR, "x.py", 1, "failed", None, (None, None, None))
    assert "no exception" in QuietFormatter(FORMAT).format(bare)


def test_the_configuration_is_one_that_logging_takes() -> None:
    root, former = logging.getLogger(), logging.getLogger().handlers[:]
    try:
        dictConfig(log_config("debug"))
        assert logging.getLogger("pincite.access").isEnabledFor(logging.DEBUG)
        assert logging.getLogger("httpx2").isEnabledFor(logging.INFO) is False
        assert [type(handler.formatter) for handler in root.handlers] == [QuietFormatter]
    finally:
        root.handlers[:] = former
        for name in ("pincite", "uvicorn"):
            logging.getLogger(name).setLevel(logging.NOTSET)
