"""What the emulator is filled with: complete, and the same at every start; and the environment of the process."""

import json
import os
import uuid
from collections.abc import Iterator
from typing import Any

import pytest

from chalicelib import resources as declared
from chalicelib import settings, tables
from local import environment, resources
from local.emulator import Emulator
from local.resources import client
from local.table_stores import TableChangedError

pytestmark = pytest.mark.emulator
SENDER = "padan@padan.invalid"


@pytest.fixture
def prefix(emulator: Emulator, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Names of this test's own."""
    prefix = f"r{uuid.uuid4().hex[:8]}-"
    for name in ("TABLE_PREFIX", "QUEUE_PREFIX"):
        monkeypatch.setenv(f"PADAN_{name}", prefix)
    for name in ("DOCUMENTS_BUCKET", "PAYLOADS_BUCKET"):
        monkeypatch.setenv(f"PADAN_{name}", f"{prefix}{name[:3].lower()}")
    monkeypatch.setenv("AWS_ENDPOINT_URL", emulator.url)
    settings.forget()
    tables.forget()
    yield prefix
    monkeypatch.undo()
    settings.forget()
    tables.forget()


def attributes(emulator: Emulator, queue: str) -> dict[str, str]:
    sqs = client("sqs", emulator.url)
    url = sqs.get_queue_url(QueueName=queue)["QueueUrl"]
    found: dict[str, str] = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["All"])["Attributes"]
    return found


def described(emulator: Emulator, table: str) -> dict[str, Any]:
    found: dict[str, Any] = client("dynamodb", emulator.url).describe_table(TableName=table)["Table"]
    return found


def test_identifiers_stay_the_same(emulator: Emulator) -> None:
    first = resources.create_identifiers(emulator.url, SENDER)
    assert resources.create_identifiers(emulator.url, SENDER) == first
    cognito = client("cognito-idp", emulator.url)
    groups = {group["GroupName"] for group in cognito.list_groups(UserPoolId=first.user_pool_id)["Groups"]}
    assert groups >= {"seeker", "employer", "officer", "monitor", "analyst", "admin"}
    assert SENDER in client("ses", emulator.url).list_identities()["Identities"]


def test_the_issuer_is_the_one_in_the_tokens(emulator: Emulator) -> None:
    import jwt

    found = resources.create_identifiers(emulator.url, SENDER)
    cognito, name, password = client("cognito-idp", emulator.url), f"per_{uuid.uuid4().hex}", "Uji-coba-2026-panjang!"
    cognito.admin_create_user(UserPoolId=found.user_pool_id, Username=name, MessageAction="SUPPRESS")
    cognito.admin_set_user_password(UserPoolId=found.user_pool_id, Username=name, Password=password, Permanent=True)
    answer = cognito.admin_initiate_auth(
        UserPoolId=found.user_pool_id,
        ClientId=found.user_pool_client_id,
        AuthFlow="ADMIN_USER_PASSWORD_AUTH",
        AuthParameters={"USERNAME": name, "PASSWORD": password},
    )
    token = answer["AuthenticationResult"]["AccessToken"]
    claims = jwt.decode(token, options={"verify_signature": False})
    assert (claims["iss"], claims["client_id"]) == (found.issuer, found.user_pool_client_id)


def test_every_table_is_there_with_its_streams_indexes_and_time_to_live(emulator: Emulator, prefix: str) -> None:
    resources.create_stores(emulator.url)
    dynamodb = client("dynamodb", emulator.url)
    models = tables.all_tables()
    assert {"uniqueness", "idempotency", "outbox"} <= {model.Meta.logical_name for model in models}  # type: ignore[attr-defined]
    for model in models:
        meta: Any = model.Meta  # type: ignore[attr-defined]
        table = described(emulator, prefix + meta.logical_name)
        assert table["BillingModeSummary"]["BillingMode"] == "PAY_PER_REQUEST"
        assert ("LatestStreamArn" in table) == hasattr(meta, "stream_view_type")
    ttl = dynamodb.describe_time_to_live(TableName=f"{prefix}outbox")["TimeToLiveDescription"]
    assert (ttl["TimeToLiveStatus"], ttl["AttributeName"]) == ("ENABLED", "expires")


def test_every_queue_has_its_dead_letters(emulator: Emulator, prefix: str) -> None:
    resources.create_stores(emulator.url)
    for queue in declared.QUEUES:
        found = attributes(emulator, prefix + queue.name)
        redrive = json.loads(found["RedrivePolicy"])
        dead = attributes(emulator, prefix + queue.dead_letter)
        assert redrive["deadLetterTargetArn"] == dead["QueueArn"]
        assert int(redrive["maxReceiveCount"]) == queue.max_receives
        assert found["VisibilityTimeout"] == str(queue.visibility)
        assert int(dead["MessageRetentionPeriod"]) == 14 * 24 * 3600
    assert attributes(emulator, prefix + declared.STREAM_FAILURES.name)


def test_creating_again_keeps_everything_and_follows_new_settings(emulator: Emulator, prefix: str) -> None:
    resources.create_stores(emulator.url)
    stream = described(emulator, f"{prefix}outbox")["LatestStreamArn"]
    dynamodb, sqs = client("dynamodb", emulator.url), client("sqs", emulator.url)
    dynamodb.put_item(TableName=f"{prefix}uniqueness", Item={"pk": {"S": "kept"}})
    queue = declared.QUEUES[0]
    url = sqs.get_queue_url(QueueName=prefix + queue.name)["QueueUrl"]
    sqs.set_queue_attributes(QueueUrl=url, Attributes={"VisibilityTimeout": "7"})
    sqs.send_message(QueueUrl=url, MessageBody="kept")
    resources.create_stores(emulator.url)
    assert described(emulator, f"{prefix}outbox")["LatestStreamArn"] == stream
    assert "Item" in dynamodb.get_item(TableName=f"{prefix}uniqueness", Key={"pk": {"S": "kept"}})
    found = attributes(emulator, prefix + queue.name)
    assert found["VisibilityTimeout"] == str(queue.visibility)
    assert found["ApproximateNumberOfMessages"] == "1"


def test_an_upload_puts_a_message_into_the_queue_of_documents(emulator: Emulator, prefix: str) -> None:
    resources.create_stores(emulator.url)
    bucket = settings.read(settings.Objects).documents_bucket
    client("s3", emulator.url).put_object(Bucket=bucket, Key="per_1/cv saya.pdf", Body=b"x")
    sqs = client("sqs", emulator.url)
    url = sqs.get_queue_url(QueueName=prefix + declared.DOCUMENTS.name)["QueueUrl"]
    (message,) = sqs.receive_message(QueueUrl=url, WaitTimeSeconds=5)["Messages"]
    record = json.loads(message["Body"])["Records"][0]
    assert record["eventName"] == "ObjectCreated:Put"
    assert record["s3"]["object"]["key"] == "per_1/cv+saya.pdf"


def test_a_table_of_an_older_version_is_named(emulator: Emulator, prefix: str) -> None:
    client("dynamodb", emulator.url).create_table(
        TableName=f"{prefix}uniqueness",
        KeySchema=[{"AttributeName": "old", "KeyType": "HASH"}],
        AttributeDefinitions=[{"AttributeName": "old", "AttributeType": "S"}],
        BillingMode="PAY_PER_REQUEST",
    )
    with pytest.raises(TableChangedError, match=f"{prefix}uniqueness"):
        resources.create_stores(emulator.url)


def test_nothing_of_a_users_own_aws_account_is_used(emulator: Emulator, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "environ", os.environ.copy())
        os.environ.update(
            AWS_PROFILE="work", AWS_SESSION_TOKEN="secret", AWS_ENDPOINT_URL_S3="https://elsewhere.invalid"
        )
        environment.apply(environment.aws(emulator))
        left = {"AWS_PROFILE", "AWS_SESSION_TOKEN", "AWS_ENDPOINT_URL_S3"} & os.environ.keys()
        assert not left
        assert os.environ["AWS_ENDPOINT_URL"] == emulator.url
        assert os.environ["AWS_CONFIG_FILE"] == os.devnull


def test_new_variables_make_modules_forget_old_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PADAN_PUBLIC_URL", "http://old.invalid")
    settings.forget()
    assert settings.read(settings.Service).public_url == "http://old.invalid"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "environ", os.environ.copy())
        environment.apply({"PADAN_PUBLIC_URL": "http://new.invalid"})
        assert settings.read(settings.Service).public_url == "http://new.invalid"
    settings.forget()
