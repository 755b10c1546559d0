"""Restricting and objecting work at once, everywhere, and are lifted as easily."""

import threading
from datetime import timedelta

import msgspec
import pytest

from chalicelib import people
from chalicelib.clock import SYSTEM_CLOCK
from chalicelib.documents.model import DocumentState
from chalicelib.indexing.documents import consenting_candidate
from chalicelib.outbox import OutboxItem
from chalicelib.people import store as people_store
from chalicelib.people.activity_rules import next_step
from chalicelib.people.confirming import claimed
from chalicelib.rights.restricting import LIFTS
from chalicelib.rights.table import RightsItem
from security import audit
from security.principal import Audience
from tests.functions.matching_world import CASHIER, indices, person
from tests.functions.posting_samples import published
from tests.functions.test_applications import applied, document

__all__ = ["indices"]
pytestmark = [pytest.mark.emulator, pytest.mark.usefixtures("indices")]
RESTRICTION, OBJECTION = "/v1/people/me/restriction", "/v1/people/me/objection"


@pytest.fixture
def owner(caller):
    return caller.sign_in(Audience.SEEKER)


@pytest.fixture
def seeker(caller):
    return caller.sign_in(Audience.SEEKER, person=person().id)


def events(subject):
    return [item.event for item in OutboxItem.scan() if item.event.subject == subject]


def records(subject):
    return [item.request.kind.value for item in RightsItem.scan() if item.request.person_id == subject]


@pytest.mark.parametrize(("path", "field"), [(RESTRICTION, "restricted_since"), (OBJECTION, "objected_since")])
def test_it_is_on_at_once_and_again_changes_nothing(seeker, path, field):
    first = seeker.send("PUT", path)
    assert first.status == 200, first.text
    assert list(first.json) == [field]
    version = people_store.get(seeker.id)[1]
    assert seeker.send("PUT", path).json == first.json
    assert people_store.get(seeker.id)[1] == version
    assert seeker.send("GET", "/v1/people/me/processing").json == first.json
    lifted = seeker.send("DELETE", path)
    assert lifted.json == seeker.send("DELETE", path).json == {}
    assert people_store.get(seeker.id)[1] == version + 1


@pytest.mark.parametrize(
    ("path", "kinds"), [(RESTRICTION, ["restrict", "lift_restriction"]), (OBJECTION, ["object", "lift_objection"])]
)
def test_it_is_kept_as_a_request_that_was_met_and_the_person_is_told(seeker, path, kinds):
    for method in ("PUT", "PUT", "DELETE", "DELETE"):
        assert seeker.send(method, path).status == 200
    assert sorted(records(seeker.id)) == sorted(kinds)
    told = [event.details["right"] for event in events(seeker.id) if event.topic == "rights_used"]
    assert sorted(told) == sorted(kinds)
    assert [entry.action for entry in audit.entries_of(seeker.id)] == kinds[::-1]
    for item in RightsItem.scan():
        if item.request.person_id == seeker.id:
            assert item.request.done_at == item.request.received_at
            assert item.request.due_at - item.request.received_at == timedelta(hours=72)
            assert item.open_shard is None
            assert item.expires


@pytest.mark.parametrize("path", [RESTRICTION, OBJECTION])
def test_turning_on_is_never_refused_and_lifting_without_end_waits_for_a_day(seeker, path):
    for _ in range(LIFTS.most):
        assert seeker.send("PUT", path).status == 200
        assert seeker.send("DELETE", path).status == 200
    assert seeker.send("DELETE", path).status == 200, "what is off already is no lifting"
    assert seeker.send("PUT", path).status == 200
    refused = seeker.send("DELETE", path)
    assert refused.status == 429
    assert 0 < int(refused.headers["retry-after"]) <= LIFTS.seconds
    assert seeker.send("GET", "/v1/people/me/processing").json != {}
    assert len(records(seeker.id)) == 2 * LIFTS.most + 1


def test_of_many_at_once_one_is_recorded(seeker):
    replies = []
    send = lambda: replies.append(seeker.send("PUT", RESTRICTION).status)  # noqa: E731
    threads = [threading.Thread(target=send) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert replies == [200] * 4
    assert records(seeker.id) == ["restrict"]


def test_nothing_of_an_erased_person_is_switched(caller):
    gone = caller.sign_in(Audience.SEEKER, person=person(state=people.PersonState.ERASED).id)
    assert gone.send("PUT", RESTRICTION).status == 404
    assert gone.send("GET", "/v1/people/me/processing").status == 404
    assert records(gone.id) == []


@pytest.mark.parametrize("path", [RESTRICTION, OBJECTION])
def test_employers_do_not_find_them_though_the_index_is_behind(owner, seeker, path):
    place = published(owner, occupation="5230", skills=["sk_kasir"], region="32.73")
    found = lambda: owner.send("GET", f"{place}/candidates").json["items"]  # noqa: E731
    before = len(found())
    assert before >= 1
    seeker.send("PUT", path)
    assert len(found()) == before - 1
    seeker.send("DELETE", path)
    assert len(found()) == before


@pytest.mark.parametrize("path", [RESTRICTION, OBJECTION])
def test_the_index_and_the_nightly_matching_leave_them_out(seeker, path):
    held = lambda: consenting_candidate(*people_store.get(seeker.id))  # noqa: E731
    assert held() is not None
    seeker.send("PUT", path)
    assert held() is None
    seeker.send("DELETE", path)
    assert held() is not None


@pytest.mark.parametrize(
    ("path", "pointers"),
    [(RESTRICTION, {"/restriction": "restricted"}), (OBJECTION, {"/objection": "objected"})],
)
def test_nothing_is_recommended_to_them(seeker, path, pointers):
    assert seeker.send("GET", "/v1/people/me/recommendations").status == 200
    seeker.send("PUT", path)
    refused = seeker.send("GET", "/v1/people/me/recommendations")
    assert (refused.status, refused.pointers()) == (409, pointers)
    seeker.send("DELETE", path)
    assert seeker.send("GET", "/v1/people/me/recommendations").status == 200


def test_they_cannot_apply_while_restricted_and_can_while_objecting(owner, seeker):
    place = published(owner)
    seeker.send("PUT", RESTRICTION)
    refused = seeker.send("POST", f"{place}/applications", {})
    assert (refused.status, refused.pointers()) == (409, {"/restriction": "restricted"})
    seeker.send("DELETE", RESTRICTION)
    seeker.send("PUT", OBJECTION)
    assert seeker.send("POST", f"{place}/applications", {}).status == 201


def test_an_employer_sees_that_there_is_an_application_and_nothing_in_it(owner, seeker):
    place = published(owner)
    cv = document(seeker.id, DocumentState.ACCEPTED)
    application = applied(seeker, place, message="Rahasia saya", documents=[cv])
    assert owner.send("GET", application).json["applicant"]["profile"]["headline"] == CASHIER.headline
    seeker.send("PUT", RESTRICTION)
    seen = owner.send("GET", application)
    assert seen.json["applicant"] == {"person_id": seeker.id, "withheld": True}
    listed = owner.send("GET", f"{place}/applications")
    assert listed.json["items"][0]["applicant"]["withheld"] is True
    for reply in (seen, listed):
        assert "Rahasia saya" not in reply.text
        assert cv not in reply.text
        assert CASHIER.headline not in reply.text
    assert owner.send("GET", f"{application}/documents/{cv}").status == 404
    own = seeker.send("GET", application).json
    assert (own["message"], own["documents"]) == ("Rahasia saya", [cv])
    seeker.send("DELETE", RESTRICTION)
    assert owner.send("GET", application).json["message"] == "Rahasia saya"


def test_what_the_person_said_on_withdrawing_is_withheld_too(owner, seeker):
    application = applied(seeker, published(owner))
    seeker.send("PATCH", application, {"state": "withdrawn", "reason": "Alasan pribadi"}, if_match='"1"')
    assert "Alasan pribadi" in owner.send("GET", application).text
    seeker.send("PUT", RESTRICTION)
    assert "Alasan pribadi" not in owner.send("GET", application).text


def test_nobody_reminds_them_and_registers_are_not_asked(seeker):
    one = people_store.get(seeker.id)[0]
    willing = msgspec.structs.replace(one, verified=("email",))
    bound = msgspec.structs.replace(willing, restricted_at=SYSTEM_CLOCK.now())
    assert next_step(willing).stage is not None
    assert next_step(bound).stage is None
    seeker.send("PUT", RESTRICTION)
    assert claimed(seeker.id) is None


def test_the_other_tells_of_itself_and_is_not_touched(seeker):
    seeker.send("PUT", RESTRICTION)
    seeker.send("PUT", OBJECTION)
    both = seeker.send("GET", "/v1/people/me/processing").json
    assert set(both) == {"restricted_since", "objected_since"}
    assert seeker.send("DELETE", RESTRICTION).json == {"objected_since": both["objected_since"]}


def test_only_the_person_switches_and_only_their_own(caller, seeker):
    assert caller.send("PUT", RESTRICTION).status == 401
    other = caller.sign_in(Audience.SEEKER, person=person().id)
    other.send("PUT", RESTRICTION)
    assert people_store.get(seeker.id)[0].restricted_at is None
    officer = caller.sign_in(Audience.OFFICER, regions=("32",))
    assert officer.send("PUT", RESTRICTION).status == 403
