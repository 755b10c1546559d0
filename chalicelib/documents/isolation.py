"""Reads a stranger's file in a child process with bounded time and memory, so that no file can stop the worker."""

import subprocess
import sys

import msgspec

from chalicelib.documents.content import ContentRefused
from chalicelib.documents.model import FileType, Refusal

SECONDS = 20
_MEMORY_BYTES = 700 * 1024 * 1024


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """What the child process answers: the text, or why there is none."""

    text: str = ""
    refusal: Refusal | None = None


def read_text(content: bytes, kind: FileType, seconds: float = SECONDS) -> str:
    """Return the text of a PDF or DOCX file; raises `ContentRefused`, also when the child runs out of its bounds."""
    try:
        done = subprocess.run(  # noqa: S603 - this interpreter, this module
            [sys.executable, "-m", "chalicelib.documents.isolation", kind.name],
            input=content,
            capture_output=True,
            timeout=seconds,
            env={"PYTHONPATH": ":".join(entry for entry in sys.path if entry), "PYTHONIOENCODING": "utf-8"},
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise ContentRefused(Refusal.TOO_COMPLEX) from None
    if done.returncode != 0:
        raise ContentRefused(Refusal.TOO_COMPLEX)
    reading = msgspec.json.decode(done.stdout, type=Reading)
    if reading.refusal is not None:
        raise ContentRefused(reading.refusal)
    return reading.text


def main() -> None:
    """Read a file from standard input and write a `Reading` as JSON to standard output."""
    import logging

    from chalicelib.documents.extraction import text_of

    _bound_this_process()
    logging.disable(logging.CRITICAL)
    try:
        reading = Reading(text=_printable(text_of(sys.stdin.buffer.read(), FileType[sys.argv[1]])))
    except ContentRefused as refused:
        reading = Reading(refusal=refused.reason)
    except (MemoryError, RecursionError):
        reading = Reading(refusal=Refusal.TOO_COMPLEX)
    sys.stdout.buffer.write(msgspec.json.encode(reading))


def _bound_this_process() -> None:
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY_BYTES, _MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 1))


def _printable(text: str) -> str:
    """Drop lone surrogates, which fonts with broken maps give and UTF-8 cannot carry."""
    return text.encode("utf-8", "ignore").decode()


if __name__ == "__main__":
    main()
