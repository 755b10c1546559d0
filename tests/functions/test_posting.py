"""Posting over the interface: the life cycle, who may, and every wrong input by its field."""

import msgspec
import pytest

from chalicelib import vacancies
from chalicelib.vacancies import table
from chalicelib.vacancies.lifecycle import MOST_STEPS
from security.principal import Audience
from tests.functions.posting_samples import CONTENT, drafted, employer_of, published
from tests.store_fixtures import Caller, SignedIn
from tests.vacancies.samples import NOW, pushed

pytestmark = pytest.mark.emulator


@pytest.fixture
def owner(caller: Caller) -> SignedIn:
    return caller.sign_in(Audience.SEEKER)


@pytest.fixture
def officer(caller: Caller) -> SignedIn:
    return caller.sign_in(Audience.OFFICER, regions=("32",))


@pytest.mark.parametrize(
    ("changes", "pointer", "code"),
    [
        ({"pay_minimum": -1}, "/pay_minimum", "invalid"),
        ({"pay_maximum": 1}, "/pay_maximum", "below_minimum"),
        ({"region": "99"}, "/region", "unknown_region"),
        ({"occupation": "9999"}, "/occupation", "unknown_occupation"),
        ({"expires_at": "2020-01-01T00:00:00Z"}, "/expires_at", "past"),
        ({"expires_at": "2999-01-01T00:00:00Z"}, "/expires_at", "too_far"),
        ({"title": ""}, "/title", "invalid"),
        ({"hours": "forty"}, "/hours", "invalid"),
        ({"colour": "red"}, "/colour", "unknown_field"),
        ({"employer_id": "emp_nobody"}, "/employer_id", "unknown_employer"),
        ({"employer_id": "emp_" + "0" * 26}, "/employer_id", "unknown_employer"),
    ],
)
def test_a_wrong_field_of_a_draft_is_named(owner, changes, pointer, code):
    employer = employer_of(owner)
    reply = owner.send("POST", "/v1/vacancies", {**CONTENT, "employer_id": employer, **changes})
    assert (reply.status, reply.pointers()) == (400, {pointer: code})


def test_a_draft_without_an_employer_names_what_is_missing(owner):
    reply = owner.send("POST", "/v1/vacancies", CONTENT)
    assert (reply.status, reply.pointers()) == (400, {"/employer_id": "required"})


@pytest.mark.parametrize("body", [b"{", b"[]", b'"text"', b""])
def test_a_body_that_is_no_object_is_refused(owner, body):
    assert owner.send("POST", "/v1/vacancies", body).status == 400


def test_nobody_posts_for_an_employer_of_others(caller, owner):
    employer = employer_of(owner)
    body = {**CONTENT, "employer_id": employer}
    assert caller.send("POST", "/v1/vacancies", body).status == 401
    assert caller.sign_in(Audience.EMPLOYER).send("POST", "/v1/vacancies", body).status == 403
    elsewhere = caller.sign_in(Audience.OFFICER, regions=("51",))
    assert elsewhere.send("POST", "/v1/vacancies", body).status == 403


def test_an_officer_posts_for_an_employer_of_the_region(owner, officer):
    place = drafted(officer, employer_of(owner))
    assert owner.send("GET", place).json["state"] == "draft"


def test_the_same_key_makes_one_draft_and_another_body_is_a_conflict(owner):
    employer = employer_of(owner)
    body = {**CONTENT, "employer_id": employer}
    first = owner.send("POST", "/v1/vacancies", body, idempotency_key="k1")
    again = owner.send("POST", "/v1/vacancies", body, idempotency_key="k1")
    other = owner.send("POST", "/v1/vacancies", {**body, "title": "Kasir Malam"}, idempotency_key="k1")
    assert first.json["id"] == again.json["id"]
    assert (other.status, other.json["type"].rpartition("/")[2]) == (409, "idempotency-mismatch")
    assert len(owner.send("GET", f"/v1/employers/{employer}/vacancies").json["items"]) == 1


def test_a_draft_is_amended_under_its_revision(owner):
    place = drafted(owner, employer_of(owner))
    tag = owner.send("GET", place).etag
    missing = owner.send("PATCH", place, {"openings": 4})
    assert missing.status == 428
    changed = owner.send("PATCH", place, {"openings": 4, "pay_maximum": None}, if_match=tag)
    assert (changed.status, changed.json["content"]["openings"]) == (200, 4)
    assert "pay_maximum" not in changed.json["content"]
    stale = owner.send("PATCH", place, {"openings": 5}, if_match=tag)
    assert stale.status == 412
    malformed = owner.send("PATCH", place, {"openings": 5}, if_match="newest")
    assert (malformed.status, malformed.pointers()) == (400, {"If-Match": "malformed"})


@pytest.mark.parametrize(
    ("patch", "pointer"),
    [({"region": "00.00"}, "/region"), ({"pay_minimum": -5}, "/pay_minimum"), ({"title": None}, "/title")],
)
def test_a_wrong_field_of_a_change_is_named(owner, patch, pointer):
    place = drafted(owner, employer_of(owner))
    reply = owner.send("PATCH", place, patch, if_match=owner.send("GET", place).etag)
    assert reply.status == 400
    assert set(reply.pointers()) == {pointer}


def test_counting_applications_does_not_make_a_change_stale(owner):
    place = published(owner)
    tag = owner.send("GET", place).etag
    vacancies.count_applications(place.rpartition("/")[2], 7)
    assert owner.send("PATCH", place, {"openings": 2}, if_match=tag).status == 200


@pytest.mark.parametrize(
    ("step", "body"), [("renew", None), ("close", {"filled": True}), ("submit", None), ("withdraw", {})]
)
def test_a_wrong_step_is_a_conflict_that_names_the_state(owner, step, body):
    place = published(owner)
    assert owner.send("POST", f"{place}/withdraw", {}).status == 200
    reply = owner.send("POST", f"{place}/{step}", body)
    assert (reply.status, reply.pointers()) == (409, {"/state": "wrong_state"})


def test_a_verified_employer_publishes_renews_and_closes(owner):
    place = published(owner)
    renewed = owner.send("POST", f"{place}/renew")
    assert renewed.json["history"][-1]["reason"] == "renewed"
    stale = owner.send("POST", f"{place}/close", {"filled": True}, if_match='"1"')
    assert stale.status == 412
    closed = owner.send("POST", f"{place}/close", {"filled": True, "reason": "sudah terisi"})
    assert (closed.json["state"], closed.json["history"][-1]["reason"]) == ("filled", "sudah terisi")


def test_pay_below_the_minimum_is_held_explained_and_mended(owner):
    place = drafted(owner, employer_of(owner, verified=True), pay_minimum=1_000_000, pay_maximum=1_200_000)
    held = owner.send("POST", f"{place}/submit")
    assert held.json["state"] == "held"
    worst = held.json["findings"][0]
    assert (worst["severity"], worst["pointer"][:5]) == ("hold", "/pay_")
    assert worst["message"]
    assert held.json["history"][-1]["rules"]
    mended = owner.send("PATCH", place, {"pay_minimum": 5_500_000, "pay_maximum": 6_000_000}, if_match=held.etag)
    assert mended.json["state"] == "draft"
    assert owner.send("POST", f"{place}/submit").json["state"] == "published"


def test_a_change_to_a_published_vacancy_is_checked_at_once(owner):
    place = published(owner)
    reply = owner.send("PATCH", place, {"pay_minimum": 100_000}, if_match=owner.send("GET", place).etag)
    assert reply.json["state"] == "held"


def test_a_partners_vacancy_is_changed_by_its_partner_alone(caller):
    (made,) = vacancies.upsert_many([pushed("a", "par_posting")], NOW)
    officer = caller.sign_in(Audience.OFFICER, regions=("32",))
    place = f"/v1/vacancies/{made.vacancy_id}"
    for reply in (
        officer.send("PATCH", place, {"openings": 2}, if_match='"1"'),
        officer.send("POST", f"{place}/renew"),
        officer.send("POST", f"{place}/submit"),
    ):
        assert (reply.status, reply.pointers()) == (409, {"/source": "from_partner"})
    assert officer.send("POST", f"{place}/withdraw", {"reason": "Penipuan"}).json["state"] == "withdrawn"


def test_members_list_their_vacancies_page_by_page(caller, owner):
    employer = employer_of(owner)
    wanted = [drafted(owner, employer).rpartition("/")[2] for _ in range(5)]
    listing = f"/v1/employers/{employer}/vacancies"
    first = owner.send("GET", f"{listing}?limit=2")
    drafted(owner, employer)
    second = owner.send("GET", f"{listing}?limit=3&cursor={first.json['next']}")
    seen = [item["id"] for page in (first, second) for item in page.json["items"]]
    assert sorted(seen) == sorted(wanted)
    assert "next" not in second.json
    assert caller.sign_in(Audience.EMPLOYER).send("GET", listing).status == 404


@pytest.mark.parametrize(
    ("query", "name"), [("limit=0", "limit"), ("limit=101", "limit"), ("cursor=forged", "cursor"), ("page=2", "page")]
)
def test_a_wrong_parameter_of_a_list_is_named(owner, query, name):
    employer = employer_of(owner)
    reply = owner.send("GET", f"/v1/employers/{employer}/vacancies?{query}")
    assert (reply.status, set(reply.pointers())) == (400, {name})


def test_a_vacancy_that_was_changed_without_end_can_only_end(owner):
    place = published(owner)
    item = table.load(place.rpartition("/")[2])
    history = item.vacancy.history
    grown = msgspec.structs.replace(item.vacancy, history=(*history, *history[-1:] * (MOST_STEPS - len(history))))
    table.item_of(grown, item.version).save()
    shown = owner.send("GET", place)
    for refused in (
        owner.send("PATCH", place, {"title": "Kasir Toko"}, if_match=shown.etag),
        owner.send("POST", f"{place}/renew", if_match=shown.etag),
    ):
        assert (refused.status, refused.pointers()) == (409, {"/state": "too_many_steps"})
    assert owner.send("GET", place).etag == shown.etag
    closed = owner.send("POST", f"{place}/close", {"filled": True}, if_match=shown.etag)
    assert (closed.status, closed.json["state"]) == (200, "filled")
