"""A secret is told by its variable or by Secrets Manager, once; what is wrong names the variable."""

import base64
import hashlib

import pytest
from botocore.exceptions import ClientError, EndpointConnectionError

from chalicelib import aws, secrets
from chalicelib.errors import Unavailable
from chalicelib.settings import SettingsError
from local.resources import client

VARIABLE = "PADAN_LOOKUP_SECRET"
TEXT = "aB3" * 15


@pytest.fixture(autouse=True)
def forgotten():
    secrets.forget()
    yield
    secrets.forget()


class FakeManager:
    """Secrets Manager: answers what it holds, counts the questions, and fails as told."""

    def __init__(self, held=None, failure=None):
        self.held, self.failure, self.asked = held or {}, failure, []

    def get_secret_value(self, SecretId):  # noqa: N803 - AWS's name
        self.asked.append(SecretId)
        if self.failure is not None:
            raise self.failure
        return {"SecretString": self.held[SecretId]}


@pytest.fixture
def manager(monkeypatch):
    """Put a fake in the place of Secrets Manager."""

    def put(**more):
        fake = FakeManager(**more)
        monkeypatch.setattr(aws, "client", {"secretsmanager": fake}.__getitem__)
        return fake

    return put


def refusal(code):
    return ClientError({"Error": {"Code": code, "Message": ""}}, "GetSecretValue")


def test_base64_in_the_variable_is_the_secret_itself():
    found = secrets.secret(VARIABLE, base64.b64encode(bytes(range(32))).decode())
    assert found == bytes(range(32))


@pytest.mark.parametrize(
    ("setting", "reason"),
    [
        ("", "not set"),
        ("not base64!", "32 bytes"),
        (base64.b64encode(bytes(31)).decode(), "32 bytes"),
        (base64.b64encode(bytes(33)).decode(), "32 bytes"),
    ],
)
def test_a_setting_that_is_no_secret_names_its_variable(setting, reason):
    with pytest.raises(SettingsError, match=f"{VARIABLE}.*{reason}"):
        secrets.secret(VARIABLE, setting)


def test_a_kept_secret_is_asked_for_once(manager):
    fake = manager(held={"padan-pilot-lookup": TEXT})
    found = [secrets.secret(VARIABLE, "secretsmanager:padan-pilot-lookup") for _ in range(3)]
    assert found == [hashlib.sha256(TEXT.encode()).digest()] * 3
    assert fake.asked == ["padan-pilot-lookup"]


def test_a_kept_secret_that_could_be_guessed_is_refused(manager):
    manager(held={"weak": "x" * 42})
    with pytest.raises(SettingsError, match=f"{VARIABLE}.*weak.*43"):
        secrets.secret(VARIABLE, "secretsmanager:weak")


@pytest.mark.parametrize("code", ["ResourceNotFoundException", "AccessDeniedException", "DecryptionFailure"])
def test_a_secret_that_is_not_there_or_not_ours_is_a_wrong_deployment(manager, code):
    manager(failure=refusal(code))
    with pytest.raises(SettingsError, match=f"{VARIABLE}.*lost.*{code}"):
        secrets.secret(VARIABLE, "secretsmanager:lost")


@pytest.mark.parametrize(
    "failure", [refusal("ThrottlingException"), EndpointConnectionError(endpoint_url="https://s")], ids=str
)
def test_an_outage_is_told_as_such_and_the_secret_is_asked_for_again(manager, failure):
    fake = manager(held={"lookup": TEXT}, failure=failure)
    with pytest.raises(Unavailable):
        secrets.secret(VARIABLE, "secretsmanager:lookup")
    fake.failure = None
    assert len(secrets.secret(VARIABLE, "secretsmanager:lookup")) == 32


@pytest.mark.emulator
def test_secrets_manager_itself_answers(emulator, monkeypatch):
    monkeypatch.setenv("AWS_ENDPOINT_URL", emulator.url)
    aws.forget()
    real = client("secretsmanager", emulator.url)
    real.create_secret(Name="leaves-secret", SecretString=TEXT)
    assert secrets.secret(VARIABLE, "secretsmanager:leaves-secret") == hashlib.sha256(TEXT.encode()).digest()
    with pytest.raises(SettingsError, match="ResourceNotFound"):
        secrets.secret(VARIABLE, "secretsmanager:leaves-absent")
    monkeypatch.undo()
    aws.forget()
