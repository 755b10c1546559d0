"""The index of a place is prepared by the deployment, as its master, for exactly the functions that use it."""

import pytest

from infra_cdk.constructs import indices
from infra_cdk.functions.grants import Searches
from infra_cdk.functions.specs import FUNCTIONS, PREPARE_INDICES
from infra_cdk.search_nodes import nodes_of
from search.opensearch.layout import VACANCIES


@pytest.fixture(scope="module")
def platform(assembly):
    return assembly.translated["padan-pilot-home-platform"]["Resources"]


@pytest.fixture(scope="module")
def prepared(platform):
    (found,) = [each for each in platform.values() if each["Type"] == "Custom::Indices"]
    return found


def test_the_functions_that_use_the_index_are_its_users(platform, prepared):
    roles = {
        each["Properties"]["Role"]["Fn::GetAtt"][0]: each["Properties"]["FunctionName"]
        for each in platform.values()
        if each["Type"] == "AWS::Lambda::Function" and "Fn::GetAtt" in each["Properties"]["Role"]
    }
    users = [roles[user["Fn::GetAtt"][0]].removeprefix("padan-pilot-") for user in prepared["Properties"]["Users"]]
    # In an order of their own: where a function is specified makes no new deployment.
    assert users == sorted(
        function.name
        for function in FUNCTIONS
        if function.name != PREPARE_INDICES and any(isinstance(grant, Searches) for grant in function.grants)
    )
    assert users


def test_the_master_prepares_and_waits_for_its_own_policy(platform, prepared, pilot):
    assert prepared["Properties"]["ServiceToken"] == {"Fn::GetAtt": ["PrepareIndices", "Arn"]}
    assert "SearchMaster" in platform["PrepareIndices"]["Properties"]["Role"]["Fn::ImportValue"]
    policies = [name for name in prepared["DependsOn"] if platform[name]["Type"] == "AWS::IAM::ManagedPolicy"]
    assert policies
    assert int(prepared["Properties"]["ServiceTimeout"]) > platform["PrepareIndices"]["Properties"]["Timeout"]
    assert prepared["Properties"]["Copies"] == nodes_of(pilot.home).copies


def test_only_a_changed_layout_or_configuration_prepares_again(monkeypatch):
    import msgspec

    before = indices.digest()
    assert indices.digest() == before
    grown = msgspec.structs.replace(VACANCIES, version=VACANCIES.version + 1)
    monkeypatch.setattr(indices, "LAYOUTS", (grown,))
    changed = indices.digest()
    assert changed != before
    monkeypatch.setattr(indices.auditing, "RECORDED", {"enabled": False})
    assert indices.digest() not in (before, changed)
