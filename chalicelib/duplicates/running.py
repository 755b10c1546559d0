"""Every published vacancy followed anew: for tables from before duplicates were looked for, and after a repair."""

from collections.abc import Callable
from pathlib import Path

import msgspec

from chalicelib import vacancies
from chalicelib.duplicates.fingerprinting import Trust, no_opinion
from chalicelib.duplicates.following import follow
from chalicelib.errors import PadanError
from chalicelib.observability import logger

PAGE = 100
Progress = Callable[[int, int | None], None]
"""Told how many vacancies were followed; of how many is not known."""


class Run(msgspec.Struct, frozen=True, kw_only=True):
    """How far a run has come: vacancies followed, those that failed, and where the next page begins."""

    followed: int = 0
    failed: tuple[str, ...] = ()
    after: str | None = None


def run(note: Path | None = None, progress: Progress | None = None, trust: Trust = no_opinion) -> Run:
    """Follow every published vacancy and return how many those were; twice changes nothing.

    With ``note`` a run that was broken off goes on after the last page that it finished. A vacancy that fails is named
    in the result and keeps nobody waiting.
    """
    reached = _noted(note)
    while True:
        page, following = vacancies.published_after(reached.after, PAGE)
        failed = tuple(vacancy.id for vacancy in page if not _followed(vacancy.id, trust))
        reached = Run(
            followed=reached.followed + len(page) - len(failed), failed=(*reached.failed, *failed), after=following
        )
        if progress is not None:
            progress(reached.followed, None)
        if following is None:
            break
        _note(note, reached)
    if note is not None:
        note.unlink(missing_ok=True)
    return reached


def _followed(vacancy_id: str, trust: Trust) -> bool:
    try:
        follow(vacancy_id, trust)
    except PadanError:
        logger.exception("a vacancy could not be compared", extra={"vacancy": vacancy_id})
        return False
    return True


def _noted(note: Path | None) -> Run:
    """Return how far a run came; a note that cannot be read counts as none."""
    try:
        return msgspec.json.decode(note.read_bytes(), type=Run) if note is not None else Run()
    except (FileNotFoundError, msgspec.DecodeError):
        return Run()


def _note(note: Path | None, reached: Run) -> None:
    if note is None:
        return
    beside = note.with_name(f"{note.name}.new")
    beside.write_bytes(msgspec.json.encode(reached))
    beside.replace(note)
