"""Services that fail with what they were given in their own words: nothing of it reaches an answer or the log."""

import json
import logging
from collections.abc import Callable
from typing import Any

import pytest
from botocore.client import BaseClient
from botocore.exceptions import ClientError, EndpointConnectionError

from chalicelib import aws
from security.consent import CURRENT
from tests.security.leaks.conftest import Country
from tests.security.leaks.spellings import find

pytestmark = pytest.mark.emulator
VALUES = {"nik": "3275016503890058", "phone": "+6281299887755", "email": "Gagal.Sekali@contoh.invalid"}
NUMBERS = ("0812-9988-7755", "0812 9988 7755", "3275 0165 0389 0058")


JSON = {"content-type": "application/json"}


def body() -> bytes:
    consents = {kind.value: version for kind, version in CURRENT.items()}
    given = {**VALUES, "name": "Gagal Sekali", "password": "kuda-laut-biru-12", "consents": consents}
    return json.dumps(given).encode()


def refusing(code: str, **more: Any) -> Callable[[str], Exception]:
    """An error in which the service repeats what it was given."""
    said = f"cannot take {' '.join(VALUES.values())} {' '.join(NUMBERS)}"

    def error(operation: str) -> Exception:
        return ClientError({"Error": {"Code": code, "Message": said}, "Message": said, **more}, operation)

    return error


THROTTLED = refusing("ProvisionedThroughputExceededException")
CANCELLED = refusing(
    "TransactionCanceledException",
    CancellationReasons=[
        {"Code": "ValidationError", "Message": "bad", "Item": {"email": {"S": VALUES["email"]}}},
        {"Code": "None"},
    ],
)


def unreachable(operation: str) -> Exception:
    return EndpointConnectionError(endpoint_url=f"http://127.0.0.1:1/?to={VALUES['email']}&{operation}")


FAULTS = {
    "a table that is throttled": ("dynamodb", "PutItem", THROTTLED),
    "a transaction that is throttled": ("dynamodb", "TransactWriteItems", THROTTLED),
    "a transaction that is refused with its items": ("dynamodb", "TransactWriteItems", CANCELLED),
    "a table that does not answer a read": ("dynamodb", "GetItem", refusing("InternalServerError")),
    "a key service that refuses": ("kms", "GenerateDataKey", refusing("AccessDeniedException")),
    "a key service that is gone": ("kms", "GenerateDataKey", unreachable),
    "accounts that refuse": ("cognito-idp", "AdminCreateUser", refusing("UnexpectedLambdaException")),
    "accounts that refuse a password": ("cognito-idp", "AdminSetUserPassword", refusing("InternalErrorException")),
}


@pytest.fixture
def failing(monkeypatch):
    """Make an operation of a service fail from now on."""
    ask = BaseClient._make_api_call

    def fail(service: str, operation: str, error: Callable[[str], Exception]) -> list[str]:
        met: list[str] = []

        def asked(self: BaseClient, name: str, parameters: Any) -> Any:
            if (self.meta.service_model.service_name, name) == (service, operation):
                met.append(name)
                raise error(name)
            return ask(self, name, parameters)

        monkeypatch.setattr(BaseClient, "_make_api_call", asked)
        return met

    return fail


def told(country: Country) -> str:
    """What is in the log by now."""
    return country.log.getvalue()


@pytest.mark.parametrize("fault", FAULTS)
def test_a_service_that_fails_with_everything_in_its_message(country, failing, fault):
    from security import vault

    # A process that holds no data key yet asks for one.
    vault.forget()
    met = failing(*FAULTS[fault])
    before = len(told(country))
    reply = country.client.send(country.callers["public"], "POST", "/v1/people", body(), JSON)
    assert met, "nothing failed"
    assert reply.status >= 400
    log = told(country)[before:]
    assert find(log, VALUES) == []
    assert find(reply.text, VALUES) == []
    vault.forget()


def test_a_failure_is_logged_with_what_is_left_of_it(country, failing):
    """The search above would find nothing in a log that is empty."""
    before = len(told(country))
    failing(*FAULTS["accounts that refuse a password"])
    reply = country.client.send(country.callers["public"], "POST", "/v1/people", body(), JSON)
    log = told(country)[before:]
    assert reply.status >= 500
    assert "InternalErrorException" in log
    assert "cannot take [nik]" in log


@pytest.mark.parametrize("name", ["botocore", "boto3", "urllib3", "opensearch", "pynamodb"])
def test_the_sdks_own_log_is_silent_however_talkative_ours_is(country, name, capfd):
    """At DEBUG the SDK writes whole requests: mail with its address, codes in short messages."""
    assert country.log is not None
    logger = logging.getLogger(f"{name}.endpoint")
    logger.debug("sending to %s", VALUES["email"])
    aws.client("sqs").list_queues()
    ours = {id(handler) for handler in logging.getLogger().handlers}
    named = {id(handler) for part in (name, f"{name}.endpoint") for handler in logging.getLogger(part).handlers}
    assert logger.getEffectiveLevel() > logging.DEBUG or not (ours | named)
    out, err = capfd.readouterr()
    assert find(out + err + told(country), VALUES) == []
