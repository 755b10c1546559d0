"""Whose contact is replaced hears of it there, may object for two weeks, and gets it back; nothing more is kept."""

from datetime import timedelta

import msgspec
import pytest

from chalicelib import people
from chalicelib.clock import SYSTEM_CLOCK, FixedClock
from chalicelib.errors import Conflict, NotFound, Unavailable
from chalicelib.notifications import delivering, planning
from chalicelib.outbox import OutboxItem
from chalicelib.people import codes, former, open_sessions, profile, store
from chalicelib.people.profile import PersonChange
from chalicelib.people.table import FormerContactItem
from chalicelib.people.verification_model import Channel
from infra_cdk.data.retention import Kind as Keeper
from infra_cdk.data.retention import of_kind
from security import audit
from security.sealed import Kind
from tests import samples
from tests.functions.people_fixtures import active, api, someone
from tests.functions.proving import outcome, prover, required
from tests.functions.test_contact_changes import KNOWN, _change
from tests.platform_fixtures import platform

__all__ = ["active", "api", "platform", "required", "someone"]
pytestmark = pytest.mark.emulator


class Outbox:
    """A provider that keeps what it is handed."""

    def __init__(self):
        self.sent = []

    def send(self, message):
        self.sent.append(message)


def events(person_id, topic=former.TOPIC):
    found = [item.event for item in OutboxItem.scan() if item.event.subject == person_id and item.event.topic == topic]
    return sorted(found, key=lambda each: each.at)


def delivered(event, clock=SYSTEM_CLOCK):
    out = Outbox()
    delivering.deliver(msgspec.json.encode(event).decode(), out, clock)
    return out.sent


def replaced(active, **wanted):
    reply = _change(active, {**wanted, **KNOWN})
    assert reply.status == 200, reply.text
    return reply


def test_the_only_contact_that_is_replaced_is_told_there_and_how_to_object(active):
    old, new = active.email, samples.email()
    replaced(active, email=new)
    (event,) = events(active.id)
    assert old not in str(msgspec.to_builtins(event)), "events carry no contacts"
    (message,) = delivered(event)
    (kept,) = former.standing(active.id)
    assert (message.to, message.channel) == (old, Channel.EMAIL)
    assert active.id in message.body
    assert str(kept.until.year) in message.body
    assert new not in message.body + message.subject
    assert delivered(event) == [], "once"


def test_nothing_is_kept_in_plain_and_nothing_of_contacts_that_stay_or_were_never_proven(active):
    old = active.email
    replaced(active, phone=samples.phone())
    assert former.standing(active.id) == ()
    replaced(active, phone=samples.phone())
    assert former.standing(active.id) == (), "the number was never proven: it may be a stranger's"
    assert events(active.id) == []
    replaced(active, email=samples.email())
    (item,) = FormerContactItem.query(active.id)
    assert old not in str(item.to_dynamodb_dict())
    assert item.expires == int((item.former.since + former.OBJECTION).timestamp())


def test_the_same_contact_spelled_otherwise_is_no_change(active):
    replaced(active, email=active.email.upper())
    assert former.standing(active.id) == ()


def test_a_proven_contact_that_is_removed_is_told_there_and_the_other_one_as_well(api, active):
    number = samples.phone()
    replaced(active, phone=number)
    started = active.api("POST", "/v1/people/me/verifications", {"channel": "phone"}).body["id"]
    place = f"/v1/people/me/verifications/{started}/confirm"
    assert active.api("POST", place, {"code": codes.code_of(started)}).status == 200
    replaced(active, phone=None)
    (event,) = events(active.id)
    (message,) = delivered(event)
    assert (message.to, message.channel, message.subject) == (number, Channel.PHONE, "")
    assert len(message.body) <= 160
    (changed,) = [each for each in events(active.id, "contact_changed") if each.details["changed"] == "phone"][-1:]
    assert [each.to for each in delivered(changed)] == [active.email]


def test_every_contact_of_a_row_of_changes_is_told_and_each_by_itself(active):
    contacts = [active.email]
    for _ in range(2):
        before = store.load(active.id)
        new = samples.email()
        replaced(active, email=new)
        contacts.append(new)
        # As if it had been proven: a thief proves what is theirs.
        person, version = store.get(active.id)
        store.replace(msgspec.structs.replace(person, verified=("email",)), version)
        assert before.person.id == active.id
    assert [delivered(event)[0].to for event in events(active.id)] == contacts[:2]
    assert [each.channel for each in former.standing(active.id)] == [Channel.EMAIL] * 2


def test_after_two_weeks_nobody_is_told_any_more_and_nothing_is_given_back(active):
    replaced(active, email=samples.email())
    (kept,) = former.standing(active.id)
    late = FixedClock(kept.until)
    assert former.standing(active.id, FixedClock(kept.until - timedelta(seconds=1))) == (kept,)
    assert former.standing(active.id, late) == ()
    assert planning.notices_of(events(active.id)[0], late) == ()
    with pytest.raises(NotFound):
        former.restore(active.id, kept.id, "operator", late)


def test_who_objected_gets_the_contact_back_and_whoever_came_in_is_out(api, active):
    old, stolen = active.email, samples.email()
    replaced(active, email=stolen)
    thief = active.api
    (kept,) = former.standing(active.id)
    people.restore_contact(active.id, kept.id, "arn:aws:iam::000000000000:role/operator")
    assert thief("GET", "/v1/people/me").status == 401
    for email in (old, stolen):
        assert api("POST", "/v1/sessions", {"email": email, "password": samples.PASSWORD}).status == 401
    sent = api("POST", "/v1/sessions/codes", {"email": old}).body["code_id"]
    entered = api("POST", "/v1/sessions", {"code_id": sent, "code": codes.code_of(sent)})
    assert entered.status == 201, entered.text
    me = api.as_bearer(entered.body["access_token"])("GET", "/v1/people/me")
    assert (me.body["email"], me.body["verified"]) == (old, ["email"])
    assert former.standing(active.id) == ()
    (noted,) = [each for each in audit.entries_of(active.id) if each.action == "restore_contact"]
    assert noted.actor.endswith("operator")
    with pytest.raises(NotFound):
        people.restore_contact(active.id, kept.id, "operator")


def entered_by_code(api, email):
    sent = api("POST", "/v1/sessions/codes", {"email": email}).body["code_id"]
    return api("POST", "/v1/sessions", {"code_id": sent, "code": codes.code_of(sent)})


def test_whoever_signs_in_while_it_is_given_back_is_out_as_well(api, active, monkeypatch):
    stolen, real = samples.email(), former._store
    replaced(active, email=stolen)
    person, version = store.get(active.id)
    store.replace(msgspec.structs.replace(person, verified=("email",)), version)
    (kept,) = former.standing(active.id)
    thief = []

    def entered_before(*given):
        thief.append(entered_by_code(api, stolen).body)
        real(*given)

    monkeypatch.setattr(former, "_store", entered_before)
    people.restore_contact(active.id, kept.id, "operator")
    (session,) = thief
    assert api.as_bearer(session["access_token"])("GET", "/v1/people/me").status == 401
    assert api("POST", "/v1/sessions/refresh", {"refresh_token": session["refresh_token"]}).status == 401


def test_giving_back_that_broke_off_is_done_by_repeating_it(api, active, monkeypatch):
    old = active.email
    replaced(active, email=samples.email())
    (kept,) = former.standing(active.id)

    def failing(_):
        raise Unavailable

    with monkeypatch.context() as broken:
        broken.setattr(open_sessions, "end_all", failing)
        with pytest.raises(Unavailable):
            people.restore_contact(active.id, kept.id, "operator")
    assert people.restore_contact(active.id, kept.id, "operator").verified == ("email",)
    assert former.standing(active.id) == ()
    assert entered_by_code(api, old).status == 201


def test_on_an_unknown_device_an_office_helps_with_the_second_proof(required):
    """Nobody knows the password that was put in the place of the thief's."""
    person = prover("usual")
    change = PersonChange(email=samples.email(), current_password=person.password)
    profile.change(person.id, change, store.load(person.id).version)
    (kept,) = former.standing(person.id)
    people.restore_contact(person.id, kept.id, "operator")
    code = person.proof("C")
    assert outcome(person.api("POST", "/v1/sessions", code)) == "401 /password second_proof_needed"
    assert outcome(person.api("POST", "/v1/sessions", {**code, **person.proof("R")})) == "in"
    assert outcome(person.enters("CD")) == "in", "the owner's own device is known still"


def test_only_the_contact_that_was_given_back_is_proven_then(active):
    replaced(active, email=samples.email(), phone=samples.phone())
    person, version = store.get(active.id)
    store.replace(msgspec.structs.replace(person, verified=("email", "phone")), version)
    (kept,) = former.standing(active.id)
    assert people.restore_contact(active.id, kept.id, "operator").verified == ("email",)
    assert store.load(active.id).person.verified == ("email",)


def test_a_contact_that_is_somebody_elses_by_now_is_not_given_back(api, active):
    old = active.email
    replaced(active, email=samples.email())
    made = api("POST", "/v1/people", {"email": old, "name": "Rini", "password": samples.PASSWORD})
    assert made.status == 201, made.text
    (kept,) = former.standing(active.id)
    before = store.load(active.id)
    with pytest.raises(Conflict):
        people.restore_contact(active.id, kept.id, "operator")
    assert store.load(active.id) == before


def test_an_erasure_takes_it_along(active):
    replaced(active, email=samples.email())
    (event,) = events(active.id)
    etag = active.api("GET", "/v1/people/me").headers["etag"]
    assert active.api("DELETE", "/v1/people/me", if_match=etag).status in (200, 202, 204)
    assert list(FormerContactItem.query(active.id)) == []
    assert delivered(event) == []


def test_an_address_opens_for_its_own_hash_and_person_alone(active, someone):
    replaced(active, email=samples.email())
    (kept,) = former.standing(active.id)
    assert former.value_of(active.id, "another") is None
    assert former.value_of(someone.id, kept.hash) is None
    assert people.address(someone.id, Channel.EMAIL, kept.hash) is None
    assert people.address(active.id, Channel.EMAIL, kept.hash).value == active.email
    assert store.load(active.id).personal.hashes[Kind.EMAIL] != kept.hash


def test_the_schedule_of_retention_names_the_days():
    assert of_kind(Keeper.TABLE)["former-contacts"].days == former.OBJECTION.days
