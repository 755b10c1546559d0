"""What offices send again because no answer came is done once, and undoes nothing that somebody else did meanwhile."""

from concurrent.futures import ThreadPoolExecutor

import pytest

import app
from chalicelib import aws, settings
from chalicelib.reviewing import table
from security import audit, shared_secrets
from security.principal import Audience
from tests.functions.people_store import stored_person
from tests.functions.posting_samples import employer_of
from tests.functions.test_reviews import WEIGHED, rejected, waiting
from tests.store_fixtures import Caller, SignedIn

__all__ = ["app"]
pytestmark = pytest.mark.emulator
KEY = "kunci-satu"


@pytest.fixture(scope="module", autouse=True)
def customer_key(store):
    with pytest.MonkeyPatch.context() as patch:
        made = aws.client("kms").create_key(Description="repeat")["KeyMetadata"]["KeyId"]
        patch.setenv("PADAN_VAULT_KEY_ID", made)
        settings.forget()
        shared_secrets.forget()
        yield
    settings.forget()
    shared_secrets.forget()


@pytest.fixture
def owner(caller: Caller) -> SignedIn:
    return caller.sign_in(Audience.SEEKER)


@pytest.fixture
def officer(caller: Caller) -> SignedIn:
    return caller.sign_in(Audience.OFFICER, regions=("32",))


@pytest.fixture
def admin(caller: Caller) -> SignedIn:
    return caller.sign_in(Audience.ADMIN)


def mismatch(reply) -> bool:
    return (reply.status, reply.json["type"].rpartition("/")[2]) == (409, "idempotency-mismatch")


def queue_of(owner: SignedIn, region: str, number: int) -> list[str]:
    employer = employer_of(owner)
    return [waiting(owner, employer, region=region) for _ in range(number)]


def test_the_next_one_is_taken_once_for_a_key(caller, owner):
    office = caller.sign_in(Audience.OFFICER, regions=("61.71",))
    first, second = queue_of(owner, "61.71", 2)
    taken = [office.send("POST", "/v1/reviews/next", idempotency_key=KEY) for _ in range(3)]
    assert [each.json["id"] for each in taken] == [first] * 3
    assert {each.status for each in taken} == {200}
    assert table.load(second)[0].lease is None
    assert office.send("POST", "/v1/reviews/next", idempotency_key="lain").json["id"] == second
    assert office.send("POST", "/v1/reviews/next").status == 204


def test_twins_with_one_key_take_one(caller, owner):
    office = caller.sign_in(Audience.OFFICER, regions=("62.71",))
    wanted = queue_of(owner, "62.71", 3)
    with ThreadPoolExecutor(6) as pool:
        replies = list(
            pool.map(lambda _: office.send("POST", "/v1/reviews/next", idempotency_key=KEY), range(6), timeout=60)
        )
    assert {each.status for each in replies} == {200}, [each.text for each in replies]
    assert len({each.json["id"] for each in replies}) == 1
    assert sum(table.load(each)[0].lease is not None for each in wanted) == 1


def test_a_key_is_of_one_officer(caller, owner):
    queue_of(owner, "63.71", 2)
    offices = [caller.sign_in(Audience.OFFICER, regions=("63.71",)) for _ in range(2)]
    replies = [office.send("POST", "/v1/reviews/next", idempotency_key=KEY) for office in offices]
    assert len({each.json["id"] for each in replies}) == 2


def test_a_lease_that_was_given_back_is_not_taken_again_by_a_late_repetition(caller, owner):
    office = caller.sign_in(Audience.OFFICER, regions=("64.71",))
    (vacancy,) = queue_of(owner, "64.71", 1)
    place = f"/v1/reviews/{vacancy}/lease"
    assert office.send("POST", place, idempotency_key=KEY).status == 200
    assert office.send("DELETE", place).status == 204
    assert office.send("POST", place, idempotency_key=KEY).status == 200
    assert table.load(vacancy)[0].lease is None
    assert office.send("POST", place, idempotency_key="lagi").json["id"] == vacancy
    assert table.load(vacancy)[0].lease is not None


def test_who_may_not_see_it_any_more_gets_nothing_by_a_key(caller, owner):
    office = caller.sign_in(Audience.OFFICER, regions=("65.71",))
    (vacancy,) = queue_of(owner, "65.71", 1)
    assert office.send("POST", f"/v1/reviews/{vacancy}/lease", idempotency_key=KEY).status == 200
    moved = caller.sign_in(Audience.OFFICER, regions=("94",), person=office.id)
    assert moved.send("POST", f"/v1/reviews/{vacancy}/lease", idempotency_key=KEY).status == 404


def test_a_verdict_on_an_employer_is_not_stated_anew_after_another_one(owner, officer, admin):
    place = f"/v1/employers/{employer_of(owner)}/verification"
    body = {"verification": "verified"}
    assert officer.send("POST", place, body, idempotency_key=KEY).json["verification"] == "verified"
    refused = {"verification": "refused", "reason": "NIB milik perusahaan lain."}
    assert admin.send("POST", place, refused, idempotency_key=KEY).json["verification"] == "refused"
    late = officer.send("POST", place, body, idempotency_key=KEY)
    assert (late.status, late.json["verification"]) == (200, "refused")
    assert mismatch(officer.send("POST", place, refused, idempotency_key=KEY))
    assert officer.send("POST", place, body, idempotency_key="baru").json["verification"] == "verified"
    actions = [each.action for each in audit.entries_of(place.split("/")[3])]
    assert actions.count("employer_verified") == 2


def test_a_public_body_is_stated_once(owner, admin):
    place = f"/v1/employers/{employer_of(owner)}/public-body"
    assert admin.send("POST", place, {"public_body": True}, idempotency_key=KEY).status == 200
    assert admin.send("POST", place, {"public_body": False}, idempotency_key="dua").status == 200
    late = admin.send("POST", place, {"public_body": True}, idempotency_key=KEY)
    assert late.status == 200
    employer = place.split("/")[3]
    actions = [each.action for each in audit.entries_of(employer)]
    assert (actions.count("employer_public_body"), actions.count("employer_no_public_body")) == (1, 1)


def test_a_member_who_was_removed_does_not_come_back_by_a_repetition(caller, owner):
    colleague = caller.sign_in(Audience.SEEKER)
    stored_person(colleague.id)
    place = f"/v1/employers/{employer_of(owner)}/members"
    body = {"person_id": colleague.id, "role": "recruiter"}
    replies = [owner.send("POST", place, body, idempotency_key=KEY) for _ in range(2)]
    assert [each.status for each in replies] == [201, 201]
    assert [len(each.json["members"]) for each in replies] == [2, 2]
    assert owner.send("DELETE", f"{place}/{colleague.id}").status == 200
    late = owner.send("POST", place, body, idempotency_key=KEY)
    assert (late.status, len(late.json["members"])) == (201, 1)
    assert mismatch(owner.send("POST", place, {**body, "role": "owner"}, idempotency_key=KEY))


def proposed(caller, owner, officer) -> tuple[str, object]:
    vacancy = rejected(owner, officer, employer_of(owner))
    asking = caller.sign_in(Audience.OFFICER, regions=("32",))
    assert asking.send("POST", f"/v1/reviews/{vacancy}/lease").status == 200
    return vacancy, asking


def test_a_proposal_that_was_refused_is_not_made_again_by_a_late_repetition(caller, owner, officer):
    vacancy, asking = proposed(caller, owner, officer)
    place, body = f"/v1/reviews/{vacancy}/proposal", {"decision": "publish", **WEIGHED}
    replies = [asking.send("POST", place, body, idempotency_key=KEY) for _ in range(2)]
    assert [each.status for each in replies] == [201, 201], replies[1].text
    refusal = {"agrees": False, "reason": "Belum jelas."}
    answers = [officer.send("POST", f"{place}/answer", refusal, idempotency_key="j") for _ in range(2)]
    assert [each.json["state"] for each in answers] == ["rejected", "rejected"]
    assert asking.send("POST", place, body, idempotency_key=KEY).status == 201
    assert table.load(vacancy)[0].proposal is None
    assert mismatch(officer.send("POST", f"{place}/answer", {"agrees": True}, idempotency_key="j"))
    actions = [each.action for each in audit.entries_of(vacancy)]
    assert (actions.count("review_proposed"), actions.count("review_proposal_refused")) == (1, 1)


def test_an_agreement_whose_answer_was_lost_is_told_again(caller, owner, officer):
    vacancy, asking = proposed(caller, owner, officer)
    place = f"/v1/reviews/{vacancy}/proposal"
    assert asking.send("POST", place, {"decision": "publish", **WEIGHED}, idempotency_key=KEY).status == 201
    answers = [officer.send("POST", f"{place}/answer", {"agrees": True}, idempotency_key="j") for _ in range(2)]
    assert [(each.status, each.json["state"]) for each in answers] == [(200, "published")] * 2
    assert officer.send("POST", f"{place}/answer", {"agrees": True}).status == 409, "without the key it is a new one"


class TestPartners:
    """Partners and their keys."""

    @pytest.fixture
    def partner(self, admin, request) -> str:
        return admin.send("POST", "/v1/partners", {"name": request.node.name[-90:]}).json["id"]

    def test_a_secret_whose_answer_was_lost_is_told_again_to_the_same_administrator(self, caller, admin, partner):
        place = f"/v1/partners/{partner}/keys"
        first, again = (admin.send("POST", place, {}, idempotency_key=KEY) for _ in range(2))
        assert (first.status, again.status) == (201, 201)
        assert again.json == first.json
        assert again.headers["cache-control"] == "no-store"
        other = caller.sign_in(Audience.ADMIN).send("POST", place, {}, idempotency_key=KEY)
        assert other.json["key_id"] != first.json["key_id"]
        assert other.json["secret"] != first.json["secret"]
        assert len(admin.send("GET", f"/v1/partners/{partner}").json["keys"]) == 2

    def test_a_secret_that_was_revoked_is_told_to_nobody(self, admin, partner):
        place = f"/v1/partners/{partner}/keys"
        made = admin.send("POST", place, {}, idempotency_key=KEY).json
        admin.send("DELETE", f"{place}/{made['key_id']}")
        late = admin.send("POST", place, {}, idempotency_key=KEY)
        assert late.status == 409
        assert made["secret"] not in late.text

    def test_twins_make_one_key(self, admin, partner):
        place = f"/v1/partners/{partner}/keys"
        with ThreadPoolExecutor(5) as pool:
            replies = list(pool.map(lambda _: admin.send("POST", place, {}, idempotency_key=KEY), range(5), timeout=60))
        assert {each.status for each in replies} == {201}, [each.text for each in replies]
        assert len({each.json["secret"] for each in replies}) == 1
        assert len(admin.send("GET", f"/v1/partners/{partner}").json["keys"]) == 1

    def test_who_went_on_is_not_suspended_again_by_a_late_repetition(self, admin, partner):
        place = f"/v1/partners/{partner}/suspension"
        body = {"reason": "Lowongan palsu"}
        stopped = [admin.send("POST", place, body, idempotency_key=KEY) for _ in range(2)]
        assert ["suspended_at" in each.json for each in stopped] == [True, True]
        admin.send("DELETE", place)
        assert "suspended_at" not in admin.send("POST", place, body, idempotency_key=KEY).json
        assert mismatch(admin.send("POST", place, {"reason": "Lain"}, idempotency_key=KEY))
        assert "suspended_at" in admin.send("POST", place, body, idempotency_key="dua").json

    def test_a_name_is_registered_once_and_a_key_with_another_name_is_refused(self, admin):
        replies = [admin.send("POST", "/v1/partners", {"name": "Sekali Saja"}, idempotency_key="n") for _ in range(2)]
        assert replies[0].json == replies[1].json
        assert mismatch(admin.send("POST", "/v1/partners", {"name": "Lain Lagi"}, idempotency_key="n"))
