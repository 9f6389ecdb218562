"""Logs: an exception is written as its type and place, never its message."""

import logging
import re
import sys
from logging.config import dictConfig

import pytest
from pydantic import TypeAdapter, ValidationError

from qa.api.monitoring.logs import FORMAT, QuietFormatter, error_origin, log_config
from qa.api.problems import from_validation_errors

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


def test_the_origin_of_an_error_names_types_and_a_line_of_own_code() -> None:
    with pytest.raises(KeyError) as caught:
        from_validation_errors([{SECRET: SECRET}])
    assert re.fullmatch(r"KeyError at qa\.api\.problems:\d+ in \S+", error_origin(caught.value))
    assert SECRET not in error_origin(failure())
    assert error_origin(failure()) == "RuntimeError from KeyError at no line of Pincite"


def test_a_circle_of_causes_ends() -> None:
    error = failure()
    assert error.__cause__ is not None
    error.__cause__.__cause__ = error
    assert error_origin(error).startswith("RuntimeError from KeyError")


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
        dictConfig(log_config("debug", 100))
        assert logging.getLogger("pincite.access").isEnabledFor(logging.DEBUG)
        assert logging.getLogger("httpx2").isEnabledFor(logging.INFO) is False
        assert [type(handler.formatter) for handler in root.handlers] == [QuietFormatter]
    finally:
        root.handlers[:] = former
        for name in ("pincite", "uvicorn"):
            logging.getLogger(name).setLevel(logging.NOTSET)
