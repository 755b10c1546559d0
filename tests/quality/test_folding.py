"""History that is long past: by month, with nothing lost, whatever still changes."""

import random
from datetime import date, timedelta

import msgspec
import pytest

from chalicelib import quality, tables
from chalicelib.clock import FixedClock
from chalicelib.quality import Asked, Step, table
from chalicelib.quality.folding import KEPT, first_kept_day
from chalicelib.quality.following import scope_of_source
from security.principal import Audience, Principal
from tests.quality.samples import NOW, handed_in, new_source, next_of

pytestmark = [pytest.mark.emulator, pytest.mark.usefixtures("store")]
MONITOR = Principal(id="per_monitor", roles=frozenset({Audience.MONITOR}))
LATER = FixedClock(NOW + KEPT + timedelta(days=60))
"""May 2026 lies behind the days that are kept, and so does June; July does not."""


@pytest.fixture
def source() -> str:
    return new_source()


def rows(source: str) -> dict[str, dict[str, int]]:
    return {period: dict(counts) for period, counts in table.rows(1, scope_of_source(source), "2000", "2999").items()}


def told(source: str, first: date, last: date, step: Step | None = None):
    return quality.report(MONITOR, Asked(source=source, first=first, last=last, step=step), LATER)


def offered(source: str, *days: int):
    made = [handed_in(source, day=day) for day in days]
    quality.follow([(None, each) for each in made])
    return made


def test_months_that_are_long_past_become_one_row_and_sums_stay(source):
    offered(source, 0, 3, 27, 28, 70)
    before = rows(source)
    assert quality.fold(LATER) >= 4
    after = rows(source)
    assert set(after) == {"2026-05", "2026-06", "2026-07-13"}
    total = {name: sum(row.get(name, 0) for row in before.values()) for name in table.COLUMNS}
    assert {name: sum(row.get(name, 0) for row in after.values()) for name in table.COLUMNS} == total


def test_folding_again_changes_nothing(source):
    offered(source, 0, 1)
    quality.fold(LATER)
    before = rows(source)
    quality.fold(LATER)
    assert rows(source) == before


def test_what_is_recent_stays_by_day(source):
    offered(source, 0, 1)
    quality.fold(FixedClock(NOW + timedelta(days=300)))
    assert set(rows(source)) == {"2026-05-04", "2026-05-05"}


def test_a_change_to_a_folded_vacancy_is_counted_and_folded_with_the_next_run(source):
    first, *_ = offered(source, 0, 0)
    quality.fold(LATER)
    quality.follow([(first, next_of(first, canonical_id="vac_other"))])
    assert rows(source)["2026-05-04"]["uniqueness_job_good"] == -1
    (told_now,) = told(source, date(2026, 5, 1), date(2026, 5, 31)).sources
    quality.fold(LATER)
    assert set(rows(source)) == {"2026-05"}
    assert rows(source)["2026-05"]["uniqueness_job_good"] == 1
    assert told(source, date(2026, 5, 1), date(2026, 5, 31)).sources == (told_now,)


def test_what_is_added_while_a_day_is_folded_is_not_lost(source):
    one, *_ = offered(source, 0)
    (stale,) = table.days_before(1, scope_of_source(source), "2026-05-05")
    shard = int(stale.pk.rpartition("#")[2])
    more = (scope_of_source(source), "2026-05-04", _counts(one))
    tables.write(lambda transaction: table.count(transaction, 1, *more, shard))
    with pytest.raises(tables.ConditionRefused):
        tables.write(lambda transaction: table.fold(transaction, stale, "2026-05"))
    assert rows(source) == {"2026-05-04": {name: 2 * number for name, number in _counts(one).items()}}


def test_of_what_is_folded_whole_months_are_told_and_the_answer_says_so(source):
    offered(source, 0, 27, 70)
    for _ in range(2):
        report = told(source, date(2026, 5, 20), date(2026, 7, 31), Step.DAY)
        assert (report.first, report.last) == (date(2026, 5, 1), date(2026, 7, 31))
        assert [each.period for each in report.sources[0].history] == ["2026-05", "2026-07-13"]
        assert report.sources[0].scores.vacancies == 3
        assert told(source, date(2026, 5, 20), date(2026, 5, 21)).last == date(2026, 5, 31)
        quality.fold(LATER)


def test_the_first_kept_day_begins_a_month():
    assert first_kept_day(LATER) == date(2026, 7, 1)


def test_any_mixture_of_changes_and_folding_adds_up(source):
    chance = random.Random(5)
    made = [handed_in(source, day=chance.randrange(40)) for _ in range(12)]
    quality.follow([(None, each) for each in made])
    for _ in range(20):
        place = chance.randrange(len(made))
        changed = next_of(made[place], canonical_id=chance.choice([None, "vac_other"]))
        quality.follow([(made[place], changed)])
        made[place] = changed
        if chance.random() < 0.4:
            quality.fold(LATER)
    expected = sum((_counts(each) for each in made), start=Sum()).numbers
    found = sum((Sum(row) for row in rows(source).values()), start=Sum()).numbers
    assert found == expected


class Sum:
    """Counts that can be added up."""

    def __init__(self, numbers=None):
        self.numbers = dict(numbers or {})

    def __add__(self, other):
        numbers = other.numbers if isinstance(other, Sum) else other
        names = {*self.numbers, *numbers}
        totals = {name: self.numbers.get(name, 0) + numbers.get(name, 0) for name in names}
        return Sum({name: number for name, number in totals.items() if number})


def _counts(vacancy):
    from chalicelib.quality.measuring import measured
    from chalicelib.quality.model import counts_of

    return counts_of(measured(msgspec.structs.replace(vacancy)))
