"""Employers are asked once a day about all that is due, whatever happens in between."""

import threading
from collections import Counter
from datetime import UTC, datetime, timedelta

import msgspec
import pytest

from chalicelib import vacancies
from chalicelib.clock import FixedClock, epoch_seconds
from chalicelib.errors import Unavailable
from chalicelib.identifiers import new_identifier
from chalicelib.outbox import OutboxItem
from chalicelib.reminders import Stage
from chalicelib.uniqueness import UniquenessMarker
from chalicelib.vacancies import reminding, storing, table
from chalicelib.vacancies.model import Source, State
from chalicelib.vacancies.renewal import renewal_asked
from tests.vacancies.samples import content, vacancy

pytestmark = [pytest.mark.emulator, pytest.mark.usefixtures("any_store")]
MORNING = datetime(2026, 7, 17, 2, 30, tzinfo=UTC)
"""Half past nine on a Friday, 14 days and some hours before `END`."""
END = datetime(2026, 8, 1, 2, tzinfo=UTC)
LAST = datetime(2026, 7, 29, 2, 30, tzinfo=UTC)


def published(employer, end=END, **changes):
    made = vacancy(
        State.PUBLISHED, id=new_identifier("vac"), employer_id=employer, expires_at=end, posted_at=end, **changes
    )
    table.item_of(made).save()
    return made.id


@pytest.fixture
def employer():
    return new_identifier("emp")


def run(at=MORNING):
    return vacancies.remind_employers(FixedClock(at))


def messages(employer):
    """In the order in which they were said: a scan comes in the order of hashes."""
    events = (item.event for item in OutboxItem.scan(consistent_read=True))
    mine = [event for event in events if (event.topic, event.subject) == (reminding.TOPIC, employer)]
    return sorted(mine, key=lambda event: event.at)


def named(event):
    return {entry.partition("@")[0] for entry in event.details["vacancies"].split()}


def stages(vacancy_id):
    return [entry.stage for entry in renewal_asked(vacancies.get(vacancy_id))]


def test_one_message_for_all_that_is_due_and_only_for_that(employer):
    due = {published(employer) for _ in range(3)}
    later = published(employer, END + timedelta(days=9))
    run()
    (event,) = messages(employer)
    assert named(event) == due
    assert [stages(one) for one in (*due, later)] == [[Stage.FIRST]] * 3 + [[]]
    assert event.at == MORNING


def test_each_employer_has_a_message_of_its_own(employer):
    other = new_identifier("emp")
    mine, theirs = published(employer), published(other)
    assert run() >= 2
    assert [named(event) for event in messages(employer)] == [{mine}]
    assert [named(event) for event in messages(other)] == [{theirs}]


def test_again_the_same_day_nothing_more_is_said(employer):
    published(employer)
    run()
    second = published(employer)
    run(MORNING + timedelta(hours=2))
    assert len(messages(employer)) == 1
    assert stages(second) == []
    run(MORNING + timedelta(days=3))
    assert [named(event) for event in messages(employer)][1:] == [{second}]


@pytest.mark.parametrize("hours", [-3, 6, 12, 26, 50], ids=["early", "late", "at night", "saturday", "sunday"])
def test_nobody_is_asked_out_of_working_hours(employer, hours):
    published(employer, END - timedelta(days=20))
    assert run(MORNING + timedelta(hours=hours)) == 0
    assert messages(employer) == []


def test_the_last_reminder_then_the_end(employer):
    one = published(employer)
    run()
    vacancies.take_off_due(FixedClock(END))
    assert vacancies.get(one).state is State.PUBLISHED
    run(LAST)
    assert stages(one) == [Stage.FIRST, Stage.LAST]
    assert len(messages(employer)) == 2
    clock = FixedClock(END)
    vacancies.take_off_due(clock)
    assert vacancies.get(one).state is State.EXPIRED
    states = [(entry.state, entry.reason) for entry in vacancies.get(one).history]
    assert states[-3:] == [(State.PUBLISHED, "renewal_due")] * 2 + [(State.EXPIRED, None)]


def test_partners_vacancies_are_not_asked_about(employer):
    source = Source(partner="par_one", external_id=new_identifier("tst"))
    one = vacancies.get(published(employer, source=source, employer_name=employer))
    UniquenessMarker(f"{storing.TEXT}#{storing.text_key(one)}", owner=one.id).save()
    run()
    assert messages(employer) == []
    vacancies.take_off_due(FixedClock(END))
    assert vacancies.get(one.id).state is State.EXPIRED


def test_a_vacancy_that_cannot_be_taken_off_keeps_no_other_up(employer):
    source = Source(partner="par_one", external_id=new_identifier("tst"))
    stuck = published(employer, source=source, employer_name=employer)
    off = [published(employer, content=content(expires_at=END)) for _ in range(8)]
    with pytest.raises(Unavailable):
        vacancies.take_off_due(FixedClock(END))
    assert {vacancies.get(one).state for one in off} == {State.EXPIRED}
    UniquenessMarker(f"{storing.TEXT}#{storing.text_key(vacancies.get(stuck))}", owner=stuck).save()
    assert vacancies.take_off_due(FixedClock(END)) == 1


def test_a_run_that_died_after_the_message_is_finished_without_another(employer, monkeypatch):
    due = [published(employer) for _ in range(3)]
    marked = Counter()
    change = storing.change

    def dying(vacancy_id, *rest):
        if vacancy_id in due and marked["done"]:
            raise KeyboardInterrupt
        marked["done"] += vacancy_id in due
        return change(vacancy_id, *rest)

    with monkeypatch.context() as patch:
        patch.setattr(storing, "change", dying)
        with pytest.raises(KeyboardInterrupt):
            run()
    assert sorted(map(len, map(stages, due))) == [0, 0, 1]
    run(MORNING + timedelta(days=3))
    assert [stages(one) for one in due] == [[Stage.FIRST]] * 3
    assert {renewal_asked(vacancies.get(one))[0].at for one in due} == {MORNING}
    assert len(messages(employer)) == 1


def test_an_employer_for_whom_it_fails_keeps_nobody_else_waiting(employer, monkeypatch):
    other = new_identifier("emp")
    mine, theirs = published(employer), published(other)
    digest = table.renewal_digest

    def failing(found):
        if found == employer:
            raise Unavailable
        return digest(found)

    with monkeypatch.context() as patch:
        patch.setattr(table, "renewal_digest", failing)
        run()
    assert (stages(mine), stages(theirs)) == ([], [Stage.FIRST])
    run(MORNING + timedelta(hours=1))
    assert stages(mine) == [Stage.FIRST]


def test_concurrent_runs_say_it_once(employer):
    due = [published(employer) for _ in range(5)]
    barrier = threading.Barrier(4)

    def together():
        barrier.wait()
        run()

    runs = [threading.Thread(target=together) for _ in range(4)]
    for thread in runs:
        thread.start()
    for thread in runs:
        thread.join()
    run(MORNING + timedelta(hours=1))
    assert len(messages(employer)) == 1
    assert [stages(one) for one in due] == [[Stage.FIRST]] * 5


def test_more_than_a_message_holds_waits_for_the_next_working_day(employer, monkeypatch):
    monkeypatch.setattr(reminding, "MOST_TOLD", 2)
    due = {published(employer) for _ in range(5)}
    for days in (0, 3, 4, 5):
        run(MORNING + timedelta(days=days))
    said = [named(event) for event in messages(employer)]
    assert [len(names) for names in said] == [2, 2, 1]
    assert set.union(*said) == due


def test_a_message_that_comes_late_leaves_out_what_was_settled_meanwhile(employer):
    kept, renewed, closed, also = (published(employer) for _ in range(4))
    run()
    (event,) = messages(employer)
    storing.change(renewed, lambda one: _with(one, expires_at=END + timedelta(days=80)))
    storing.change(closed, lambda one: _with(one, state=State.CLOSED))
    assert {one.id for one in vacancies.told_still(event.details)} == {kept, also}


def test_a_message_about_an_end_that_moved_still_names_the_vacancy(employer):
    one = published(employer, MORNING - timedelta(days=1))
    run()
    (event,) = messages(employer)
    assert [found.id for found in vacancies.told_still(event.details)] == [one]
    end = vacancies.get(one).expires_at
    assert end == MORNING + timedelta(days=3)
    assert event.details["vacancies"] == f"{one}@{epoch_seconds(end)}"


def _with(one, **changes):
    return msgspec.structs.replace(one, **changes)


def test_an_end_that_the_poster_named_comes_without_waiting(employer):
    one = published(employer, content=content(expires_at=END))
    assert vacancies.take_off_due(FixedClock(END)) == 1
    assert vacancies.get(one).state is State.EXPIRED
