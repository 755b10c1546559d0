"""What event functions do with the events that seldom come, on the emulator's stores and within their policies."""

from datetime import timedelta

import msgspec
import pytest

from chalicelib.applications.model import Application, ApplicationLetter, ApplicationState
from chalicelib.applications.table import item_of as application_item
from chalicelib.clock import SYSTEM_CLOCK, to_iso
from chalicelib.employers.model import Employer, EmployerDetails, Member, Role
from chalicelib.employers.table import EmployerItem
from chalicelib.identifiers import new_identifier
from chalicelib.notifications import delivering
from chalicelib.notifications.sending import NotTaken
from chalicelib.outbox import OutboxEvent
from chalicelib.vacancies.model import State
from chalicelib.vacancies.table import item_of as vacancy_item
from functions.feed import record
from functions.notifying import send_messages
from functions.registration import finish_erasures
from local.http.context import LambdaContext
from local.mailbox import Mailbox
from tests.functions.events import stream_event
from tests.functions.people_fixtures import api, verified
from tests.functions.test_documents import announce, upload
from tests.platform_fixtures import platform
from tests.vacancies.samples import vacancy

__all__ = ["api", "platform"]
pytestmark = pytest.mark.emulator
CONTEXT = LambdaContext("events", 60)
NOW = SYSTEM_CLOCK.now()
TAKEN = {"batchItemFailures": []}


@pytest.fixture
def member(api):
    """Somebody with a proven address who acts for an employer."""
    return verified(api)


@pytest.fixture
def posted(member):
    """A vacancy of that employer."""
    employer = Employer(
        id=new_identifier("emp"),
        details=EmployerDetails(name="Karya Sentosa"),
        members=(Member(person_id=member.id, role=Role.OWNER, since=NOW),),
        created_at=NOW,
        updated_at=NOW,
    )
    EmployerItem(employer.id, employer=employer).save()
    made = vacancy(State.REJECTED, id=new_identifier("vac"), employer_id=employer.id)
    vacancy_item(made).save()
    return made


def told(topic, subject, **details):
    event = OutboxEvent(
        id=new_identifier("evt"), topic=topic, subject=subject, correlation_id="c", at=NOW, details=details
    )
    return {"Records": [{"messageId": "m1", "body": msgspec.json.encode(event).decode()}]}


def test_an_employer_is_told_of_a_decision(platform, member, posted):
    event = told("vacancy_decided", posted.id, decision="reject")
    assert send_messages(event, CONTEXT) == TAKEN
    assert any(posted.content.title in letter.body for letter in Mailbox(platform.url).letters(member.email))


def test_both_sides_are_told_of_an_application(api, platform, member, posted):
    seeker = verified(api)
    made = Application(
        id=new_identifier("app"),
        vacancy_id=posted.id,
        employer_id=posted.employer_id,
        person_id=seeker.id,
        title=posted.content.title,
        employer_name="Karya Sentosa",
        letter=ApplicationLetter(),
        state=ApplicationState.SUBMITTED,
        created_at=NOW,
        updated_at=NOW,
        history=(),
    )
    application_item(made).save()
    before = {person.id: len(Mailbox(platform.url).letters(person.email)) for person in (seeker, member)}
    assert send_messages(told("application_received", made.id), CONTEXT) == TAKEN
    for person in (seeker, member):
        assert len(Mailbox(platform.url).letters(person.email)) == before[person.id] + 1


def test_a_message_that_was_not_taken_may_go_out_later(platform, member, posted, monkeypatch):
    class Refusing:
        def send(self, message):
            raise NotTaken

    event = told("vacancy_decided", posted.id, decision="reject")
    with monkeypatch.context() as patch:
        patch.setattr(delivering, "sender", Refusing)
        assert send_messages(event, CONTEXT) == {"batchItemFailures": [{"itemIdentifier": "m1"}]}
    assert send_messages(event, CONTEXT) == TAKEN
    assert any(posted.content.title in letter.body for letter in Mailbox(platform.url).letters(member.email))


def test_an_erased_person_leaves_no_document(api, platform):
    person = verified(api)
    content = b"%PDF-1.7 a short one"
    assert upload(announce(person, content)["upload"], content).status_code == 204
    dynamodb, key = platform.client("dynamodb"), {"pk": {"S": person.id}}
    erased = dynamodb.get_item(TableName="padan-people", Key=key)["Item"]
    erased["person"]["M"]["state"]["S"] = "erased"
    dynamodb.put_item(TableName="padan-people", Item=erased)
    assert finish_erasures(stream_event("people", [(erased, erased)]), CONTEXT) == TAKEN
    left = platform.client("s3").list_object_versions(Bucket="padan-documents", Prefix=f"people/{person.id}")
    assert not left.get("Versions")
    query = {":pk": {"S": person.id}}
    documents = dynamodb.query(
        TableName="padan-documents", KeyConditionExpression="pk = :pk", ExpressionAttributeValues=query
    )
    assert documents["Count"] == 0


def test_the_feed_is_entered_at_a_moment(api, platform):
    made = vacancy(State.PUBLISHED, id=new_identifier("vac"), revision=1, expires_at=NOW + timedelta(days=9))
    item = vacancy_item(made)
    item.save()
    assert record(stream_event("vacancies", [(None, item.serialize())]), CONTEXT) == TAKEN
    yesterday = to_iso(NOW - timedelta(days=1))
    reply = api("GET", f"/v1/feed/vacancies?after={yesterday}&limit=100")
    assert reply.status == 200, reply.text
    assert made.id in reply.text, reply.text
