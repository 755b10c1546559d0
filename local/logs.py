"""Where the running platform's log goes: a file, so that the terminal stays readable."""

import logging
from pathlib import Path
from typing import TextIO

from chalicelib import observability

_NAME = "padan"
_opened: list[TextIO] = []


def to_file(path: Path) -> None:
    """Send everything that the platform and its functions log to `path`.

    Libraries that the functions use have put handlers for standard output on the logger: they write
    to the file from now on. The file of a platform that ran before in this process is closed.
    """
    stream = path.open("a", encoding="utf-8", buffering=1)
    _ = observability.logger.log_level  # the app's logger is made at its first use
    logger = logging.getLogger(_NAME)
    handlers = [handler for handler in logger.handlers if isinstance(handler, logging.StreamHandler)]
    structured = [handler for handler in handlers if type(handler.formatter) is not logging.Formatter]
    # Chalice and Powertools both bring one; the structured one says all that the plain one does.
    kept = (structured or handlers or [logging.StreamHandler()])[:1]
    turn(kept[0], stream)
    logger.handlers = [*(handler for handler in logger.handlers if handler not in handlers), *kept]
    for name in ("uvicorn.error", "uvicorn.asgi"):
        other = logging.getLogger(name)
        other.handlers = [logging.StreamHandler(stream)]
        other.propagate = False
    while _opened:
        _opened.pop().close()
    _opened.append(stream)


def turn(handler: logging.StreamHandler[TextIO], stream: TextIO) -> None:
    """Let the handler write to ``stream``; what it wrote to may be closed, and is not flushed then."""
    if handler.stream.closed:
        handler.stream = stream
    else:
        handler.setStream(stream)
