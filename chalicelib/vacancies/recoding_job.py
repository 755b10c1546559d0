"""Recoding every vacancy of the table: page by page, at a bounded rate, to be broken off and taken up again."""

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import msgspec

from chalicelib.clock import SYSTEM_CLOCK, Clock
from chalicelib.jobs import Pace, Progress
from chalicelib.observability import logger
from chalicelib.reference import BadTable
from chalicelib.reference.coding_versions import coding_version
from chalicelib.vacancies.coding import coded
from chalicelib.vacancies.model import Vacancy, VacancyContent
from chalicelib.vacancies.recoding import recoded
from chalicelib.vacancies.recoding_model import Became, Recoded, RecodingReport
from chalicelib.vacancies.recoding_store import Checkpoint, Numbered, Reached, Store, TableStore
from chalicelib.vacancies.recoding_tally import Tally

COMMONEST = 50
"""Ways between codes that the last report shows."""
_ATTEMPTS = 6


class Recoding(msgspec.Struct, frozen=True, kw_only=True):
    """How to recode. ``every``: also what today's tables coded, after a change of how they are read.

    ``page`` vacancies are read at a time; ``workers`` of them are stored at the same time.
    """

    dry_run: bool = False
    every: bool = False
    writes_per_second: float | None = None
    page: int = 200
    workers: int = 8


class _Done(msgspec.Struct, frozen=True):
    vacancy_id: str
    result: Recoded | Became
    written: bool = False


def recode(
    how: Recoding,
    checkpoint: Checkpoint | None = None,
    progress: Progress | None = None,
    store: Store | None = None,
    clock: Clock = SYSTEM_CLOCK,
    pace: Pace | None = None,
) -> RecodingReport:
    """Code every vacancy anew that other tables coded, and return what became of them; twice changes nothing.

    With ``checkpoint`` a run that was broken off is taken up after the last page that it finished, its counts
    included, unless the tables or ``every`` changed. A dry run stores nothing, and begins at the beginning. Raises what
    the table raises: what was stored until then stays, and the next run goes on.
    """
    kept = None if how.dry_run else checkpoint
    job = _Job(how, store or TableStore(), clock, pace or Pace(how.writes_per_second))
    reached = _reached(kept, how)
    start = reached.report if reached else RecodingReport(coded_with=coding_version(), dry_run=how.dry_run)
    tally, began = Tally(start), time.monotonic()
    total = job.store.about()
    for after in _pages(job, reached.after if reached else None, tally):
        if progress:
            progress(tally.seen, max(total, tally.seen) if total and after else tally.seen)
        if kept and after:
            kept.note(Reached(after=after, every=how.every, report=tally.report(time.monotonic() - began)))
    if kept:
        kept.clear()
    return tally.report(time.monotonic() - began, COMMONEST)


def _pages(job: "_Job", after: str | None, tally: Tally) -> Iterator[str | None]:
    """Recode page after page into ``tally``; yields after each where the next begins, ``None`` after the last."""
    coded(VacancyContent(title="Kasir"))  # Reads the tables once, and not once in each worker.
    with ThreadPoolExecutor(job.how.workers) as pool:
        while True:
            page = job.store.page(after, job.how.page)
            for done in pool.map(job.one, page.items):
                tally.add(done.vacancy_id, done.result, written=done.written)
            after = page.next
            yield after
            if after is None:
                return


def _reached(checkpoint: Checkpoint | None, how: Recoding) -> Reached | None:
    """Return how far a run of this very kind came: one with other tables, or of fewer vacancies, left some out."""
    found = checkpoint.read() if checkpoint else None
    same = found is not None and (found.report.coded_with, found.every) == (coding_version(), how.every)
    return found if same else None


class _Job:
    def __init__(self, how: Recoding, store: Store, clock: Clock, pace: Pace) -> None:
        self.store = store
        self.how, self._clock, self._pace = how, clock, pace

    def one(self, item: Numbered) -> _Done:
        """Recode one vacancy; one that was changed meanwhile is read and recoded again."""
        present: Numbered | None = item
        for _ in range(_ATTEMPTS):
            if present is None:
                return _Done(item.vacancy.id, Became.GONE)
            result = self._attempt(present.vacancy)
            if result is None:
                return _Done(item.vacancy.id, Became.FAILED)
            if result.vacancy is present.vacancy or self.how.dry_run:
                return _Done(item.vacancy.id, result)
            self._pace.wait()
            if self.store.save(result.vacancy, present.version):
                return _Done(item.vacancy.id, result, True)
            present = self.store.load(item.vacancy.id)
        return _Done(item.vacancy.id, Became.CONTENDED)

    def _attempt(self, vacancy: Vacancy) -> Recoded | None:
        """Return what becomes of a vacancy, ``None`` when that fails: one alone must not keep all others waiting.

        Without a table that can be read all would fail: that ends the run.
        """
        try:
            return recoded(vacancy, self._clock.now(), every=self.how.every)
        except BadTable:
            raise
        except Exception:
            logger.exception("a vacancy could not be recoded", extra={"vacancy_id": vacancy.id})
            return None
