"""Applications over the interface, and what happens behind it."""

import threading
from datetime import UTC, datetime

import msgspec
import pytest

from chalicelib import applications, outbox, vacancies
from chalicelib.applications import applying
from chalicelib.applications.table import ApplicationItem
from chalicelib.documents.model import Document, DocumentState
from chalicelib.documents.table import DocumentItem
from chalicelib.identifiers import new_identifier
from chalicelib.people import erasure
from chalicelib.people import store as people_store
from chalicelib.people.model import PersonState
from functions import applications as routes
from security import audit
from security.principal import Audience
from tests.functions.events import stream_event
from tests.functions.people_store import stored_person
from tests.functions.posting_samples import drafted, employer_of, published
from tests.store_fixtures import Caller, SignedIn

pytestmark = pytest.mark.emulator


@pytest.fixture
def owner(caller: Caller) -> SignedIn:
    return caller.sign_in(Audience.SEEKER)


def person(caller: Caller, state: PersonState = PersonState.ACTIVE, name: str | None = "Budi Contoh") -> SignedIn:
    found = caller.sign_in(Audience.SEEKER)
    stored_person(found.id, state, name)
    return found


@pytest.fixture
def seeker(caller: Caller) -> SignedIn:
    return person(caller)


def document(owner_id: str, state: DocumentState) -> str:
    identifier = new_identifier("doc")
    found = Document(
        id=identifier,
        person_id=owner_id,
        kind="cv",
        file_name="riwayat.pdf",
        media_type="application/pdf",
        size=10,
        state=state,
        created_at=datetime(2026, 5, 4, tzinfo=UTC),
    )
    DocumentItem(owner_id, identifier, document=found).save()
    return identifier


def applied(seeker: SignedIn, place: str, **letter: object) -> str:
    reply = seeker.send("POST", f"{place}/applications", {"message": "Saya berminat.", **letter})
    assert reply.status == 201, reply.text
    return f"/v1/applications/{reply.json['id']}"


def test_one_applies_once(owner, seeker):
    place = published(owner)
    application = applied(seeker, place)
    again = seeker.send("POST", f"{place}/applications", {"message": "Sekali lagi."})
    assert (again.status, again.pointers()) == (409, {"/vacancy_id": "already_applied"})
    assert seeker.send("GET", application).json["message"] == "Saya berminat."
    withdrawn = seeker.send("PATCH", application, {"state": "withdrawn"}, if_match='"1"')
    assert withdrawn.json["state"] == "withdrawn"
    assert seeker.send("POST", f"{place}/applications", {}).status == 409


def test_of_many_tries_at_once_one_counts(owner, seeker):
    place = published(owner)
    replies = []
    send = lambda: replies.append(seeker.send("POST", f"{place}/applications", {}).status)  # noqa: E731
    threads = [threading.Thread(target=send) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert sorted(replies) == [201, 409, 409, 409, 409]
    assert len(seeker.send("GET", "/v1/people/me/applications").json["items"]) == 1


def test_the_same_key_is_the_same_application(owner, seeker):
    place = published(owner)
    first, again = (
        seeker.send("POST", f"{place}/applications", {"message": "Halo"}, idempotency_key="k") for _ in range(2)
    )
    assert (first.status, again.status, first.json["id"]) == (201, 201, again.json["id"])
    other = seeker.send("POST", f"{place}/applications", {"message": "Lain"}, idempotency_key="k")
    assert (other.status, other.json["type"].rpartition("/")[2]) == (409, "idempotency-mismatch")


def test_nothing_is_sent_by_who_is_erased_while_it_is_under_way(owner, seeker, monkeypatch):
    """Sealed already, and not yet stored: nobody would come to take the person out of it any more."""
    place = published(owner)
    sealing = applying.closed

    def erased_meanwhile(application):
        sealed = sealing(application)
        erasure.erase(seeker.id, actor=seeker.id)
        return sealed

    monkeypatch.setattr(applying, "closed", erased_meanwhile)
    refused = seeker.send("POST", f"{place}/applications", {"message": "Saya siap bekerja."})
    assert refused.status == 403, refused.text
    assert [item for item in ApplicationItem.scan() if item.application.person_id == seeker.id] == []
    assert owner.send("GET", f"{place}/applications").json["items"] == []


def test_only_open_vacancies_are_applied_for(owner, seeker):
    draft = drafted(owner, employer_of(owner))
    assert seeker.send("POST", f"{draft}/applications", {}).status == 404
    assert seeker.send("POST", f"/v1/vacancies/vac_{'0' * 26}/applications", {}).status == 404
    place = published(owner)
    owner.send("POST", f"{place}/close", {"filled": True})
    closed = seeker.send("POST", f"{place}/applications", {})
    assert (closed.status, closed.pointers()) == (409, {"/vacancy_id": "not_open"})


def test_only_people_with_a_proven_contact_apply(caller, owner):
    place = published(owner)
    assert caller.send("POST", f"{place}/applications", {}).status == 401
    assert caller.sign_in(Audience.OFFICER).send("POST", f"{place}/applications", {}).status == 403
    unverified = person(caller, PersonState.UNVERIFIED)
    assert unverified.send("POST", f"{place}/applications", {}).status == 403


def test_documents_are_ones_own_and_accepted(caller, owner, seeker):
    place = published(owner)
    good = document(seeker.id, DocumentState.ACCEPTED)
    refused = document(seeker.id, DocumentState.REFUSED)
    foreign = document(person(caller).id, DocumentState.ACCEPTED)
    wrong = seeker.send("POST", f"{place}/applications", {"documents": [good, refused, foreign]})
    assert (wrong.status, wrong.pointers()) == (
        400,
        {"/documents/1": "unknown_document", "/documents/2": "unknown_document"},
    )
    assert seeker.send("GET", applied(seeker, place, documents=[good])).json["documents"] == [good]


def test_a_document_is_opened_by_both_sides_and_nobody_else(caller, owner, seeker):
    mine, other = (document(seeker.id, DocumentState.ACCEPTED) for _ in range(2))
    application = applied(seeker, published(owner), documents=[mine])
    place = f"{application}/documents"
    for side in (seeker, owner):
        link = side.send("GET", f"{place}/{mine}").json
        assert link["file_name"] == "riwayat.pdf"
        assert mine in link["download"]
        assert side.send("GET", f"{place}/{other}").status == 404
    assert person(caller).send("GET", f"{place}/{mine}").status == 404
    assert {entry.actor for entry in audit.entries_of(seeker.id) if entry.action == "read_document"} == {
        seeker.id,
        owner.id,
    }
    seeker.send("PATCH", application, {"state": "withdrawn"}, if_match='"1"')
    assert owner.send("GET", f"{place}/{mine}").status == 404
    assert seeker.send("GET", f"{place}/{mine}").status == 200


def test_a_cursor_of_another_list_is_refused(owner, seeker):
    first, second = published(owner), published(owner)
    applied(seeker, first)
    applied(seeker, second)
    cursor = seeker.send("GET", "/v1/people/me/applications?limit=1").json["next"]
    reply = owner.send("GET", f"{first}/applications?cursor={cursor}")
    assert (reply.status, reply.pointers()) == (400, {"cursor": "unknown_cursor"})


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({"message": 5}, "/message"),
        ({"message": "x" * 5_001}, "/message"),
        ({"documents": "doc_1"}, "/documents"),
        ({"documents": ["d"] * 11}, "/documents"),
        ({"salary": 1}, "/salary"),
    ],
)
def test_a_wrong_field_is_named(owner, seeker, body, pointer):
    reply = seeker.send("POST", f"{published(owner)}/applications", body)
    assert (reply.status, set(reply.pointers())) == (400, {pointer})


def test_each_side_sees_what_it_may(caller, owner, seeker):
    place = published(owner)
    application = applied(seeker, place)
    mine = seeker.send("GET", application).json
    assert "applicant" not in mine
    assert (mine["title"], mine["employer_name"]) == ("Kasir Minimarket", "Karya Sentosa")
    theirs = owner.send("GET", application).json
    assert theirs["applicant"]["name"] == "Budi Contoh"
    assert theirs["applicant"]["profile"]["headline"] == "Kasir"
    for stranger in (person(caller), caller.sign_in(Audience.EMPLOYER)):
        assert stranger.send("GET", application).status == 404
        assert stranger.send("GET", f"{place}/applications").status == 404
        assert stranger.send("PATCH", application, {"state": "declined"}, if_match='"1"').status == 404
    assert caller.send("GET", application).status == 401
    listed = owner.send("GET", f"{place}/applications").json["items"]
    assert [item["applicant"] for item in listed] == [{"person_id": seeker.id}]


def test_the_applicant_is_told_of_the_employer_applied_to_and_of_none_else_of_the_recruiter(owner, seeker):
    application = applied(seeker, published(owner))
    employer_of(owner, name="Perusahaan Lain Contoh")
    assert owner.send("GET", application).status == 200
    readings = seeker.send("GET", "/v1/people/me/readings").json["items"]
    by_employer = {(each["kind"], each["reader"]["name"]) for each in readings if each["reader"]["role"] == "employer"}
    assert by_employer == {("name", "perusahaan Karya Sentosa"), ("words", "perusahaan Karya Sentosa")}
    assert {each.behalf for each in audit.entries_of(seeker.id) if each.actor == owner.id} == {
        seeker.send("GET", application).json["employer_id"]
    }
    assert {each.behalf for each in audit.entries_of(seeker.id) if each.actor != owner.id} == {""}


def test_the_employer_goes_along_and_both_sides_see_it(owner, seeker):
    application = applied(seeker, published(owner))
    for state in ("seen", "shortlisted", "interview", "offered", "hired"):
        tag = owner.send("GET", application).etag
        reply = owner.send("PATCH", application, {"state": state, "reason": "Terima kasih"}, if_match=tag)
        assert (reply.status, reply.json["state"]) == (200, state)
    seen = seeker.send("GET", application).json
    assert [event["state"] for event in seen["history"]] == [
        "submitted",
        "seen",
        "shortlisted",
        "interview",
        "offered",
        "hired",
    ]
    assert {event["side"] for event in seen["history"]} == {"seeker", "employer"}


def test_a_step_needs_the_version_and_the_right_side(owner, seeker):
    application = applied(seeker, published(owner))
    assert owner.send("PATCH", application, {"state": "seen"}).status == 428
    assert owner.send("PATCH", application, {"state": "seen"}, if_match='"9"').status == 412
    for side, state in ((seeker, "hired"), (owner, "withdrawn"), (owner, "hired"), (owner, "submitted")):
        reply = side.send("PATCH", application, {"state": state}, if_match='"1"')
        assert (reply.status, reply.pointers()) == (409, {"/state": "wrong_state"})
    unknown = owner.send("PATCH", application, {"state": "perhaps"}, if_match='"1"')
    assert (unknown.status, set(unknown.pointers())) == (400, {"/state"})


def test_of_two_steps_at_once_one_is_stale(owner, seeker):
    application = applied(seeker, published(owner))
    replies = []

    def step(state: str) -> None:
        replies.append(owner.send("PATCH", application, {"state": state}, if_match='"1"').status)

    threads = [threading.Thread(target=step, args=(state,)) for state in ("seen", "shortlisted", "declined")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert sorted(replies) == [200, 412, 412]


def test_lists_page_without_loss(owner, seeker):
    wanted = [applied(seeker, published(owner)).rpartition("/")[2] for _ in range(4)]
    first = seeker.send("GET", "/v1/people/me/applications?limit=3").json
    applied(seeker, published(owner))
    second = seeker.send("GET", f"/v1/people/me/applications?limit=3&cursor={first['next']}").json
    assert [item["id"] for item in (*first["items"], *second["items"])] == wanted[::-1]
    assert "next" not in second


def test_both_steps_and_arrivals_leave_events(owner, seeker):
    application = applied(seeker, published(owner))
    owner.send("PATCH", application, {"state": "seen"}, if_match='"1"')
    identifier = application.rpartition("/")[2]
    found = [item.event for item in outbox.OutboxItem.scan() if item.event.subject == identifier]
    events = {event.topic: event.details for event in found}
    assert set(events) == {"application_received", "application_state"}
    assert (events["application_state"]["state"], events["application_state"]["side"]) == ("seen", "employer")
    assert seeker.id not in str(events)


def test_the_count_of_a_vacancy_follows_and_repeats_change_nothing(caller, owner):
    place = published(owner)
    vacancy_id = place.rpartition("/")[2]
    for _ in range(3):
        applied(person(caller), place)
    items = list(ApplicationItem.by_vacancy.query(vacancy_id))
    event = stream_event("applications", [(None, item.serialize()) for item in items])
    for _ in range(2):
        assert routes.count(event, None) == {"batchItemFailures": []}
        assert vacancies.get(vacancy_id).applications == 3
    versions = {vacancy.id: version for vacancy, version in vacancies.stored()}
    assert versions[vacancy_id] == 3
    assert owner.send("GET", place).json["inside"]["applications"] == 3


def test_an_erased_member_leaves_the_employer(caller, owner):
    employer = employer_of(owner)
    event = outbox.OutboxEvent(
        id="evt_2", topic="person_erased", subject=owner.id, correlation_id="c", at=datetime.now(UTC)
    )
    image = outbox.OutboxItem(event.id, event=event, expires=1).serialize()
    for _ in range(2):
        assert routes.forget(stream_event("outbox", [(None, image)]), None) == {"batchItemFailures": []}
    assert owner.send("GET", "/v1/employers").json["items"] == []
    officer = caller.sign_in(Audience.OFFICER, regions=("32",))
    assert officer.send("GET", f"/v1/employers/{employer}").json["members"] == []


def test_an_erased_person_leaves_no_trace_but_the_count(owner, seeker):
    place = published(owner)
    application = applied(seeker, place)
    known, version = people_store.get(seeker.id)
    people_store.replace(msgspec.structs.replace(known, state=PersonState.ERASED), version)
    event = outbox.OutboxEvent(
        id="evt_1", topic="person_erased", subject=seeker.id, correlation_id="c", at=datetime.now(UTC)
    )
    item = outbox.OutboxItem(event.id, event=event, expires=1)
    for _ in range(2):
        assert routes.forget(stream_event("outbox", [(None, item.serialize())]), None) == {"batchItemFailures": []}
    left = owner.send("GET", application)
    assert (left.status, left.json["state"]) == (200, "withdrawn")
    assert left.json["applicant"] == {"person_id": "erased"}
    assert "message" not in left.json
    assert seeker.id not in left.text
    assert seeker.send("GET", application).status == 404
    assert applications.of_person(seeker.id, 10).items == ()
