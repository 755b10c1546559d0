"""When something known against a package is overdue: by severity, release and what is borne, under any of its names."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.reference.days import is_working_day
from local.supply.advisories import Against
from local.supply.overdue import State, noted_anew, standings, unanswered
from local.supply.record import Noted
from local.supply.terms_of_updates import TERMS, Severity, last_day

KNOWN = date(2026, 6, 3)
"""A Wednesday."""
AGAINST = Against(package="one", version="1", advisory="PYSEC-1", aliases=("CVE-1",))
NOTED = Noted(advisory="PYSEC-1", package="one", severity=Severity.HIGH, known=KNOWN, release="1.2")


def noted(**values):
    """The line with other values."""
    return Noted(**{field: getattr(NOTED, field) for field in NOTED.__struct_fields__} | values)


def state(line, today, release="1.2"):
    """Where the advisory stands, the same whether somebody answered or not."""
    (found,) = standings([AGAINST], [line], today, release)
    if line.taken is None:
        assert unanswered([line], today, release) == (found,)
    return found.state


@pytest.mark.parametrize(
    ("severity", "known", "due"),
    [
        (Severity.CRITICAL, date(2026, 6, 3), date(2026, 6, 5)),
        (Severity.CRITICAL, date(2026, 6, 5), date(2026, 6, 9)),
        (Severity.CRITICAL, date(2026, 8, 14), date(2026, 8, 19)),
        (Severity.CRITICAL, date(2031, 6, 6), date(2031, 6, 10)),
        (Severity.HIGH, date(2026, 6, 3), date(2026, 6, 10)),
        (Severity.MEDIUM, date(2026, 6, 3), date(2026, 7, 3)),
        (Severity.LOW, date(2026, 6, 3), None),
    ],
)
def test_the_last_day_of_each_term(severity, known, due):
    """14 August 2026 is a Friday, 17 August Independence Day; the holidays of 2031 are in no table."""
    assert last_day(severity, known) == due


@given(known=st.dates(date(2026, 1, 1), date(2027, 12, 1)))
def test_a_critical_one_has_two_days_of_work(known):
    due = last_day(Severity.CRITICAL, known)
    between = [known + timedelta(days=number) for number in range(1, (due - known).days + 1)]
    assert sum(is_working_day(day) for day in between) == TERMS[Severity.CRITICAL].working_days
    assert is_working_day(due)


@pytest.mark.parametrize("severity", [each for each in Severity if each is not Severity.LOW])
def test_it_is_open_to_the_last_day_and_overdue_after_it(severity):
    line = noted(severity=severity)
    due = last_day(severity, KNOWN)
    assert state(line, KNOWN) is State.OPEN
    assert state(line, due) is State.OPEN
    assert state(line, due + timedelta(days=1)) is State.OVERDUE
    assert state(line, due + timedelta(days=1), release="9") is State.OVERDUE


@pytest.mark.parametrize(
    ("release", "expected"),
    [("1.2", State.OPEN), ("1.2.0", State.OPEN), ("1.2.1", State.OVERDUE), ("1.10", State.OVERDUE)],
)
def test_a_low_one_is_overdue_with_the_next_release(release, expected):
    assert state(noted(severity=Severity.LOW), KNOWN + timedelta(days=1000), release) is expected


def test_what_is_borne_is_overdue_after_its_own_day():
    line = noted(until=date(2026, 7, 1), by="Security office", why="No corrected version is there")
    assert state(line, date(2026, 7, 1)) is State.BORNE
    assert state(line, date(2026, 7, 2)) is State.OVERDUE


def test_what_is_in_no_record_is_new():
    for line in (noted(package="two"), noted(advisory="PYSEC-2")):
        (found,) = standings([AGAINST], [line], KNOWN, "1.2")
        assert (found.state, found.due, found.severity) == (State.NEW, None, Severity.CRITICAL)


def test_another_name_of_the_same_is_the_same_and_the_first_day_counts():
    later = noted(known=KNOWN + timedelta(days=30))
    earlier = noted(advisory="CVE-1")
    for record in ([later, earlier], [earlier, later]):
        (found,) = standings([AGAINST], record, KNOWN + timedelta(days=8), "1.2")
        assert (found.known, found.state) == (KNOWN, State.OVERDUE)


def test_what_comes_back_has_its_first_day():
    gone = noted(taken=KNOWN + timedelta(days=2))
    assert unanswered([gone], KNOWN + timedelta(days=8), "1.2") == ()
    assert state(gone, KNOWN + timedelta(days=8)) is State.OVERDUE
    assert noted_anew([AGAINST], [gone], KNOWN + timedelta(days=9), "1.2", whole=True) == (NOTED,)


def test_what_is_new_is_noted_as_critical_of_today_and_once():
    twice = [AGAINST, Against(package="one", version="2", advisory="PYSEC-1", aliases=("CVE-1",))]
    (line,) = noted_anew(twice, [], KNOWN, "1.2", whole=True)
    assert line == noted(severity=Severity.CRITICAL)
    assert noted_anew(twice, [line], KNOWN + timedelta(days=1), "1.3", whole=True) == (line,)


@pytest.mark.parametrize("whole", [True, False])
def test_only_an_answer_about_everything_closes_a_line(whole):
    today = KNOWN + timedelta(days=4)
    assert noted_anew([], [NOTED], today, "1.2", whole=whole) == (noted(taken=today if whole else None),)


def test_a_line_that_is_closed_keeps_its_day():
    gone = noted(taken=KNOWN + timedelta(days=2))
    assert noted_anew([], [gone], KNOWN + timedelta(days=4), "1.2", whole=True) == (gone,)
