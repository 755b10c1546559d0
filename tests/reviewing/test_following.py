"""The counts of the queue: each step once, whatever is told twice; what is overdue is escalated once."""

from datetime import timedelta

import msgspec
import pytest

from chalicelib import reference, reviewing, vacancies
from chalicelib.clock import FixedClock
from chalicelib.errors import Forbidden, InvalidInput
from chalicelib.identifiers import new_identifier
from chalicelib.outbox import OutboxItem
from chalicelib.reviewing import Level, deadlines, policy, table
from chalicelib.reviewing.escalating import level_at
from chalicelib.vacancies.model import Decision, ReasonCode, State, Transition
from chalicelib.vacancies.reviews import Ruling
from security.principal import Audience, Principal
from tests.reviewing.samples import NOW, officer, waiting

pytestmark = [pytest.mark.emulator, pytest.mark.usefixtures("store")]
RULINGS = {
    "publish": Ruling(decision=Decision.PUBLISH),
    "correct": Ruling(decision=Decision.CORRECT, code=ReasonCode.UNCLEAR),
    "reject": Ruling(decision=Decision.REJECT, code=ReasonCode.NO_VACANCY),
}
MONITOR = Principal(id=new_identifier("per"), roles=frozenset({Audience.MONITOR}))


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(NOW)


def entered(region: str, clock: FixedClock, since=NOW):
    vacancy = waiting(region, since)
    reviewing.follow([(None, vacancy)], clock)
    return vacancy


def decided(region: str, vacancy, decision: str, clock: FixedClock):
    alone = officer(region)
    reviewing.hold(alone, vacancy.id, clock)
    after = reviewing.decide(alone, vacancy.id, RULINGS[decision], clock=clock)
    reviewing.follow([(vacancy, after)], clock)
    return after


def figures(region: str, clock: FixedClock, month: str | None = None):
    return reviewing.figures(officer(region), region, month, clock)


@pytest.mark.parametrize("decision", sorted(RULINGS))
def test_a_wait_is_counted_from_its_beginning_to_its_decision(region, clock, decision):
    vacancy = entered(region, clock)
    before = figures(region, clock)
    assert (before.waiting, before.oldest_since, before.median_hours) == (1, NOW, None)
    clock.advance(timedelta(hours=3))
    decided(region, vacancy, decision, clock)
    after = figures(region, clock)
    assert (after.waiting, after.oldest_since, after.late, after.left) == (0, None, 0, 0)
    assert msgspec.structs.asdict(after.decided) == {name: int(name == decision) for name in RULINGS}
    assert after.mean_hours == 3
    assert 2.4 < after.median_from_hours <= 3 <= after.median_to_hours < 3.8
    assert after.median_from_hours < after.median_hours < after.median_to_hours


def test_what_is_told_twice_is_counted_once(region, clock):
    vacancy = entered(region, clock)
    reviewing.follow([(None, vacancy), (None, vacancy)], clock)
    assert figures(region, clock).waiting == 1
    after = decided(region, vacancy, "publish", clock)
    reviewing.follow([(None, vacancy), (vacancy, after), (vacancy, after)], clock)
    found = figures(region, clock)
    assert (found.waiting, found.decided.publish) == (0, 1)


def test_what_never_waited_is_not_counted(region, clock):
    published = waiting(region, state=State.PUBLISHED)
    reviewing.follow([(None, published), (published, None)], clock)
    assert figures(region, clock).waiting == 0
    assert table.load(published.id)[1] is None


def test_a_wait_that_its_poster_ended_is_no_decision(region, clock):
    vacancy = entered(region, clock)
    entry = Transition(state=State.WITHDRAWN, at=NOW, by="per_poster")
    gone = msgspec.structs.replace(
        vacancy, state=State.WITHDRAWN, waiting_since=None, revision=2, history=(*vacancy.history, entry)
    )
    reviewing.follow([(vacancy, gone)], clock)
    found = figures(region, clock)
    assert (found.waiting, found.left, found.decided.publish) == (0, 1, 0)


def test_a_province_holds_its_regencies(region, clock):
    province = region[:2]
    before = figures(province, clock).waiting
    entered(region, clock)
    assert figures(province, clock).waiting == before + 1


def test_a_vacancy_that_moves_is_counted_where_it_is(region, clock):
    vacancy = entered(region, clock)
    elsewhere = next(other.code for other in reference.regions().children(region[:2]) if other.code != region)
    moved = msgspec.structs.replace(
        vacancy, content=msgspec.structs.replace(vacancy.content, region=elsewhere), revision=2
    )
    there = figures(elsewhere, clock).waiting
    reviewing.follow([(vacancy, moved)], clock)
    assert (figures(region, clock).waiting, figures(elsewhere, clock).waiting) == (0, there + 1)


def test_what_is_held_is_counted_until_the_lease_ends(region, clock):
    vacancy = entered(region, clock)
    reviewing.hold(officer(region), vacancy.id, clock)
    assert figures(region, clock).taken == 1
    clock.advance(policy.current().lease)
    assert figures(region, clock).taken == 0


def test_figures_are_of_served_regions_and_real_months(region, clock):
    with pytest.raises(Forbidden):
        reviewing.figures(officer("94"), region, None, clock)
    assert reviewing.figures(officer(region), clock=clock).region == region
    with pytest.raises(InvalidInput):
        reviewing.figures(officer(region, "94"), clock=clock)
    with pytest.raises(InvalidInput):
        reviewing.figures(MONITOR, "32.99", clock=clock)
    for month in ("2026-13", "2026", "mei", "2026-5", "2026-05-01"):
        with pytest.raises(InvalidInput):
            figures(region, clock, month)
    empty = figures(region, clock, "2020-01")
    assert (empty.median_hours, empty.mean_hours, empty.median_from_hours, empty.median_to_hours) == (None,) * 4


def test_quick_decisions_are_told_in_minutes_and_their_mean_to_the_second(region, clock):
    for minutes in (2, 4, 9):
        vacancy = entered(region, clock, clock.now())
        clock.advance(timedelta(minutes=minutes))
        decided(region, vacancy, "publish", clock)
    found = figures(region, clock)
    assert found.mean_hours == pytest.approx(5 / 60, abs=0.0005)
    assert found.median_from_hours <= 4 / 60 <= found.median_to_hours < 5 / 60


def test_who_waited_for_more_than_twenty_days_has_no_upper_edge(region, clock):
    vacancy = entered(region, clock)
    clock.advance(timedelta(days=40))
    decided(region, vacancy, "publish", clock)
    found = figures(region, clock)
    assert (found.mean_hours, found.median_to_hours) == (960, None)
    assert found.median_from_hours == found.median_hours > 19 * 24


def events_of(vacancy_id: str) -> list[str]:
    stored = (item.event for item in OutboxItem.scan())
    found = [event for event in stored if (event.subject, event.topic) == (vacancy_id, "review_escalated")]
    return sorted(event.details["level"] for event in found)


def test_overdue_goes_to_the_province_and_then_to_the_monitor_once_each(region, clock):
    vacancy = entered(region, clock)
    due = deadlines.due(NOW, region, policy.current().due_days)
    clock.advance(due - NOW - timedelta(seconds=1))
    reviewing.escalate(clock)
    assert (table.load(vacancy.id)[0].level, events_of(vacancy.id)) == (Level.OFFICE, [])
    clock.advance(timedelta(seconds=1))
    for _ in range(2):
        reviewing.escalate(clock)
        assert (table.load(vacancy.id)[0].level, events_of(vacancy.id)) == (Level.PROVINCE, ["province"])
        assert figures(region, clock).overdue == 1
    found = reviewing.escalated(officer(region[:2]), None, 100)
    assert vacancy.id in [each.vacancy.id for each in found]
    assert vacancy.id not in [each.vacancy.id for each in reviewing.escalated(MONITOR, None, 100)]
    clock.advance(timedelta(days=7))
    for _ in range(2):
        reviewing.escalate(clock)
        assert events_of(vacancy.id) == ["monitor", "province"]
        assert figures(region, clock).overdue == 1
    for everybody in (officer(region[:2]), MONITOR):
        assert vacancy.id in [each.vacancy.id for each in reviewing.escalated(everybody, None, 100)]


def test_a_late_decision_ends_the_escalation_and_is_counted_late(region, clock):
    vacancy = entered(region, clock)
    clock.advance(timedelta(days=14))
    reviewing.escalate(clock)
    assert figures(region, clock).overdue == 1
    decided(region, vacancy, "reject", clock)
    found = figures(region, clock)
    assert (found.waiting, found.overdue, found.late, found.decided.reject) == (0, 0, 1, 1)
    assert vacancy.id not in [each.vacancy.id for each in reviewing.escalated(MONITOR, None, 100)]
    reviewing.escalate(clock)
    assert table.load(vacancy.id)[0].level is Level.OFFICE
    assert vacancies.get(vacancy.id).state is State.REJECTED


@pytest.mark.parametrize(
    ("working_days", "level"),
    [(1, Level.OFFICE), (2, Level.PROVINCE), (3, Level.PROVINCE), (4, Level.MONITOR), (9, Level.MONITOR)],
)
def test_the_level_follows_the_working_days(working_days, level):
    assert level_at(NOW, "32.73", deadlines.due(NOW, "32.73", working_days)) is level
