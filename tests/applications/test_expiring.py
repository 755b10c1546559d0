"""Old applications lose who applied and what was written, once and for all; others stay as they are."""

from datetime import UTC, datetime, timedelta

import pytest

from chalicelib import applications, uniqueness
from chalicelib.applications import expiring, moving, table
from chalicelib.applications.applying import ONCE, marker
from chalicelib.applications.model import ERASED, OVER, Application, ApplicationLetter, ApplicationState, Event, Side
from chalicelib.clock import FixedClock
from chalicelib.identifiers import new_identifier
from chalicelib.tables import write
from functions.upkeep import forget_applications
from infra_cdk.data.retention import Kind, of_kind
from local.http.context import LambdaContext
from tests.platform_fixtures import platform

__all__ = ["platform"]
pytestmark = pytest.mark.emulator
NOW = datetime(2026, 5, 4, 2, 0, tzinfo=UTC)
OLD, RECENT = NOW - expiring.KEPT - timedelta(seconds=1), NOW - expiring.KEPT + timedelta(seconds=1)
EVENT = {"source": "aws.events", "time": "2026-05-04T21:30:00Z", "id": "1", "detail": {}, "resources": []} | {
    "version": "0",
    "detail-type": "",
    "account": "",
    "region": "",
}


def kept(
    last_step: datetime, state: ApplicationState = ApplicationState.SEEN, person: str | None = None
) -> Application:
    person_id = person or new_identifier("per")
    made = Application(
        id=new_identifier("app"),
        vacancy_id=new_identifier("vac"),
        employer_id=new_identifier("emp"),
        person_id=person_id,
        title="Kasir",
        employer_name="PT Contoh",
        letter=ApplicationLetter(documents=("doc_1",)),
        state=state,
        created_at=last_step - timedelta(days=30),
        updated_at=last_step,
        history=(Event(state=state, at=last_step, side=Side.EMPLOYER),),
    )

    def build(transaction):
        transaction.save(table.item_of(made))
        uniqueness.claim(transaction, ONCE, marker(made), made.id)

    write(build)
    return made


def now(application: Application) -> Application:
    return table.load(application.id).application


def run(at: datetime = NOW, most: int = 1_000):
    """Whole rounds, so that what other tests stored does not matter."""
    total = 0
    while True:
        done = applications.expire(lambda: 60.0, FixedClock(at), most=most)
        total += done.changed
        assert done.failed == 0
        if done.whole:
            return total


@pytest.mark.parametrize("state", ApplicationState)
def test_who_applied_years_ago_is_taken_out_and_how_it_ended_stays(store, state):
    made = kept(OLD, state)
    run()
    found = now(made)
    assert (found.person_id, found.letter, found.message) == (ERASED, ApplicationLetter(), None)
    assert made.person_id not in str(found)
    assert found.state is (state if state in OVER else ApplicationState.WITHDRAWN)
    assert (found.vacancy_id, found.employer_id, found.title) == (made.vacancy_id, made.employer_id, made.title)
    assert uniqueness.holder(ONCE, marker(made)) is None, "the marker named the person"
    assert list(applications.open_of(made.person_id)) == []
    assert applications.of_person(made.person_id, 10).items == ()


def test_what_was_touched_since_stays_whole(store):
    made = [kept(RECENT), kept(NOW), kept(NOW + timedelta(days=1))]
    before = [table.load(each.id).version for each in made]
    run()
    assert [now(each) for each in made] == made
    assert [table.load(each.id).version for each in made] == before


def test_a_step_at_the_last_moment_keeps_it(store, monkeypatch):
    made, original, raced = kept(OLD), moving._forgotten, []

    def late(present):
        if present.application.id == made.id and not raced:
            raced.append(True)
            after = applications.Stored(
                Application(**{name: getattr(made, name) for name in made.__struct_fields__} | {"updated_at": NOW}), 1
            )
            write(lambda transaction: transaction.save(table.item_of(after.application, present.version)))
        return original(present)

    monkeypatch.setattr(moving, "_forgotten", late)
    run()
    assert now(made).person_id == made.person_id
    monkeypatch.undo()
    run(NOW + expiring.KEPT + timedelta(days=1))
    assert now(made).person_id == ERASED


def test_rounds_are_bounded_resumed_and_change_nothing_twice(store):
    made = [kept(OLD) for _ in range(7)]
    changed = 0
    for _ in range(200):
        done = applications.expire(lambda: 60.0, FixedClock(NOW), most=3)
        assert done.seen <= 3
        changed += done.changed
        if done.whole:
            break
    changed += run(most=3)
    assert changed >= 7
    assert {now(each).person_id for each in made} == {ERASED}
    versions = [table.load(each.id).version for each in made]
    assert run() == 0
    assert [table.load(each.id).version for each in made] == versions


def test_the_schedule_goes_by_the_same_term_within_its_policy(platform):
    made, young = kept(datetime.now(UTC) - expiring.KEPT - timedelta(days=1)), kept(datetime.now(UTC))
    forget_applications(EVENT, LambdaContext("forget_applications", 600))
    assert now(made).person_id == ERASED
    assert now(young) == young


def test_the_page_of_retention_tells_the_term():
    row = of_kind(Kind.TABLE)["applications"]
    assert row.days == expiring.KEPT.days
    assert f"{row.days} days" in row.ends
