"""What a run found for a person, for e-mails, alerts and analysts: read page by page, without the scorer."""

import bisect
from collections.abc import Iterator

import msgspec

from chalicelib.clock import SYSTEM_CLOCK, Clock, epoch_seconds
from chalicelib.matching.batch.blocks import digest
from chalicelib.matching.batch.errors import BatchError, Damaged
from chalicelib.matching.batch.joining import CONTENTS, OFFER, OFFERS, PAGE, Contents, sheet_name
from chalicelib.matching.batch.rows import IDENTIFIER, ROW, Row, plain, unpack
from chalicelib.matching.batch.store import Store


class Ranked(msgspec.Struct, frozen=True, kw_only=True):
    """A vacancy for a person: its score in 0..1, and the codes of reasons and gaps, the weightiest reason first."""

    vacancy_id: str
    score: float
    reasons: tuple[str, ...]
    gaps: tuple[str, ...]


class Results:
    """The result of one run."""

    def __init__(self, store: Store, clock: Clock = SYSTEM_CLOCK) -> None:
        """Open it; raises `BatchError` when the run was not finished, `Damaged` when it is not as it was written."""
        content = store.read(CONTENTS)
        if content is None:
            raise BatchError("the run has no result yet")
        self._store, self._clock = store, clock
        self.contents = msgspec.json.decode(content, type=Contents)
        offers = store.read(OFFERS)
        if offers is None or digest(offers) != self.contents.offers:
            raise Damaged(f"{OFFERS} is not what was written")
        self._offers = offers
        self._first = [page for sheet in self.contents.sheets for page in sheet.pages]
        self._places = [
            (number, page) for number, sheet in enumerate(self.contents.sheets) for page in range(len(sheet.pages))
        ]

    def of(self, person_id: str) -> tuple[Ranked, ...]:
        """Return what is still open of the up to ten best vacancies; nothing for who was not in the run."""
        page = bisect.bisect_right(self._first, person_id) - 1
        if page < 0:
            return ()
        for row in self._rows(page):
            if row.person_id == person_id:
                return tuple(self._open(row))
        return ()

    def everybody(self) -> Iterator[tuple[str, tuple[Ranked, ...]]]:
        """Yield all people by identifier with what is still open; the rows of who was erased since are blank."""
        for page in range(len(self._first)):
            for row in self._rows(page):
                if row.person_id:
                    yield row.person_id, tuple(self._open(row))

    def _rows(self, page: int) -> tuple[Row, ...]:
        sheet, place = self._places[page]
        content = self._store.read(sheet_name(sheet), place * PAGE * ROW, PAGE * ROW)
        people = min(PAGE, self.contents.sheets[sheet].people - place * PAGE)
        if content is None or len(content) != people * ROW:
            raise Damaged(f"{sheet_name(sheet)} is not what was written")
        return unpack(content, self.contents.codes)

    def _open(self, row: Row) -> Iterator[Ranked]:
        now = epoch_seconds(self._clock.now())
        for entry in row.entries:
            offer = self._offers[entry.number * OFFER : (entry.number + 1) * OFFER]
            if int.from_bytes(offer[IDENTIFIER:], "little") > now:
                yield Ranked(
                    vacancy_id=plain(offer[:IDENTIFIER]), score=entry.score, reasons=entry.reasons, gaps=entry.gaps
                )
