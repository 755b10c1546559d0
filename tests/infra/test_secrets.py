"""The secrets that functions share: long enough, encrypted in both regions, and abroad only where the data may be."""

import pytest

from chalicelib.linkage.ports import Port
from chalicelib.secrets import LEAST_LETTERS


def secrets(assembly):
    return {
        resource["Properties"]["Name"].removeprefix("padan-pilot-"): resource
        for _, _, resource in assembly.resources("AWS::SecretsManager::Secret")
        if str(resource["Properties"].get("Name", "")).startswith("padan-pilot-")
    }


@pytest.mark.parametrize("name", ["lookup", "cursor"])
def test_a_secret_is_made_by_the_service_and_kept(assembly, name):
    found = secrets(assembly)[name]
    made = found["Properties"]["GenerateSecretString"]
    assert made["PasswordLength"] >= LEAST_LETTERS
    assert made["ExcludePunctuation"] is True
    assert "SecretString" not in found["Properties"]
    assert found["Properties"]["KmsKeyId"]
    assert (found["DeletionPolicy"], found["UpdateReplacePolicy"]) == ("RetainExceptOnCreate", "Retain")


def test_tokens_of_registers_begin_as_an_object_without_any(assembly):
    made = secrets(assembly)["registers"]["Properties"]
    template = made["GenerateSecretString"]
    assert (template["SecretStringTemplate"], template["GenerateStringKey"]) == ("{}", "unused")
    assert "unused" not in set(Port)
    assert _regions({"Properties": made}) == {"ap-southeast-1"}


def test_no_schedule_rotates_them(assembly):
    assert not assembly.resources("AWS::SecretsManager::RotationSchedule")


def test_cursors_go_on_in_the_recovery_region_and_lookups_only_with_the_data(assembly, synthesize, varied):
    assert _regions(secrets(assembly)["cursor"]) == {"ap-southeast-1"}
    assert _regions(secrets(assembly)["lookup"]) == set()
    both = secrets(synthesize(varied(personal_data_abroad=True)))
    assert _regions(both["lookup"]) == _regions(both["cursor"]) == {"ap-southeast-1"}


def _regions(secret):
    replicas = secret["Properties"].get("ReplicaRegions", [])
    assert all(":ap-southeast-1:" in str(each["KmsKeyId"]) for each in replicas), "a replica has the key of its region"
    return {each["Region"] for each in replicas}
