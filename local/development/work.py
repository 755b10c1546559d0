"""Work on a local platform by hand: its index rebuilt and compared, codes made anew, a night of learning."""

from typing import TYPE_CHECKING

import msgspec

from chalicelib import alerts, indexing, learning, vacancies
from chalicelib.indexing import Rebuilt
from chalicelib.vacancies import RecodingReport
from local.development.jobs import Report
from local.state import DataFolder

if TYPE_CHECKING:
    from local.platform import Platform, Start


class IndexDrift(msgspec.Struct, frozen=True, kw_only=True):
    """What a comparison found, over both indices. ``rebuild_needed``: an index is ahead of its table."""

    compared: int
    missing: int
    stale: int
    orphaned: int
    ahead: int
    repaired: int
    failed: int
    rebuild_needed: bool


def reindexed(force: bool, report: Report | None = None) -> Rebuilt:
    """Rebuild both indices and tell how far it is."""
    tell = report or _quiet
    return indexing.reindex(lambda _, done: tell(done, None), force=force)


def reconciled(repair: bool) -> IndexDrift:
    """Compare both indices with their tables, and mend them if wanted."""
    found = indexing.reconcile(repair=repair)
    both = (found.vacancies, found.candidates)
    return IndexDrift(
        compared=sum(drift.compared for drift in both),
        missing=sum(len(drift.missing) for drift in both),
        stale=sum(len(drift.stale) for drift in both),
        orphaned=sum(len(drift.orphaned) for drift in both),
        ahead=sum(len(drift.ahead) for drift in both),
        repaired=sum(drift.repaired for drift in both),
        failed=sum(drift.failed for drift in both),
        rebuild_needed=found.rebuild_needed,
    )


def recoded(
    folder: DataFolder, report: Report, *, dry_run: bool, every: bool, per_second: float | None
) -> RecodingReport:
    """Code the vacancies anew that other tables coded; one that was broken off goes on from its note in ``folder``."""
    how = vacancies.Recoding(dry_run=dry_run, every=every, writes_per_second=per_second)
    return vacancies.recode(how, _reached(folder), report)


def learned(*, today: bool) -> learning.Night:
    """Do what the platform does each night; ``today``: of today as well, which has not ended."""
    return learning.learn(today=today)


def look_after_index(platform: "Platform", start: "Start") -> None:
    """Rebuild the index from the tables after an unclean end, and when it is empty while the tables are not.

    The index may then be ahead of the tables, which lost what was not saved: only a rebuild mends that. So may the note
    of how far recoding came, which is forgotten.
    """
    if start.must_rebuild:
        _reached(platform.folder).clear()
    if start.must_rebuild or _index_lacks_everything():
        built = reindexed(force=True)
        platform.tell(f"The index was rebuilt: {built.vacancies} vacancies, {built.candidates} candidates.")
    _look_after_searches(start)


def _look_after_searches(start: "Start") -> None:
    """Bring the index of saved searches up to the table, also after their words came to mean something else."""
    if start.must_rebuild:
        alerts.rebuild(force=True)
    else:
        alerts.check()


def _reached(folder: DataFolder) -> vacancies.FileCheckpoint:
    return vacancies.FileCheckpoint(folder.path / "recoding.json")


def _index_lacks_everything() -> bool:
    from search.engine import vacancy_index

    return vacancy_index().count() == 0 and next(iter(vacancies.stored()), None) is not None


def _quiet(done: int, total: int | None) -> None:
    """Nobody wants to know how far it is."""
