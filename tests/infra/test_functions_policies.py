"""Policies as data: exact, small enough for IAM, and never more than a service needs."""

import json

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from infra_cdk.functions.grants import Table, Vault, Verb
from infra_cdk.functions.policies import MOST_CHARACTERS, documents
from infra_cdk.functions.specs import API, FUNCTIONS
from infra_cdk.functions.statements import Statement, merged
from security.datakeys import KmsDataKeys
from security.sealed import DataKeyUse
from tests.aws_calls import needs
from tests.function_policies import arns, policy_of
from tests.iam import allowed, matches
from tests.infra.functions_stack import POLICY, template

NAMES = [function.name for function in FUNCTIONS]
IAM_LIMIT = 6144
OF_NO_RESOURCE = {
    "ListStreams": "a list of streams",
    "Network": "network interfaces that are still to be made",
    "NetworkByLambdaAlone": "a denial",
    "Tracing": "traces",
}


@pytest.mark.parametrize("name", NAMES)
def test_actions_are_named_and_resources_are_this_deployments(name):
    for statement in policy_of(name):
        assert not any("*" in action for action in statement.actions), statement.sid
        for resource in statement.resources:
            assert resource != "*" or statement.sid in OF_NO_RESOURCE, statement.sid
            own = "padan-pilot-" in resource or ":key/" in resource or ":userpool/" in resource
            of_domain = resource.endswith("identity/padan.example")
            assert own or of_domain or resource == "*" or resource.startswith("stream of "), resource


@pytest.mark.parametrize("name", NAMES)
def test_no_function_takes_anything_away_from_the_audit(name):
    audit = arns().table("audit")
    for verb in ("BatchWriteItem", "DeleteItem", "DeleteTable", "UpdateItem", "UpdateTable"):
        assert not allowed(policy_of(name), f"dynamodb:{verb}", audit), verb


@pytest.mark.parametrize("name", NAMES)
def test_personal_data_is_opened_where_somebody_reads_it_and_nowhere_else(name):
    context = {"kms:EncryptionContext:service": "padan", "kms:EncryptionContext:use": "vault"}
    opens = allowed(policy_of(name), "kms:Decrypt", arns().around.vault_key, context)
    assert opens is (name in {API, "renew_personal", "resolve_confirmations", "send_messages"})
    seals = allowed(policy_of(name), "kms:GenerateDataKey", arns().around.vault_key, context)
    assert seals is (name in {API, "renew_personal"}), "what is of an older form is opened and sealed anew"


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("action", ["kms:Decrypt", "kms:GenerateDataKey"])
def test_the_key_of_personal_data_works_for_the_functions_own_use_alone(name, action):
    key = arns().around.vault_key

    def may(**context: str) -> bool:
        named = {f"kms:EncryptionContext:{part}": value for part, value in context.items()}
        return allowed(policy_of(name), action, key, named)

    assert may(service="padan", use="partner-keys") is (name == API)
    for context in (
        {},
        {"service": "padan"},
        {"use": "vault"},
        {"service": "padan", "use": "other"},
        {"service": "other", "use": "vault"},
    ):
        assert not may(**context), context


def test_the_uses_that_policies_know_are_those_that_the_code_wraps_with():
    """A context that the code sends and no policy knows would be refused in the cloud alone."""
    asked = []

    class Recorded:
        def generate_data_key(self, **parameters):
            asked.append(needs(arns(), "kms", "GenerateDataKey", parameters))
            return {"Plaintext": b"x" * 32, "CiphertextBlob": b"y"}

    for use in DataKeyUse:
        KmsDataKeys(Recorded(), "key", use).new()
    assert len(asked) == len(DataKeyUse)
    for need in (each for found in asked for each in found):
        assert allowed(policy_of(API), need.action, need.resource, dict(need.context))


@pytest.mark.parametrize("name", NAMES)
def test_the_key_of_the_stores_works_through_their_services_alone(name):
    key = arns().around.data_key
    assert not allowed(policy_of(name), "kms:Decrypt", key)
    assert not allowed(policy_of(name), "kms:Decrypt", key, {"kms:ViaService": "ec2.ap-southeast-3.amazonaws.com"})
    used = [each for each in policy_of(name) if key in each.resources]
    assert all(each.conditions[0][1] == "kms:ViaService" for each in used)


@pytest.mark.parametrize("name", NAMES)
def test_network_interfaces_are_lambdas_business(name):
    own = {"lambda:SourceFunctionArn": arns().function(name)}
    assert allowed(policy_of(name), "ec2:CreateNetworkInterface", "*")
    assert not allowed(policy_of(name), "ec2:CreateNetworkInterface", "*", own)


def test_messages_go_from_our_sender_to_people_and_to_no_topic():
    policy, identity = policy_of("send_messages"), arns().of("ses", "identity/padan.example")
    assert allowed(policy, "ses:SendEmail", identity, {"ses:FromAddress": "no-reply@padan.example"})
    assert not allowed(policy, "ses:SendEmail", identity, {"ses:FromAddress": "boss@padan.example"})
    assert allowed(policy, "sns:Publish", "+6281234567890")
    assert not allowed(policy, "sns:Publish", arns().of("sns", "alarms"))


@pytest.mark.parametrize("name", NAMES)
def test_each_statement_has_a_name_of_its_own(name):
    sids = [statement.sid for statement in policy_of(name)]
    assert len(set(sids)) == len(sids)
    assert all(sid.isalnum() for sid in sids)


def test_what_is_synthesized_fits_iam(pilot):
    for made in template(pilot.home)["Resources"].values():
        if made["Type"] == POLICY:
            plain = json.dumps(made["Properties"]["PolicyDocument"], separators=(",", ":"))
            assert len(plain) <= IAM_LIMIT


@given(st.lists(st.integers(1, 40), max_size=60))
def test_a_long_policy_is_cut_between_statements_and_loses_none(sizes):
    whole = [
        Statement(sid=f"S{place}", actions=("a:B",), resources=tuple("r" * 50 for _ in range(size)))
        for place, size in enumerate(sizes)
    ]
    parts = list(documents(whole))
    assert [each for part in parts for each in part] == whole
    for part in parts:
        assert sum(len(json.dumps(each.document(), separators=(",", ":"))) for each in part) <= MOST_CHARACTERS


def test_what_differs_in_resources_alone_is_one_statement():
    grants = (Table("people", (Verb.GET,)), Table("personal", (Verb.GET,)), Table("people", (Verb.PUT,)), Vault())
    found = {each.sid: each for each in merged(each for grant in grants for each in grant.statements(arns()))}
    assert found["Tables"].resources == (arns().table("people"), arns().table("personal"))
    assert found["Tables2"].actions == ("dynamodb:PutItem",)
    assert set(found) == {"Tables", "Tables2", "KeyOfDynamodb", "Vault"}


def test_where_personal_data_may_not_be_read_no_policy_names_its_key():
    around = msgspec.structs.replace(arns().around, vault_key="")
    assert not list(Vault().statements(msgspec.structs.replace(arns(), around=around)))


def test_the_evaluator_lets_a_denial_win():
    may = Statement(sid="A", actions=("s3:GetObject",), resources=("arn:aws:s3:::b/*",))
    not_this = Statement(sid="B", actions=("s3:*",), resources=("arn:aws:s3:::b/secret",), denies=True)
    assert allowed([may, not_this], "s3:GetObject", "arn:aws:s3:::b/plain")
    assert not allowed([may, not_this], "s3:GetObject", "arn:aws:s3:::b/secret")
    assert not allowed([may], "s3:PutObject", "arn:aws:s3:::b/plain")
    assert not allowed([], "s3:GetObject", "arn:aws:s3:::b/plain")


@pytest.mark.parametrize(
    ("pattern", "value", "expected"),
    [
        ("a*", "abc", True),
        ("a?c", "abc", True),
        ("a?c", "abbc", False),
        ("a.c", "abc", False),
        ("a", "ab", False),
        ("*", "anything/at:all", True),
    ],
)
def test_wildcards_are_those_of_iam(pattern, value, expected):
    assert matches(pattern, value) is expected


def test_a_transaction_needs_each_of_its_writes():
    items = [{"Put": {"TableName": "padan-people"}}, {"ConditionCheck": {"TableName": "padan-uniqueness"}}]
    found = [need.action for need in needs(arns(), "dynamodb", "TransactWriteItems", {"TransactItems": items})]
    assert found == ["dynamodb:PutItem", "dynamodb:ConditionCheckItem"]


def test_a_resource_that_nobody_knows_is_named():
    with pytest.raises(LookupError, match="padan-secrets"):
        list(needs(arns(), "dynamodb", "GetItem", {"TableName": "padan-secrets"}))
