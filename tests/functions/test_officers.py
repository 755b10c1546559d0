"""Officers who help people at the office: registering, proving contacts, the profile; and how that ends."""

import msgspec
import pytest

from chalicelib.people import codes, store
from security.principal import Audience, Principal
from tests import samples
from tests.functions.api import Api, Reply
from tests.platform_fixtures import Platform, platform

__all__ = ["platform"]

pytestmark = pytest.mark.emulator
AGREED = {"officer_on_behalf": 1}
OFFICE = "petugas Disnaker Jawa Barat"
OFFICER_ID, ELSEWHERE_ID = "per_" + "0" * 24 + "01", "per_" + "0" * 24 + "02"


@pytest.fixture
def tokens(platform: Platform, monkeypatch: pytest.MonkeyPatch) -> dict[str, Principal]:
    """Officers by the words of their tokens; everybody else signs in for real."""
    from security import identity

    known = {
        "officer": Principal(id=OFFICER_ID, roles=frozenset({Audience.OFFICER}), regions=("32",)),
        "elsewhere": Principal(id=ELSEWHERE_ID, roles=frozenset({Audience.OFFICER}), regions=("51", "32.04")),
        "nowhere": Principal(id=ELSEWHERE_ID, roles=frozenset({Audience.OFFICER})),
    }
    real = identity.verify_bearer
    monkeypatch.setattr(identity, "verify_bearer", lambda token: known.get(token) or real(token))
    return known


@pytest.fixture
def officer(tokens: object) -> Api:
    return Api("officer")


@pytest.fixture
def elsewhere(tokens: object) -> Api:
    return Api("elsewhere")


def coming(**changes: object) -> dict[str, object]:
    """What an officer writes down of somebody."""
    return {
        "region": "32.73",
        "email": samples.email(),
        "name": "Rekaan Bertamu",
        "consents": AGREED,
        **changes,
    }


def registered(officer: Api, **changes: object) -> Reply:
    reply = officer("POST", "/v1/officers/people", coming(**changes))
    assert reply.status == 201, reply.text
    return reply


def signed_in(officer: Api, person: Reply, address: str) -> Api:
    """The person's own client, after the officer had a contact proven."""
    place = f"/v1/people/{person.body['id']}/verifications"
    started = officer("POST", place, {"channel": "email"})
    assert started.status == 201, started.text
    code = codes.code_of(started.body["id"])
    confirmed = officer("POST", f"{place}/{started.body['id']}/confirm", {"code": code})
    assert (confirmed.status, confirmed.body["state"]) == (200, "active"), confirmed.text
    everybody = Api()
    sent = everybody("POST", "/v1/sessions/codes", {"email": address}).body["code_id"]
    session = everybody("POST", "/v1/sessions", {"code_id": sent, "code": codes.code_of(sent)})
    assert session.status == 201, session.text
    return everybody.as_bearer(session.body["access_token"])


def actions(api: Api) -> list[tuple[str, str, str]]:
    """Whose office did what for which purpose to the person, as their export tells."""
    readings = api("GET", "/v1/people/me/export").body["about"]["readings"]
    return [(entry["by"], entry["action"], entry["purpose"]) for entry in readings]


def test_somebody_is_registered_and_signs_in_themselves(officer):
    address = samples.email()
    person = registered(officer, email=address)
    assert (person.body["state"], person.body["profile"]["region"]) == ("unverified", "32.73")
    assert person.body["consents"] == AGREED
    assert address not in person.text
    own = signed_in(officer, person, address)
    assert own("GET", "/v1/people/me").body["name"] == "Rekaan Bertamu"


def test_the_person_sees_what_the_officer_did(officer):
    address = samples.email()
    person = registered(officer, email=address)
    own = signed_in(officer, person, address)
    contact = officer("GET", f"/v1/people/{person.body['id']}/contact")
    assert contact.body == {"name": "Rekaan Bertamu", "email": address, "phone": None}
    profile = officer("GET", f"/v1/people/{person.body['id']}/profile")
    changed = {**profile.body["profile"], "headline": "Kasir yang teliti"}
    officer("PUT", f"/v1/people/{person.body['id']}/profile", changed, if_match=profile.headers["etag"])
    seen = {entry[1:] for entry in actions(own) if entry[0] == OFFICE}
    assert seen >= {
        ("register_person", "assist"),
        ("send_code", "assist"),
        ("confirm_contact", "assist"),
        ("read_name", "assist"),
        ("read_email", "assist"),
        ("read_profile", "assist"),
        ("change_profile", "assist"),
    }


def acts(own: Api) -> list[tuple[str, str, str, str]]:
    """What others did with the person's data, as the person reads it, the latest first."""
    reply = own("GET", "/v1/people/me/readings?limit=100")
    assert reply.status == 200, reply.text
    return [(each["reader"]["name"], each["act"], each["kind"], each["what"]) for each in reply.body["items"]]


def test_a_change_by_an_officer_stands_as_a_change_and_in_words(officer):
    address = samples.email()
    person = registered(officer, email=address)
    own = signed_in(officer, person, address)
    profile = officer("GET", f"/v1/people/{person.body['id']}/profile")
    changed = {**profile.body["profile"], "headline": "Kasir yang teliti"}
    reply = officer("PUT", f"/v1/people/{person.body['id']}/profile", changed, if_match=profile.headers["etag"])
    assert reply.status == 200, reply.text
    by_office = [each[1:] for each in acts(own) if each[0] == OFFICE]
    assert by_office[:2] == [
        ("change", "change_profile", "mengubah profil Anda"),
        ("reading", "profile", "profil"),
    ]
    assert {("change", "register_person", "mendaftarkan Anda")} <= set(by_office)
    assert {kind for act, kind, _ in by_office if act == "change"} >= {"send_code", "confirm_contact"}
    assert "refused" not in {act for act, _, _ in by_office}  # what was granted is told once, and not as an attempt


def test_what_an_officer_is_refused_does_not_stand_as_if_granted(officer, elsewhere):
    address = samples.email()
    person = registered(officer, email=address)
    own = signed_in(officer, person, address)
    place = f"/v1/people/{person.body['id']}"
    before = len(acts(own))
    assert elsewhere("GET", f"{place}/profile").status == 404
    assert elsewhere("GET", f"{place}/contact").status == 404
    assert elsewhere("PUT", f"{place}/profile", {"headline": "Milik saya"}, if_match='"1"').status == 404
    assert elsewhere("POST", f"{place}/verifications", {"channel": "email"}).status == 404
    found = acts(own)
    new = found[: len(found) - before]
    refused = ("verify", "change_profile", "contact", "profile")
    assert [each[1:3] for each in new] == [("refused", f"refused_officers_{name}") for name in refused]
    assert all("tidak dikabulkan" in each[3] and "Bali" in each[0] for each in new)


def test_an_attempt_stands_as_refused_on_whatever_page_it_comes(officer, elsewhere):
    address = samples.email()
    person = registered(officer, email=address)
    own = signed_in(officer, person, address)
    elsewhere("POST", f"/v1/people/{person.body['id']}/verifications", {"channel": "email"})
    whole = [(each["act"], each["kind"]) for each in own("GET", "/v1/people/me/readings?limit=100").body["items"]]
    found, cursor = [], ""
    while True:
        page = own("GET", f"/v1/people/me/readings?limit=1{cursor}").body
        found += [(each["act"], each["kind"]) for each in page["items"]]
        if page["next"] is None:
            break
        cursor = f"&cursor={page['next']}"
    assert found == whole
    assert [act for act, _ in whole].count("refused") == 1


def test_the_export_names_offices_and_no_officer_and_no_request(officer, elsewhere):
    address = samples.email()
    person = registered(officer, email=address)
    own = signed_in(officer, person, address)
    officer("GET", f"/v1/people/{person.body['id']}/contact")
    elsewhere("POST", f"/v1/people/{person.body['id']}/verifications", {"channel": "email"})
    export = own("GET", "/v1/people/me/export")
    for identifier in (OFFICER_ID, ELSEWHERE_ID):
        assert identifier not in export.text
    told = export.body["about"]["readings"]
    assert {tuple(sorted(each)) for each in told} == {("act", "action", "at", "by", "purpose", "role")}
    assert ("officer", OFFICE, "reading", "read_email") in {
        (each["role"], each["by"], each["act"], each["action"]) for each in told
    }
    assert [each["action"] for each in told if each["act"] == "refused"] == ["refused_officers_verify"]
    assert {each["role"] for each in told} == {"officer", "self"}
    receipts = own("GET", "/v1/people/me/consents")
    assert OFFICER_ID not in receipts.text
    assert {each["given_by"] for each in receipts.body["receipts"]} == {"officer"}


def test_the_consent_is_kept_with_who_recorded_it(officer):
    address = samples.email()
    own = signed_in(officer, registered(officer, email=address), address)
    (consent,) = own("GET", "/v1/people/me/export").body["about"]["consents"]
    assert (consent["type"], consent["given_by"]) == ("officer_on_behalf", "officer")


def test_without_consent_nobody_is_registered(officer):
    for given in ({}, {"research": 1}):
        refused = officer("POST", "/v1/officers/people", coming(consents=given))
        assert (refused.status, refused.pointers) == (400, {"/consents/officer_on_behalf": "required"})
    outdated = officer("POST", "/v1/officers/people", coming(consents={"officer_on_behalf": 99}))
    assert outdated.pointers == {"/consents/officer_on_behalf": "outdated_consent"}


@pytest.mark.parametrize("region", ["51.71", "3", "", "32x", "99"])
def test_an_officer_registers_in_the_own_regions_alone(officer, region):
    assert officer("POST", "/v1/officers/people", coming(region=region)).status == 403


def test_a_region_that_there_is_not_is_named(officer):
    refused = officer("POST", "/v1/officers/people", coming(region="32.99"))
    assert (refused.status, refused.pointers) == (400, {"/region": "unknown_region"})


def test_a_contact_of_somebody_is_not_registered_again(officer):
    address = samples.email()
    registered(officer, email=address)
    again = officer("POST", "/v1/officers/people", coming(email=address))
    assert (again.status, again.pointers) == (409, {"": "already_registered"})


def test_a_repeated_registration_registers_once(officer, elsewhere):
    wanted = coming()
    first = officer("POST", "/v1/officers/people", wanted, idempotency_key="satu")
    assert officer("POST", "/v1/officers/people", wanted, idempotency_key="satu").body == first.body
    other = officer("POST", "/v1/officers/people", coming(), idempotency_key="satu")
    assert other.status == 409
    # The key of one officer opens nothing to another, whatever they send with it.
    assert elsewhere("POST", "/v1/officers/people", wanted, idempotency_key="satu").status == 403


def test_nobody_but_officers_registers_others(tokens, officer):
    assert Api()("POST", "/v1/officers/people", coming()).status == 401
    address = samples.email()
    own = signed_in(officer, registered(officer, email=address), address)
    assert own("POST", "/v1/officers/people", coming()).status == 403
    assert Api("nowhere")("POST", "/v1/officers/people", coming()).status == 403


def test_a_profile_is_changed_under_its_version(officer):
    person = registered(officer)
    place = f"/v1/people/{person.body['id']}/profile"
    wanted = {"headline": "Kasir", "region": "32.73"}
    assert officer("PUT", place, wanted).status == 428
    changed = officer("PUT", place, wanted, if_match=person.headers["etag"])
    assert (changed.status, changed.body["profile"]["headline"]) == (200, "Kasir")
    assert officer("PUT", place, wanted, if_match=person.headers["etag"]).status == 412
    wrong = officer("PUT", place, {**wanted, "skills": ["tidak_ada"]}, if_match=changed.headers["etag"])
    assert (wrong.status, list(wrong.pointers)) == (400, ["/skills/0"])


@pytest.mark.parametrize("region", ["51.71", None])
def test_nobody_is_moved_out_of_the_officers_regions(officer, region):
    person = registered(officer)
    place = f"/v1/people/{person.body['id']}/profile"
    moved = officer("PUT", place, {"region": region}, if_match=person.headers["etag"])
    assert (moved.status, moved.pointers) == (400, {"/region": "foreign_region"})
    assert officer("GET", place).body["profile"]["region"] == "32.73"


def everything(api: Api, person_id: str) -> set[int]:
    """The statuses of all that an officer may try with somebody."""
    place = f"/v1/people/{person_id}"
    return {
        api("GET", f"{place}/profile").status,
        api("PUT", f"{place}/profile", {"region": "32.73"}, if_match='"1"').status,
        api("GET", f"{place}/contact").status,
        api("POST", f"{place}/verifications", {"channel": "email"}).status,
        api("POST", f"{place}/verifications/ver_{'0' * 26}/confirm", {"code": "123456"}).status,
    }


def test_an_officer_elsewhere_knows_nobody(officer, elsewhere):
    person = registered(officer)
    assert everything(elsewhere, person.body["id"]) == {404}
    assert everything(officer, "per_" + "0" * 26) == {404}


def test_withdrawing_the_consent_ends_it_at_once(officer):
    address = samples.email()
    person = registered(officer, email=address)
    own = signed_in(officer, person, address)
    tag = own("GET", "/v1/people/me").headers["etag"]
    assert own("PUT", "/v1/people/me/consents", {"consents": {}}, if_match=tag).status == 200
    assert everything(officer, person.body["id"]) == {404}


def test_moving_away_ends_it_at_once(officer, elsewhere):
    address = samples.email()
    person = registered(officer, email=address)
    own = signed_in(officer, person, address)
    tag = own("GET", "/v1/people/me").headers["etag"]
    assert own("PUT", "/v1/people/me/profile", {"region": "51.71"}, if_match=tag).status == 200
    assert everything(officer, person.body["id"]) == {404}
    assert elsewhere("GET", f"/v1/people/{person.body['id']}/profile").status == 200


def test_restricting_and_erasing_end_it_at_once(officer):
    address = samples.email()
    person = registered(officer, email=address)
    own = signed_in(officer, person, address)
    found, version = store.get(person.body["id"])
    store.replace(msgspec.structs.replace(found, restricted_at=found.created_at), version)
    assert everything(officer, person.body["id"]) == {404}
    own("DELETE", "/v1/people/me")
    assert everything(officer, person.body["id"]) == {404}


def test_one_reads_and_changes_ones_own_profile_there_too(officer):
    address = samples.email()
    person = registered(officer, email=address)
    own = signed_in(officer, person, address)
    place = f"/v1/people/{person.body['id']}/profile"
    seen = own("GET", place)
    assert seen.status == 200
    assert own("PUT", place, {"region": "51.71"}, if_match=seen.headers["etag"]).status == 200
    assert own("GET", f"/v1/people/{person.body['id']}/contact").status == 403
    mine = person.body["id"]
    assert not [entry for entry in actions(own) if entry[0] == mine and entry[1] in ("read_profile", "change_profile")]


def test_a_code_of_somebody_else_proves_nothing(officer):
    one, other = registered(officer), registered(officer)
    started = officer("POST", f"/v1/people/{one.body['id']}/verifications", {"channel": "email"})
    place = f"/v1/people/{other.body['id']}/verifications/{started.body['id']}/confirm"
    assert officer("POST", place, {"code": codes.code_of(started.body["id"])}).status == 404
