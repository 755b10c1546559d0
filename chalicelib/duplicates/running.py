"""All vacancies linked at once: for tables from before duplicates were looked for, and after a repair.

First what is compared of each vacancy is stored, page by page, then everything is linked in one pass (see `whole`).
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import msgspec

from chalicelib.duplicates.fingerprinting import Trust, is_compared, no_opinion
from chalicelib.duplicates.keeping import keep
from chalicelib.duplicates.settling import tell
from chalicelib.duplicates.storing import TableStore
from chalicelib.duplicates.whole import link_all
from chalicelib.errors import PadanError
from chalicelib.observability import logger
from chalicelib.vacancies.model import Vacancy
from chalicelib.vacancies.reading import stored_after

PAGE = 100
_AT_A_TIME = 8
Progress = Callable[[int, int | None], None]
"""Told how much of a part is done, and of how much when that is known: vacancies, then blocks, then clusters."""


class Run(msgspec.Struct, frozen=True, kw_only=True):
    """How far a run has come: vacancies that are compared, those that failed, and where the next page begins.

    ``stored`` says that all pages are done; ``clusters`` is known at the end.
    """

    followed: int = 0
    failed: tuple[str, ...] = ()
    after: str | None = None
    stored: bool = False
    clusters: int = 0


def run(note: Path | None = None, progress: Progress | None = None, trust: Trust = no_opinion) -> Run:
    """Link every published vacancy and return what came of it; twice changes nothing.

    With ``note`` a run that was broken off goes on after the last page that it finished. A vacancy that fails is named
    in the result and keeps nobody waiting. It takes about 1.5 kB of memory for each vacancy.
    """
    tell_progress = progress or _untold
    reached = _noted(note)
    while not reached.stored:
        reached = _page(reached, trust)
        tell_progress(reached.followed, None)
        _note(note, reached)
    reached = msgspec.structs.replace(reached, clusters=link_all(tell_progress))
    if note is not None:
        note.unlink(missing_ok=True)
    return reached


def _untold(done: int, total: int | None) -> None:
    """Nobody wants to know how far it is."""


def _page(reached: Run, trust: Trust) -> Run:
    page, following = stored_after(reached.after, PAGE)
    store = TableStore()
    store.entries(vacancy.id for vacancy in page)
    concerned = [each for each in page if is_compared(each) or store.read[each.id] is not None]
    with ThreadPoolExecutor(_AT_A_TIME) as pool:
        kept = list(pool.map(lambda vacancy: _kept(vacancy, trust, store), concerned))
    failed = tuple(vacancy.id for vacancy, good in zip(concerned, kept, strict=True) if not good)
    # What is settled already and was not told; what is settled later is told then.
    tell(each.id for each in page if each.canonical_id is not None or each.also_on or _is_linked(each.id, store))
    return Run(
        followed=reached.followed + sum(good and is_compared(each) for each, good in zip(concerned, kept, strict=True)),
        failed=(*reached.failed, *failed),
        after=following,
        stored=following is None,
    )


def _kept(vacancy: Vacancy, trust: Trust, store: TableStore) -> bool:
    try:
        keep(vacancy, trust, store)
    except PadanError:
        logger.exception("a vacancy could not be compared", extra={"vacancy": vacancy.id})
        return False
    return True


def _is_linked(vacancy_id: str, store: TableStore) -> bool:
    item = store.read.get(vacancy_id)
    return item is not None and item.entry.is_linked


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
