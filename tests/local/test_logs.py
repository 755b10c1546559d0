"""The log of a running platform: in one file, each line once."""

import io
import logging
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from chalicelib import observability
from local import logs


class Structured(logging.Formatter):
    """Stands for the formatter of a structured log."""

    def format(self, record: logging.LogRecord) -> str:
        return f'{{"message": "{record.getMessage()}"}}'


@pytest.fixture
def logger() -> Iterator[logging.Logger]:
    """The platform's logger with no handlers, put back afterwards."""
    assert observability.logger.log_level  # made at its first use, which sets handler and level
    logger = logging.getLogger("padan")
    before, level = list(logger.handlers), logger.level
    logger.handlers = []
    logger.setLevel(logging.INFO)
    yield logger
    for name in ("padan", "uvicorn.error", "uvicorn.asgi"):
        for handler in logging.getLogger(name).handlers:
            if isinstance(handler, logging.StreamHandler) and isinstance(handler.stream, io.TextIOWrapper):
                handler.stream.close()
        logging.getLogger(name).handlers = []
    for kept in before:
        # A platform that a test before this one started in this process may have been what it wrote for.
        if isinstance(kept, logging.StreamHandler) and kept.stream.closed:
            kept.stream = sys.__stderr__
    logger.handlers = before
    logger.setLevel(level)


def handler(stream: io.StringIO, formatter: logging.Formatter) -> logging.Handler:
    made = logging.StreamHandler(stream)
    made.setFormatter(formatter)
    return made


def test_the_structured_handler_alone_writes_and_to_the_file(logger: logging.Logger, tmp_path: Path) -> None:
    terminal = io.StringIO()
    logger.addHandler(handler(terminal, logging.Formatter("%(message)s")))
    logger.addHandler(handler(terminal, Structured()))
    logs.to_file(tmp_path / "log")
    logging.getLogger("padan.http").info("served")
    assert (tmp_path / "log").read_text("utf-8") == '{"message": "served"}\n'
    assert terminal.getvalue() == ""


def test_without_any_handler_the_file_gets_one(logger: logging.Logger, tmp_path: Path) -> None:
    logs.to_file(tmp_path / "log")
    logger.info("here")
    logging.getLogger("uvicorn.error").warning("there")
    assert (tmp_path / "log").read_text("utf-8").splitlines() == ["here", "there"]


def test_the_file_of_an_earlier_platform_is_closed(logger: logging.Logger, tmp_path: Path) -> None:
    logs.to_file(tmp_path / "first")
    logger.info("one")
    first = logger.handlers[0].stream
    logs.to_file(tmp_path / "second")
    logger.info("two")
    logging.getLogger("uvicorn.error").warning("three")
    assert first.closed
    assert (tmp_path / "first").read_text("utf-8").splitlines() == ["one"]
    assert (tmp_path / "second").read_text("utf-8").splitlines() == ["two", "three"]


def test_a_handler_whose_stream_is_closed_writes_to_the_file(logger: logging.Logger, tmp_path: Path) -> None:
    gone = io.StringIO()
    logger.addHandler(handler(gone, Structured()))
    gone.close()
    logs.to_file(tmp_path / "log")
    logger.info("here")
    assert (tmp_path / "log").read_text("utf-8") == '{"message": "here"}\n'
