"""The functions that ask employers and people whether they are still there, on the emulator's tables."""

import json
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest

from chalicelib import tables
from chalicelib.clock import SYSTEM_CLOCK, day_of
from chalicelib.employers.model import Employer, EmployerDetails, Member, Role
from chalicelib.employers.table import EmployerItem
from chalicelib.identifiers import new_identifier
from chalicelib.notifications.planning import notices_of
from chalicelib.notifications.renewals import MOST_NAMED, renewal_values
from chalicelib.outbox import OutboxEvent, OutboxItem
from chalicelib.people import activity, store
from chalicelib.people.activity_rules import reminded
from chalicelib.people.model import Person, PersonState, Profile
from chalicelib.reminders import Stage
from chalicelib.vacancies import reminding, storing
from chalicelib.vacancies.model import State
from chalicelib.vacancies.renewal import renewal_asked
from chalicelib.vacancies.renewal_links import renewal_link
from chalicelib.vacancies.table import item_of, load
from functions.notifying import send_messages
from functions.upkeep import look_after_people, remind_employers
from local.http.context import LambdaContext
from tests.platform_fixtures import platform
from tests.vacancies.samples import content, vacancy

__all__ = ["platform"]
pytestmark = [pytest.mark.emulator, pytest.mark.usefixtures("platform")]

EVENT = json.loads((Path(__file__).parents[1] / "events" / "nightly.json").read_text(encoding="utf-8"))
CONTEXT = LambdaContext("schedule", 300)
TOMORROW = SYSTEM_CLOCK.now() + timedelta(days=1)


@pytest.mark.parametrize("open_now", [True, False])
def test_employers_are_reminded_while_offices_are_open(monkeypatch, open_now):
    monkeypatch.setattr(reminding, "is_open", lambda _: open_now)
    employer = new_identifier("emp")
    made = vacancy(State.PUBLISHED, id=new_identifier("vac"), employer_id=employer, expires_at=TOMORROW)
    item_of(made).save()
    remind_employers(EVENT, CONTEXT)
    told = [item.event for item in OutboxItem.scan() if item.event.subject == employer]
    assert [event.topic for event in told] == [reminding.TOPIC] * open_now
    assert bool(renewal_asked(load(made.id).vacancy)) is open_now


@pytest.mark.parametrize(("consents", "after"), [({"recommend_to_employers": 1}, "reminded"), ({}, "inactive")])
def test_people_are_reminded_or_put_aside(monkeypatch, consents, after):
    monkeypatch.setattr(activity, "is_open", lambda _: True)
    long_ago = SYSTEM_CLOCK.now() - timedelta(days=400)
    made = Person(
        id=new_identifier("per"),
        state=PersonState.ACTIVE,
        profile=Profile(),
        created_at=long_ago,
        updated_at=long_ago,
        verified=("email",),
        consents=consents,
    )
    tables.write(lambda transaction: store.put_person(transaction, made, 0))
    look_after_people(EVENT, CONTEXT)
    found = store.get(made.id)[0]
    assert (found.state is PersonState.INACTIVE, bool(found.reminders)) == (after == "inactive", after == "reminded")


def test_the_message_names_what_is_still_to_be_renewed(monkeypatch):
    monkeypatch.setattr(reminding, "is_open", lambda _: True)
    member, employer = new_identifier("per"), new_identifier("emp")
    kept, closed = (
        vacancy(
            State.PUBLISHED,
            id=new_identifier("vac"),
            employer_id=employer,
            expires_at=TOMORROW,
            content=content(title=title),
        )
        for title in ("Kasir \n Kelontong", "Penjaga Gudang")
    )
    for made in (kept, closed):
        item_of(made).save()
    stored_employer(employer, member)
    remind_employers(EVENT, CONTEXT)
    storing.change(closed.id, lambda one: msgspec.structs.replace(one, state=State.CLOSED))
    (event,) = [item.event for item in OutboxItem.scan() if item.event.subject == employer]
    (notice,) = notices_of(event)
    assert (notice.recipient.person_id, notice.template) == (member, "vacancies_renewal")
    assert notice.values["count"].id == "1"
    day = day_of(load(kept.id).vacancy.expires_at).isoformat()
    link = renewal_link(load(kept.id).vacancy, member)
    assert notice.values["list"].en == f"- Kasir Kelontong ({day})\n  {link}"
    assert notice.values["link"].id == link
    assert "t=" not in msgspec.json.encode(event).decode()
    record = {"messageId": "m1", "body": msgspec.json.encode(event).decode()}
    assert send_messages({"Records": [record]}, CONTEXT) == {"batchItemFailures": []}


def stored_employer(employer_id, member):
    now = SYSTEM_CLOCK.now()
    made = Employer(
        id=employer_id,
        details=EmployerDetails(name="PT Contoh Jaya"),
        members=(Member(person_id=member, role=Role.OWNER, since=now),),
        created_at=now,
        updated_at=now,
    )
    EmployerItem(employer_id, employer=made).save()


def test_a_long_list_is_cut_and_counted():
    many = [vacancy(State.PUBLISHED, expires_at=TOMORROW) for _ in range(MOST_NAMED + 2)]
    values = renewal_values(many, new_identifier("per"))
    assert values["count"].id == str(MOST_NAMED + 2)
    assert values["list"].id.splitlines()[-1] == "- dan 2 lagi"
    assert len(values["list"].en.splitlines()) == 2 * MOST_NAMED + 1


def test_each_member_has_links_of_their_own():
    due = [vacancy(State.PUBLISHED, id=new_identifier("vac"), expires_at=TOMORROW) for _ in range(3)]
    links = [
        line.strip()
        for _ in range(2)
        for line in renewal_values(due, new_identifier("per"))["list"].id.splitlines()
        if "?t=" in line
    ]
    assert len(set(links)) == 6


def test_who_came_since_is_told_nothing():
    event = OutboxEvent(
        id=new_identifier("evt"),
        topic="person_inactive_soon",
        subject=new_identifier("per"),
        correlation_id="c",
        at=SYSTEM_CLOCK.now(),
        details={"by": "2026-09-01"},
    )
    assert notices_of(event) == ()
    now = SYSTEM_CLOCK.now()
    made = Person(id=event.subject, state=PersonState.ACTIVE, profile=Profile(), created_at=now, updated_at=now)
    tables.write(lambda transaction: store.put_person(transaction, made, 0))
    assert notices_of(event) == ()
    told = reminded(made, Stage.FIRST, now)
    store.replace(told, 1)
    (notice,) = notices_of(event)
    assert (notice.template, notice.values["by"].id) == ("person_inactive_soon", "2026-09-01")
