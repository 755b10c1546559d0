"""Keys rotate, are the same in both regions, serve the services that need them, and are destroyed by nobody alone."""

import pytest
from aws_cdk import App

from infra_cdk.constructs.keys import Keys, ReplicaKeys
from infra_cdk.stacks.stack import place_stack
from tests.infra.alone import of_app, statements, tags_of

KEY, REPLICA, ALIAS = "AWS::KMS::Key", "AWS::KMS::ReplicaKey", "AWS::KMS::Alias"
DESTRUCTION = {"kms:ScheduleKeyDeletion", "kms:DisableKey", "kms:DeleteImportedKeyMaterial"}


def both(deployment):
    app = App()
    from infra_cdk.data.tags import tag_all

    tag_all(app, deployment)
    primary = Keys(place_stack(app, deployment.home, "keys"), "Keys", deployment.home)
    place = deployment.recovery_place
    ReplicaKeys(place_stack(app, place, "replicas"), "Keys", place, primary)
    made = of_app(app)
    return made["keys"], made["replicas"]


@pytest.fixture(scope="module")
def abroad(pilot):
    from msgspec.structs import replace

    return both(replace(pilot, personal_data_abroad=True))


@pytest.fixture(scope="module")
def at_home(pilot):
    return both(pilot)


def test_keys_rotate_span_regions_and_stay(at_home):
    keys = at_home[0].whole(KEY)
    assert len(keys) == 3
    for key in keys:
        signs = key["Properties"].get("KeyUsage") == "SIGN_VERIFY"
        assert signs or key["Properties"]["EnableKeyRotation"] is True  # KMS rotates no pairs
        assert key["Properties"]["MultiRegion"] is True
        assert key["Properties"]["PendingWindowInDays"] == 30
        assert (key["DeletionPolicy"], key["UpdateReplacePolicy"]) == ("Retain", "Retain")


def test_keys_are_called_the_same_in_both_regions(abroad):
    names = [{alias["AliasName"] for alias in made.of(ALIAS)} for made in abroad]
    assert names[0] == names[1] == {f"alias/padan-pilot-{each}" for each in ("audit", "data", "vault")}


def test_the_vaults_key_is_abroad_only_where_personal_data_is(abroad, at_home):
    assert len(abroad[1].of(REPLICA)) == 3
    (replica,) = at_home[1].of(REPLICA)
    assert tags_of(replica)["data-class"] == "operational"
    assert "vaults" not in str(at_home[1].of(ALIAS))


def test_replicas_are_of_the_keys_at_home(abroad):
    primaries = [str(replica["PrimaryKeyArn"]) for replica in abroad[1].of(REPLICA)]
    assert sorted("KeysVault" in primary for primary in primaries) == [False, False, True]
    assert sorted("KeysAudit" in primary for primary in primaries) == [False, False, True]
    assert all("/cdk/exports/" in primary for primary in primaries)
    assert all(replica["DeletionPolicy"] == "Retain" for replica in abroad[1].whole(REPLICA))


def test_the_vaults_key_says_that_it_is_about_people(abroad):
    for made, kind in zip(abroad, (KEY, REPLICA), strict=True):
        classes = {key["Description"].split()[0]: tags_of(key)["data-class"] for key in made.of(kind)}
        assert classes == {"Encrypts": "operational", "Signs": "operational", "Wraps": "personal"}


@pytest.mark.parametrize("where", [0, 1])
def test_no_administrator_destroys_a_key(abroad, where):
    kind = (KEY, REPLICA)[where]
    for key in abroad[where].of(kind):
        refusal = statements(key["KeyPolicy"])["DestroyedByBreakGlassAlone"]
        assert refusal["Effect"] == "Deny"
        assert set(refusal["Action"]) == DESTRUCTION
        assert refusal["Condition"]["ArnNotEquals"]["aws:PrincipalArn"].endswith(":role/padan-pilot-break-glass")


def test_the_glass_is_broken_with_a_second_factor_for_these_keys_alone(abroad):
    (role,) = abroad[0].of("AWS::IAM::Role")[:1]
    (trust,) = role["AssumeRolePolicyDocument"]["Statement"]
    assert trust["Condition"] == {"Bool": {"aws:MultiFactorAuthPresent": "true"}}
    (policy,) = abroad[0].of("AWS::IAM::ManagedPolicy")
    (statement,) = policy["PolicyDocument"]["Statement"]
    assert set(statement["Action"]) >= DESTRUCTION
    assert len(statement["Resource"]) == 6
    assert "*" not in statement["Resource"]
    assert str(statement["Resource"]).count("ap-southeast-1") == 3


@pytest.mark.parametrize(("where", "region"), [(0, "ap-southeast-3"), (1, "ap-southeast-1")])
def test_the_data_key_lets_services_of_its_own_region_in(abroad, where, region):
    kind = (KEY, REPLICA)[where]
    key = abroad[where].named(kind, "Encrypts tables")
    allowed = statements(key["KeyPolicy"])
    assert allowed["Logs"]["Principal"]["Service"] == f"logs.{region}.amazonaws.com"
    assert region in str(allowed["Logs"]["Condition"])
    publishers = set(allowed["Publishers"]["Principal"]["Service"])
    assert publishers >= {f"{name}.amazonaws.com" for name in ("cloudwatch", "backup", "s3")}
    assert allowed["Publishers"]["Condition"] == {"StringEquals": {"aws:SourceAccount": "000000000000"}}


@pytest.mark.parametrize(("where", "region"), [(0, "ap-southeast-3"), (1, "ap-southeast-1")])
def test_the_event_bus_is_let_in_without_an_account_that_it_does_not_name(abroad, where, region):
    """With a condition on the source its rules would fail in silence, and no failed backup would be told of."""
    key = abroad[where].named((KEY, REPLICA)[where], "Encrypts tables")
    for statement in key["KeyPolicy"]["Statement"]:
        if "events.amazonaws.com" in str(statement.get("Principal")):
            assert "aws:Source" not in str(statement["Condition"])
    found = statements(key["KeyPolicy"])["EventBus"]
    assert found["Principal"]["Service"] == "events.amazonaws.com"
    topics = f"arn:aws:sns:{region}:000000000000:padan-pilot-*"
    assert found["Condition"] == {"ArnLike": {"kms:EncryptionContext:aws:sns:topicArn": topics}}


def test_no_service_but_the_accounts_roles_uses_the_vaults_key(abroad):
    for where, kind in enumerate((KEY, REPLICA)):
        key = abroad[where].named(kind, "Wraps the data keys")
        assert set(statements(key["KeyPolicy"])) == {"ByPoliciesOfTheAccount", "DestroyedByBreakGlassAlone"}
