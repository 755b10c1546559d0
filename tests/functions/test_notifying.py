"""Stream records and queue messages of real shape, through to what the emulator's SES and SNS kept."""

import json

import pytest

from chalicelib.people import codes
from functions.notifying import relay_events, send_messages
from functions.registration import finish_erasures
from local.http.context import LambdaContext
from local.http.types import LocalRequest
from local.mailbox import Letter, Mailbox, page
from tests import samples
from tests.functions.people_fixtures import api, registered, someone
from tests.platform_fixtures import platform

__all__ = ["api", "platform", "someone"]
pytestmark = pytest.mark.emulator
CONTEXT = LambdaContext("events", 60)


def records_of(platform, person_id):
    items = platform.client("dynamodb").scan(TableName="padan-outbox", ConsistentRead=True)["Items"]
    found = [item for item in items if item["event"]["M"]["subject"]["S"] == person_id]
    return [
        {"eventName": "INSERT", "dynamodb": {"SequenceNumber": str(place), "NewImage": item}}
        for place, item in enumerate(found)
    ]


def queued(platform, person_id):
    sqs = platform.client("sqs")
    url = sqs.get_queue_url(QueueName="padan-notifications")["QueueUrl"]
    bodies = []
    while messages := sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=10).get("Messages", []):
        bodies += [message["Body"] for message in messages]
        for message in messages:
            sqs.delete_message(QueueUrl=url, ReceiptHandle=message["ReceiptHandle"])
    return [body for body in bodies if person_id in body]


def send(platform, person_id):
    assert relay_events({"Records": records_of(platform, person_id)}, CONTEXT) == {"batchItemFailures": []}
    records = [{"messageId": str(place), "body": body} for place, body in enumerate(queued(platform, person_id))]
    assert send_messages({"Records": records}, CONTEXT) == {"batchItemFailures": []}
    return records


def test_a_code_arrives_in_the_mailbox_by_mail_and_sms_once(api, platform):
    number = samples.phone()
    person = registered(api, phone=number)
    for channel, to in (("email", person.email), ("phone", number)):
        started = person.api("POST", "/v1/people/me/verifications", {"channel": channel}).body["id"]
        records = send(platform, person.id)
        send_messages({"Records": records}, CONTEXT)
        letters = Mailbox(platform.url).letters(to)
        assert [letter.code for letter in letters] == [codes.code_of(started)]


def test_the_mailbox_answers_a_page_and_json(someone, platform):
    someone.api("POST", "/v1/people/me/verifications", {"channel": "email"})
    send(platform, someone.id)
    mailbox = Mailbox(platform.url)
    asked = mailbox.serve(LocalRequest(method="GET", path="/dev/mail/all.json", query={"to": (someone.email,)}))
    (letter,) = json.loads(asked.body)["items"]
    assert (letter["to"], letter["channel"]) == (someone.email, "email")
    shown = mailbox.serve(LocalRequest(method="GET", path="/dev/mail"))
    assert shown.content_type.startswith("text/html")
    assert someone.email in shown.body.decode()


def test_the_page_shows_letters_as_text():
    letter = Letter(channel="email", to="<b>@contoh.invalid", subject="<script>", body="</p><img src=x>")
    shown = page((letter,))
    assert "<script>" not in shown
    assert "<img" not in shown
    assert "width=device-width" in shown
    assert "No messages yet" in page(())


def test_a_broken_message_fails_alone(platform):
    answer = send_messages({"Records": [{"messageId": "m1", "body": "{"}]}, CONTEXT)
    assert answer == {"batchItemFailures": [{"itemIdentifier": "m1"}]}


def test_a_stream_stops_at_its_first_failure(platform, someone):
    good = records_of(platform, someone.id)
    broken = {"eventName": "INSERT", "dynamodb": {"SequenceNumber": "7", "NewImage": {}}}
    answer = relay_events({"Records": [broken, *good]}, CONTEXT)
    assert answer == {"batchItemFailures": [{"itemIdentifier": "7"}]}


def test_the_removal_of_an_expired_event_is_nothing_new(platform):
    gone = {"eventName": "REMOVE", "dynamodb": {"SequenceNumber": "8", "OldImage": {}}}
    assert relay_events({"Records": [gone]}, CONTEXT) == {"batchItemFailures": []}


def test_a_tombstone_in_the_stream_finishes_the_erasure(platform, someone):
    dynamodb = platform.client("dynamodb")
    key = {"pk": {"S": someone.id}}
    living = dynamodb.get_item(TableName="padan-people", Key=key)["Item"]
    record = {"eventName": "MODIFY", "dynamodb": {"SequenceNumber": "1", "Keys": key, "NewImage": living}}
    assert finish_erasures({"Records": [record]}, CONTEXT) == {"batchItemFailures": []}
    assert someone.api("GET", "/v1/people/me").status == 200
    living["person"]["M"]["state"]["S"] = "erased"
    dynamodb.put_item(TableName="padan-people", Item=living)
    assert finish_erasures({"Records": [record]}, CONTEXT) == {"batchItemFailures": []}
    assert "Item" not in dynamodb.get_item(TableName="padan-personal", Key=key)
