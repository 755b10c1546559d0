"""Nobody changes or takes away what the audit holds: not by a function's policy, not past the stores' own policies."""

import json

import pytest
from msgspec.structs import replace

from infra_cdk.data.classification import APPEND_ONLY, TABLES
from infra_cdk.functions.specs import FUNCTIONS
from tests.function_policies import arns, policy_of
from tests.iam import allowed
from tests.infra.test_buckets import made, policy

CHANGING = ("DeleteItem", "UpdateItem", "PartiQLDelete", "PartiQLUpdate", "BatchWriteItem")
NAMES = [function.name for function in FUNCTIONS]


@pytest.mark.parametrize("table", [*APPEND_ONLY, "breaches", "breach-notices"])
@pytest.mark.parametrize("function", NAMES)
def test_no_function_changes_or_removes_evidence(function, table):
    for action in CHANGING:
        assert not allowed(policy_of(function), f"dynamodb:{action}", arns().table(table)), action


@pytest.mark.parametrize("table", APPEND_ONLY)
def test_what_is_appended_only_is_a_table(table):
    assert table in TABLES


def writers(action: str, resource: str) -> set[str]:
    return {name for name in NAMES if allowed(policy_of(name), action, resource)}


def test_one_function_signs_and_writes_the_archive_and_none_reads_or_clears_it():
    archive = f"{arns().bucket('audit')}/manifests/0000000001.json"
    assert writers("kms:Sign", arns().around.audit_key) == {"export_audit"}
    assert writers("s3:PutObject", archive) == {"export_audit"}
    for action in ("DeleteObject", "DeleteObjectVersion", "PutObjectRetention", "BypassGovernanceRetention"):
        assert not writers(f"s3:{action}", archive)


def test_two_functions_seal_and_the_interface_adds_and_reads():
    assert writers("dynamodb:PutItem", arns().table("audit-blocks")) == {"seal_audit", "watch_audit"}
    assert writers("dynamodb:PutItem", arns().table("audit-marks")) == {"seal_audit", "watch_audit"}
    assert writers("dynamodb:Scan", arns().table("audit")) == {"watch_audit"}
    assert writers("dynamodb:Query", arns().table("audit")) == {"api_handler"}


@pytest.mark.parametrize("days", [0, 3])
def test_the_archive_refuses_to_write_over_and_to_let_go(varied, days):
    found = policy(made(varied(lock_grace_days=days).home), "audit")
    assert found["OnlyNew"]["Effect"] == found["NothingGoes"]["Effect"] == "Deny"
    assert found["OnlyNew"]["Action"] == "s3:PutObject"
    assert found["OnlyNew"]["Condition"] == {"Null": {"s3:if-none-match": "true"}}
    kept = {"s3:DeleteObject", "s3:DeleteObjectVersion", "s3:BypassGovernanceRetention", "s3:PutObjectRetention"}
    assert kept <= set(found["NothingGoes"]["Action"])
    assert "break-glass" in str(found["NothingGoes"]["Condition"]["ArnNotEquals"]["aws:PrincipalArn"])


def test_only_the_tables_of_evidence_refuse_changes(pilot):
    from infra_cdk.constructs.append_only import append_only_policy

    for place in (pilot.home, replace(pilot, personal_data_abroad=True).recovery_place):
        for table in TABLES:
            found = append_only_policy(place, table)
            assert (found is not None) == (table in APPEND_ONLY)
            if found is not None:
                (statement,) = found.to_json()["Statement"]
                assert (statement["Effect"], statement["Principal"]) == ("Deny", {"AWS": "*"})
                assert set(statement["Action"]) == {f"dynamodb:{action}" for action in CHANGING}
                assert statement["Resource"].endswith(f":table/{place.named(table)}")
                assert place.region in statement["Resource"]


def test_a_restored_table_of_evidence_is_given_its_refusal_again_wherever_it_stands(assembly, pilot):
    from infra_cdk.drills.table_settings import settings_of

    found = settings_of(assembly.stacks)
    for table in TABLES:
        settings = found[pilot.home.named(table)]
        for place in settings.regions:
            assert bool(place.policy) == (table in APPEND_ONLY), (table, place.region)
            if place.policy:
                (statement,) = json.loads(place.policy)["Statement"]
                assert statement["Effect"] == "Deny"
                assert place.region in statement["Resource"]
