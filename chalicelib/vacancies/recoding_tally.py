"""Counting what recoding does, within bounds, and going on from a count that was kept."""

from collections import Counter

import msgspec

from chalicelib.vacancies.recoding_model import EXAMPLES, Became, Code, ForOfficer, Move, Recoded, RecodingReport

LISTED = 1_000
"""Vacancies for officers and failures that a report lists one by one; all of them are counted."""
_MOVED = frozenset({Became.CHANGED, Became.CODED, Became.UNCODED})


class Tally:
    """The counts so far. The ways between codes are bounded by the tables, the lists by `LISTED`."""

    def __init__(self, start: RecodingReport) -> None:
        """Go on from ``start``."""
        self._start = start
        self._counts = Counter({each: int(getattr(start, each.value)) for each in Became})
        self._written, self._skills = start.written, start.skills
        self._moves = {(move.before, move.after): (move.count, move.examples) for move in start.moves}
        self._officers, self._failures = list(start.for_officers), list(start.failures)

    @property
    def seen(self) -> int:
        """Vacancies so far."""
        return self._counts.total()

    def add(self, vacancy_id: str, done: Recoded | Became, *, written: bool = False) -> None:
        """Count one vacancy; without more than what it `Became` it was not recoded."""
        if isinstance(done, Became):
            self._counts[done] += 1
            if done in (Became.FAILED, Became.CONTENDED) and len(self._failures) < LISTED:
                self._failures.append(vacancy_id)
            return
        self._counts[done.became] += 1
        self._written += written
        self._skills += done.skills
        if done.became in _MOVED:
            self._move(done.before, done.after, done.vacancy.content.title)
        if done.officer is not None:
            self._list(done.officer)

    def report(self, seconds: float, moves: int | None = None) -> RecodingReport:
        """Return the counts with the commonest ``moves``, or all of them, ``seconds`` after the start."""
        return msgspec.structs.replace(
            self._start,
            **{each.value: self._counts[each] for each in Became},
            seen=self.seen,
            written=self._written,
            skills=self._skills,
            seconds=round(self._start.seconds + seconds, 3),
            moves=self._commonest()[:moves],
            for_officers=tuple(self._officers),
            failures=tuple(self._failures),
        )

    def _move(self, before: Code | None, after: Code | None, title: str) -> None:
        count, examples = self._moves.get((before, after), (0, ()))
        if title not in examples and len(examples) < EXAMPLES:
            examples = (*examples, title)
        self._moves[before, after] = (count + 1, examples)

    def _list(self, officer: ForOfficer) -> None:
        if len(self._officers) < LISTED:
            self._officers.append(officer)

    def _commonest(self) -> tuple[Move, ...]:
        found = (
            Move(before=before, after=after, count=count, examples=examples)
            for (before, after), (count, examples) in self._moves.items()
        )
        return tuple(sorted(found, key=lambda move: (-move.count, _name(move.before), _name(move.after))))


def _name(code: Code | None) -> str:
    return f"{code.edition} {code.code}" if code is not None else ""
