"""Codes that an office hands out to whoever has lost every other way in."""

from datetime import timedelta

import msgspec
import pytest

from chalicelib.clock import SYSTEM_CLOCK, FixedClock
from chalicelib.errors import NotFound
from chalicelib.notifications.planning import notices_of
from chalicelib.outbox import OutboxItem
from chalicelib.people import erasure, office_codes, recovery_codes, second_factor
from chalicelib.people.table import DeviceItem
from security import audit, identity
from security.principal import Audience, Principal
from tests import samples
from tests.functions.api import Api
from tests.functions.people_fixtures import api
from tests.functions.proving import OFFICER, lives_in, outcome, prover, required
from tests.platform_fixtures import platform

__all__ = ["api", "platform", "required"]
pytestmark = pytest.mark.emulator
PATH = "/v1/officers/recovery-codes"
FORM = r"[A-Z2-7]{6}(-[A-Z2-7]{6}){3}"


@pytest.fixture
def officer(platform, monkeypatch) -> Api:
    """An officer by the word of a token; everybody else signs in for real."""
    real = identity.verify_bearer
    known = {
        "officer": OFFICER,
        "elsewhere": msgspec.structs.replace(OFFICER, regions=("51",)),
        "nowhere": msgspec.structs.replace(OFFICER, regions=()),
        "monitor": Principal(id=OFFICER.id, roles=frozenset({Audience.MONITOR, Audience.ADMIN})),
    }
    monkeypatch.setattr(identity, "verify_bearer", lambda token: known.get(token) or real(token))
    return Api("officer")


def test_it_is_told_once_counts_for_a_day_and_replaces_the_one_before(officer, required):
    person = prover("two contacts")
    replies = [officer("POST", PATH, contact) for contact in ({"email": person.email}, {"phone": person.phone})]
    assert [reply.status for reply in replies] == [201, 201]
    assert all(reply.headers["cache-control"].startswith("no-store") for reply in replies)
    first, second = (reply.body["code"] for reply in replies)
    assert first != second
    wrong = person.api("POST", "/v1/sessions", {**person.proof("P"), "recovery_code": first})
    assert outcome(wrong) == "401 /recovery_code second_proof_wrong"
    spelt = second.lower().replace("-", " ")
    assert outcome(person.api("POST", "/v1/sessions", {**person.proof("P"), "recovery_code": spelt})) == "in"


def test_it_ends_after_a_day_and_is_stored_as_a_hash(platform):
    person, clock = prover("usual"), FixedClock(SYSTEM_CLOCK.now())
    handed = office_codes.hand_out(OFFICER, person.id, clock)
    assert handed.expires_at - clock.now() == office_codes.KEPT
    stored = str([item.to_dynamodb_dict() for item in DeviceItem.query(person.id)])
    assert handed.code not in stored
    assert handed.code.replace("-", "") not in stored
    assert handed.code not in repr(handed)
    clock.advance(office_codes.KEPT - timedelta(seconds=1))
    assert office_codes.matches(person.id, handed.code, clock)
    clock.advance(timedelta(seconds=1))
    assert office_codes.matches(person.id, handed.code, clock) is None


def test_it_is_of_no_use_for_another_person_nor_by_itself_nor_as_an_authenticator(officer, required):
    person, other = prover("usual"), prover("usual")
    handed = officer("POST", PATH, {"email": person.email}).body["code"]
    foreign = person.api("POST", "/v1/sessions", {**other.proof("P"), "recovery_code": handed})
    assert outcome(foreign) == "401 /recovery_code second_proof_wrong"
    assert person.api("POST", "/v1/sessions", {"email": person.email, "recovery_code": handed}).status == 400
    protected = prover("authenticator")
    code = officer("POST", PATH, {"email": protected.email}).body["code"]
    for name in ("recovery_code", "second_factor"):
        reply = person.api("POST", "/v1/sessions", {**protected.proof("P"), name: code})
        assert reply.status == 401
        assert set(reply.pointers) == {"/second_factor"}
    assert second_factor.is_confirmed(protected.id)


@pytest.mark.parametrize(
    ("token", "region", "status"),
    [
        ("officer", "32.73", 201),
        ("officer", None, 201),
        ("officer", "51.71", 404),
        ("elsewhere", "32.73", 404),
        ("elsewhere", "51.71", 201),
        ("nowhere", "32.73", 404),
        ("nowhere", None, 404),
        ("monitor", "32.73", 403),
    ],
)
def test_an_office_serves_whom_it_is_there_for(officer, token, region, status):
    person = prover("usual")
    lives_in(person.id, region)
    assert officer.as_bearer(token)("POST", PATH, {"email": person.email}).status == status
    given = [entry for entry in audit.entries_of(person.id) if entry.action == "give_recovery_code"]
    assert len(given) == (status == 201)
    assert all((entry.actor, entry.purpose) == (OFFICER.id, "assist") for entry in given)


def test_nobody_and_somebody_elsewhere_look_alike(officer):
    away = prover("usual")
    lives_in(away.id, "51.71")
    gone = prover("usual")
    erasure.erase(gone.id, actor=gone.id)
    replies = [officer("POST", PATH, {"email": each}) for each in (away.email, gone.email, samples.email())]
    assert {reply.status for reply in replies} == {404}
    assert len({reply.body["detail"] for reply in replies}) == 1


@pytest.mark.parametrize("body", [{}, {"email": "a@contoh.invalid", "phone": "+6281234567890"}, {"email": "salah"}])
def test_whose_it_is_is_named_by_one_contact(officer, body):
    reply = officer("POST", PATH, body)
    assert reply.status == 400
    assert reply.pointers


def test_the_person_is_told_at_every_proven_contact(officer):
    person = prover("two contacts")
    assert officer("POST", PATH, {"email": person.email}).status == 201
    events = [item.event for item in OutboxItem.scan() if item.event.subject == person.id]
    told = [event for event in events if event.topic == "recovery_code_given"]
    notices = [notice for event in told for notice in notices_of(event)]
    assert {notice.recipient.channel.value for notice in notices} == {"email", "phone"}
    assert {notice.template for notice in notices} == {"recovery_code_given"}


def test_job_seekers_hand_out_none(api, platform):
    person = prover("usual")
    entered = person.enters("P").body["access_token"]
    assert api.as_bearer(entered)("POST", PATH, {"email": person.email}).status == 403
    assert api("POST", PATH, {"email": person.email}).status == 401


def test_nothing_is_left_of_a_code_for_whoever_is_erased_while_it_is_handed_out(platform, monkeypatch):
    person = prover("usual")
    real = recovery_codes.new_codes

    def erased_meanwhile():
        erasure.erase(person.id, actor=person.id)
        return real()

    monkeypatch.setattr(recovery_codes, "new_codes", erased_meanwhile)
    with pytest.raises(NotFound):
        office_codes.hand_out(OFFICER, person.id)
    assert list(DeviceItem.query(person.id)) == []
    assert "give_recovery_code" not in [entry.action for entry in audit.entries_of(person.id)]
