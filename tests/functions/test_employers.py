"""Employers over the interface: registration, members, verification."""

import threading

import pytest

from chalicelib.employers import members, registering, table
from chalicelib.people import erasure
from chalicelib.people.model import PersonState
from security.principal import Audience
from tests.functions.people_store import stored_person
from tests.functions.posting_samples import drafted, employer_of
from tests.store_fixtures import Caller, SignedIn

pytestmark = pytest.mark.emulator


@pytest.fixture
def owner(caller: Caller) -> SignedIn:
    return caller.sign_in(Audience.SEEKER)


@pytest.fixture
def officer(caller: Caller) -> SignedIn:
    return caller.sign_in(Audience.OFFICER, regions=("32",))


def colleague(caller: Caller, state: PersonState = PersonState.ACTIVE) -> SignedIn:
    found = caller.sign_in(Audience.SEEKER)
    stored_person(found.id, state)
    return found


def test_who_registers_is_the_first_owner(caller, owner):
    employer = employer_of(owner, nib="1234567890123", size="small", contact={"website": "https://karya.example"})
    inside = owner.send("GET", f"/v1/employers/{employer}").json
    assert [(member["person_id"], member["role"]) for member in inside["members"]] == [(owner.id, "owner")]
    assert (inside["nib"], inside["verification"]) == ("1234567890123", "unverified")
    outside = caller.send("GET", f"/v1/employers/{employer}").json
    assert (outside["name"], outside["contact"]) == ("Karya Sentosa", {"website": "https://karya.example"})
    assert not {"members", "nib", "approved_vacancies"} & outside.keys()
    assert [entry["id"] for entry in owner.send("GET", "/v1/employers").json["items"]] == [employer]


def test_nobody_owns_an_employer_who_is_erased_while_it_is_registered(caller, monkeypatch):
    owner = colleague(caller)
    making = registering._new

    def erased_meanwhile(*given):
        made = making(*given)
        erasure.erase(owner.id, actor=owner.id)
        return made

    with monkeypatch.context() as patched:
        patched.setattr(registering, "_new", erased_meanwhile)
        refused = owner.send("POST", "/v1/employers", {"name": "Karya Sentosa", "nib": "1234567890777"})
    assert refused.status == 403, refused.text
    assert table.employers_of(owner.id) == ()
    assert employer_of(colleague(caller), nib="1234567890777")


def test_nobody_becomes_a_member_who_is_erased_meanwhile(caller, owner, monkeypatch):
    employer, gone = employer_of(owner), colleague(caller)
    joining = members.with_member

    def erased_meanwhile(*given):
        joined = joining(*given)
        erasure.erase(gone.id, actor=gone.id)
        return joined

    monkeypatch.setattr(members, "with_member", erased_meanwhile)
    refused = owner.send("POST", f"/v1/employers/{employer}/members", {"person_id": gone.id, "role": "recruiter"})
    assert (refused.status, refused.pointers()) == (400, {"/person_id": "unknown_person"})
    assert table.employers_of(gone.id) == ()
    inside = owner.send("GET", f"/v1/employers/{employer}").json
    assert [member["person_id"] for member in inside["members"]] == [owner.id]


@pytest.mark.parametrize(
    ("details", "pointer", "code"),
    [
        ({"name": " "}, "/name", "invalid"),
        ({"nib": "12345"}, "/nib", "invalid"),
        ({"nib": "12345678901234"}, "/nib", "invalid"),
        ({"region": "77.77"}, "/region", "unknown_region"),
        ({"size": "huge"}, "/size", "invalid"),
        ({"contact": {"website": "javascript:alert(1)"}}, "/contact/website", "invalid"),
        ({"contact": {"email": "nobody"}}, "/contact/email", "invalid"),
        ({"owner": "me"}, "/owner", "unknown_field"),
    ],
)
def test_a_wrong_field_is_named(owner, details, pointer, code):
    reply = owner.send("POST", "/v1/employers", {"name": "Karya Sentosa", **details})
    assert (reply.status, reply.pointers()) == (400, {pointer: code})


def test_a_business_number_belongs_to_one_employer(caller, owner):
    employer_of(owner, nib="2222222222222")
    again = caller.sign_in().send("POST", "/v1/employers", {"name": "Lain", "nib": "2222222222222"})
    assert (again.status, again.pointers()) == (409, {"/nib": "duplicate"})
    other = employer_of(owner)
    tag = owner.send("GET", f"/v1/employers/{other}").etag
    taken = owner.send("PATCH", f"/v1/employers/{other}", {"nib": "2222222222222"}, if_match=tag)
    assert (taken.status, taken.pointers()) == (409, {"/nib": "duplicate"})


def test_a_business_number_that_is_given_up_may_be_taken(caller, owner):
    first = employer_of(owner, nib="3333333333333")
    tag = owner.send("GET", f"/v1/employers/{first}").etag
    assert owner.send("PATCH", f"/v1/employers/{first}", {"nib": None}, if_match=tag).status == 200
    assert employer_of(caller.sign_in(), nib="3333333333333")


def test_of_two_at_once_one_gets_the_business_number(caller):
    replies = []

    def register() -> None:
        replies.append(caller.sign_in().send("POST", "/v1/employers", {"name": "Serempak", "nib": "4444444444444"}))

    threads = [threading.Thread(target=register) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert sorted(reply.status for reply in replies) == [201, 409, 409, 409]


def test_the_same_key_registers_once(owner):
    body = {"name": "Karya Sekali"}
    replies = [owner.send("POST", "/v1/employers", body, idempotency_key="once") for _ in range(2)]
    assert replies[0].json["id"] == replies[1].json["id"]
    other = owner.send("POST", "/v1/employers", {"name": "Lain"}, idempotency_key="once")
    assert other.status == 409


def test_a_change_needs_the_version_that_was_read(owner):
    employer = employer_of(owner)
    place = f"/v1/employers/{employer}"
    tag = owner.send("GET", place).etag
    assert owner.send("PATCH", place, {"industry": "Ritel"}).status == 428
    changed = owner.send("PATCH", place, {"industry": "Ritel"}, if_match=tag)
    assert (changed.status, changed.json["industry"], changed.json["region"]) == (200, "Ritel", "32.73")
    assert owner.send("PATCH", place, {"industry": "Jasa"}, if_match=tag).status == 412


def test_verification_is_an_officers_and_goes_with_the_name(caller, owner, officer):
    employer = employer_of(owner)
    place = f"/v1/employers/{employer}"
    verdict = {"verification": "verified"}
    assert owner.send("POST", f"{place}/verification", verdict).status == 403
    elsewhere = caller.sign_in(Audience.OFFICER, regions=("51",))
    assert elsewhere.send("POST", f"{place}/verification", verdict).status == 403
    refused = officer.send("POST", f"{place}/verification", {"verification": "refused"})
    assert (refused.status, refused.pointers()) == (400, {"/reason": "required"})
    verified = officer.send("POST", f"{place}/verification", verdict)
    assert verified.json["verification"] == "verified"
    same = owner.send("PATCH", place, {"industry": "Ritel"}, if_match=verified.etag)
    assert same.json["verification"] == "verified"
    renamed = owner.send("PATCH", place, {"name": "Nama Lain"}, if_match=same.etag)
    assert renamed.json["verification"] == "unverified"


def test_a_new_member_may_act_at_once(caller, owner):
    employer = employer_of(owner)
    recruiter = colleague(caller)
    place = f"/v1/employers/{employer}"
    added = owner.send("POST", f"{place}/members", {"person_id": recruiter.id})
    assert (added.status, added.json["members"][1]["role"]) == (201, "recruiter")
    assert drafted(recruiter, employer)
    assert recruiter.send("POST", f"{place}/members", {"person_id": owner.id}).status == 403
    assert recruiter.send("PATCH", place, {"industry": "x"}, if_match=added.etag).status == 403
    again = owner.send("POST", f"{place}/members", {"person_id": recruiter.id})
    assert (again.status, again.pointers()) == (409, {"/person_id": "duplicate"})


def test_only_active_people_become_members(caller, owner):
    members = f"/v1/employers/{employer_of(owner)}/members"
    unverified = colleague(caller, PersonState.UNVERIFIED)
    for person in (unverified.id, "per_" + "0" * 26, "nobody"):
        reply = owner.send("POST", members, {"person_id": person})
        assert (reply.status, reply.pointers()) == (400, {"/person_id": "unknown_person"})
    neither = owner.send("POST", members, {"role": "owner"})
    assert (neither.status, neither.pointers()) == (400, {"/person_id": "one_of"})


def test_a_member_leaves_and_loses_what_went_with_it(caller, owner):
    employer = employer_of(owner)
    recruiter = colleague(caller)
    members = f"/v1/employers/{employer}/members"
    owner.send("POST", members, {"person_id": recruiter.id})
    place = drafted(recruiter, employer)
    assert recruiter.send("DELETE", f"{members}/{recruiter.id}").status == 200
    assert recruiter.send("GET", place).status == 404
    assert recruiter.send("DELETE", f"{members}/{recruiter.id}").status in (403, 404)


def test_the_last_owner_stays(caller, owner):
    employer = employer_of(owner)
    members = f"/v1/employers/{employer}/members"
    last = owner.send("DELETE", f"{members}/{owner.id}")
    assert (last.status, last.pointers()) == (409, {"/person_id": "last_owner"})
    partner = colleague(caller)
    owner.send("POST", members, {"person_id": partner.id, "role": "owner"})
    assert owner.send("DELETE", f"{members}/{owner.id}").status == 200
    assert owner.send("GET", "/v1/employers").json["items"] == []


def test_an_officer_registers_on_behalf_and_is_no_member(caller, officer):
    employer = employer_of(officer)
    assert officer.send("GET", f"/v1/employers/{employer}").json["members"] == []
    first = colleague(caller)
    added = officer.send("POST", f"/v1/employers/{employer}/members", {"person_id": first.id, "role": "owner"})
    assert [member["person_id"] for member in added.json["members"]] == [first.id]
    elsewhere = {"name": "Jauh", "region": "51.71"}
    assert officer.send("POST", "/v1/employers", elsewhere).status == 403


def test_nobody_registers_without_signing_in(caller):
    assert caller.send("POST", "/v1/employers", {"name": "Karya Sentosa"}).status == 401
