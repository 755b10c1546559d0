"""No function may do more than it does.

``observed_calls.tsv`` holds what the functions needed in all tests (function, action, resource); that a policy allows
at least this, `tests.function_policies` sees to in every test. Here the policies are held to it from the other side:
what is granted was observed, or stands below with the reason why tests cannot observe it. After a change, record anew:

    PADAN_RECORD_CALLS=tests/infra/observed_calls.tsv \
    python -m pytest tests/{functions,partners,uploads,feeds,sources,quality,reviewing,duplicates,learning,infra}
"""

from pathlib import Path

import pytest

from infra_cdk.functions.specs import API, FUNCTIONS
from tests.function_policies import policy_of, short
from tests.platform_fixtures import platform

__all__ = ["platform"]

RECORD = Path(__file__).with_name("observed_calls.tsv")
OF_THE_SERVICE = {"Consumes", "ListStreams", "Logs", "Network", "SetsAside", "Streams", "Tracing"}
"""Statements for what Lambda itself does in a function's name."""

BY_BROWSER = "the function signs it, a browser does it"
BY_HTTP = "requests to the index go by no client of AWS; tests.search.test_signed_paths signs each kind"
ONCE = "the tests' secrets stand in the variable; tests.leaves.test_secrets asks Secrets Manager"
TWO_ARE_FOUND = "the tests find the streams of two tables; the others are asked for alike"
APART = "accepted words are read apart from the work; tests.learning.test_recording reads them as the interface"
CACHED = "the vault of a test process knows the data key already"

TELLS_ABSENCE = "without it S3 refuses to say that an object is not there"
UNOBSERVED: dict[tuple[str, str, str], str] = {
    (API, "s3:GetObject", "documents/*"): BY_BROWSER,
    (API, "s3:GetObjectVersion", "documents/*"): BY_BROWSER,
    (API, "s3:PutObject", "documents/*"): BY_BROWSER,
    (API, "secretsmanager:GetSecretValue", "secret:lookup-??????"): ONCE,
    (API, "secretsmanager:GetSecretValue", "secret:cursor-??????"): ONCE,
    ("send_messages", "secretsmanager:GetSecretValue", "secret:lookup-??????"): ONCE,
    ("send_messages", "kms:Decrypt", "key/vault"): CACHED,
    ("index_searches", "dynamodb:GetItem", "table/learned-words"): APART,
    ("check_searches", "dynamodb:GetItem", "table/learned-words"): APART,
    ("tell_people", "dynamodb:GetItem", "table/learned-words"): APART,
    ("resolve_confirmations", "secretsmanager:GetSecretValue", "secret:registers-??????"): ONCE,
    ("resolve_confirmations", "secretsmanager:GetSecretValue", "secret:lookup-??????"): ONCE,
    ("renew_personal", "secretsmanager:GetSecretValue", "secret:lookup-??????"): ONCE,
    (
        "send_messages",
        "ses:SendEmail",
        "configuration-set/mail",
    ): "the set that the identity sends by is a resource too",
    ("find_streams", "dynamodb:DescribeTable", "table/applications"): TWO_ARE_FOUND,
    ("find_streams", "dynamodb:DescribeTable", "table/audit"): TWO_ARE_FOUND,
    ("find_streams", "dynamodb:DescribeTable", "table/outbox"): TWO_ARE_FOUND,
    ("find_streams", "dynamodb:DescribeTable", "table/saved-searches"): TWO_ARE_FOUND,
    ("match_part", "s3:ListBucket", "matches"): TELLS_ABSENCE,
    (API, "s3:ListBucket", "matches"): TELLS_ABSENCE,
    ("forget_people", "s3:ListBucket", "matches"): TELLS_ABSENCE,
    ("join_matching", "s3:ListBucket", "matches"): TELLS_ABSENCE,
    ("prepare_matching", "states:StartExecution", "stateMachine:matching"): "the tests' state machine is a stand-in",
    ("take_off_vacancies", "dynamodb:PutItem", "table/outbox"): "a rule that came later may ask for another mending",
}


def granted():
    """Every action on every resource that a function's own grants allow."""
    for function in FUNCTIONS:
        for statement in policy_of(function.name):
            name = statement.sid.rstrip("0123456789")
            if not statement.denies and name not in OF_THE_SERVICE and not name.startswith("KeyOf"):
                for action in statement.actions:
                    for resource in statement.resources or ("*",):
                        yield function.name, action, short(resource)


def observed():
    return {tuple(line.split("\t")) for line in RECORD.read_text().splitlines()}


@pytest.mark.parametrize("function", [function.name for function in FUNCTIONS])
def test_what_is_granted_is_done(function):
    explained = observed() | set(UNOBSERVED)
    idle = [
        each
        for each in granted()
        if each[0] == function and each not in explained and not each[1].startswith("es:ESHttp")
    ]
    assert not idle, f"granted and never done: {idle}"


def test_no_reason_outlives_its_grant_or_stands_for_what_was_observed():
    assert set(UNOBSERVED) <= set(granted())
    assert not set(UNOBSERVED) & observed()


def test_what_was_observed_is_granted():
    assert not observed() - set(granted())


def test_health_asks_what_the_interface_may(platform):
    from chalicelib.health.probes import PROBES
    from tests.function_policies import as_function

    as_function(API, lambda: [PROBES[name]() for name in ("tables", "queues", "objects", "identity")])
