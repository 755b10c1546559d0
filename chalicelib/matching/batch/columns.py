"""What a feature gives for every distinct thing that vacancies state, worked out by the on-line function itself.

Seventy thousand vacancies state a few hundred different occupations, places or amounts of pay. A feature is worked out
once for each of them and then looked up. Where a feature is the best of several things of a person (each occupation
held or wished, home and each wished region), it is worked out for each of them apart, and the larger is taken. Points
are whole numbers, as on-line: sums of them are exact in any order.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any

import msgspec

from chalicelib.matching.features import FITS
from chalicelib.matching.knowledge import Knowledge
from chalicelib.matching.model import Demand, Feature, Held, Seeker
from chalicelib.matching.remarks import blocked_by
from chalicelib.matching.scoring import UNSTATED

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Figures = NDArray[np.float64]
    Positions = NDArray[np.intp]

_REMEMBERED = 32 * 2**20
"""Bytes of rows that a column remembers before it begins anew."""
BLOCKED = -(10**9)
"""Instead of points where a hard constraint is not met: more than all features together can make up for."""

Split = Callable[[Seeker], Iterable[Seeker]]
Points = Callable[[Seeker, Demand], int]


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """What a feature reads: fields of the vacancy, and the person in the parts of which the best one counts."""

    fields: tuple[str, ...]
    parts: Split


def _only(*fields: str) -> Split:
    return lambda seeker: (Seeker(id="", **{name: getattr(seeker, name) for name in fields}),)


def _occupations(seeker: Seeker) -> Iterable[Seeker]:
    yield Seeker(id="")
    yield from (Seeker(id="", jobs=(Held(code, 0),)) for code in seeker.occupations)
    yield from (Seeker(id="", wished_occupations=(code,)) for code in seeker.wished_occupations)


def _places(seeker: Seeker) -> Iterable[Seeker]:
    yield Seeker(id="", place=seeker.place)
    if seeker.willing_to_move:
        yield Seeker(id="", willing_to_move=True)
    if seeker.remote:
        yield Seeker(id="", remote=True)
    yield from (Seeker(id="", wished_regions=(code,)) for code in seeker.wished_regions)


READINGS: dict[Feature, Reading] = {
    Feature.OCCUPATION: Reading(fields=("occupation", "further_occupations"), parts=_occupations),
    Feature.EDUCATION: Reading(fields=("education_rank",), parts=_only("education_rank")),
    Feature.PLACE: Reading(fields=("place", "remote"), parts=_places),
    Feature.PAY: Reading(fields=("pay_minimum", "pay_maximum"), parts=_only("pay_minimum")),
    Feature.CONTRACT: Reading(fields=("employment_type",), parts=_only("employment_types")),
    Feature.LANGUAGES: Reading(fields=("languages",), parts=_only("languages")),
}
"""Every feature that is looked up; skills and experience have modules of their own."""
CONSTRAINTS = Reading(
    fields=("licences", "licences_from_text", "education_rank", "education_required_by_law"),
    parts=_only("licences", "education_rank"),
)


class Column:
    """One feature over all vacancies: ``keys`` says for each which of the ``kinds`` of statements it makes."""

    def __init__(self, reading: Reading, points: Points, demands: Sequence[Demand]) -> None:
        """Sort what ``demands`` state into kinds, numbered in the order in which they come."""
        import numpy as np

        self._reading, self._points = reading, points
        kinds: dict[Demand, int] = {}
        stated = (stripped(demand, reading.fields) for demand in demands)
        self.keys: Positions = np.fromiter((kinds.setdefault(each, len(kinds)) for each in stated), np.intp)
        self.kinds = tuple(kinds)
        self._rows: dict[Seeker, Figures] = {}
        self._most = max(64, _REMEMBERED // (8 * max(1, len(kinds))))

    def row(self, seeker: Seeker) -> Figures:
        """Return the points of ``seeker`` for each of the ``kinds``."""
        import numpy as np

        rows = [self.part(part) for part in self._reading.parts(seeker)]
        return rows[0] if len(rows) == 1 else np.maximum.reduce(rows)

    def part(self, part: Seeker) -> Figures:
        """Return the row of one part of a person; worked out at most once in a while."""
        import numpy as np

        if (known := self._rows.get(part)) is not None:
            return known
        if len(self._rows) >= self._most:
            self._rows.clear()
        row = np.fromiter((self._points(part, kind) for kind in self.kinds), np.float64, len(self.kinds))
        self._rows[part] = row
        return row


def feature_column(feature: Feature, demands: Sequence[Demand], knowledge: Knowledge) -> Column:
    """Return the points of ``feature``, as the on-line scorer gives them."""
    weight, fit = FITS[feature]

    def points(seeker: Seeker, demand: Demand) -> int:
        found = fit(seeker, demand, knowledge)
        return weight * (UNSTATED if found is None else found)

    return Column(READINGS[feature], points, demands)


def constraint_column(demands: Sequence[Demand], knowledge: Knowledge) -> Column:
    """Return 0 where every hard constraint is met, else `BLOCKED`."""

    def points(seeker: Seeker, demand: Demand) -> int:
        return BLOCKED if blocked_by(seeker, demand, knowledge) else 0

    return Column(CONSTRAINTS, points, demands)


def stripped(demand: Demand, fields: Iterable[str]) -> Demand:
    """Return ``demand`` with nothing but ``fields``."""
    stated: dict[str, Any] = {name: getattr(demand, name) for name in fields}
    return Demand(id="", **stated)
