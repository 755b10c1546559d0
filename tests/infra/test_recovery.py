"""The recovery region has what it needs to take over, follows the replicas, and holds no more than the law allows."""

import json

import pytest

from infra_cdk.constructs.tables import is_replicated
from infra_cdk.deployment import Role
from infra_cdk.functions.sources import ScheduleSource, StreamSource
from infra_cdk.functions.specs import FUNCTIONS

FOLLOWED = {each.source.table for each in FUNCTIONS if isinstance(each.source, StreamSource)}
NAME = "padan-pilot-recovery-platform"


@pytest.fixture(scope="module")
def kept_home(assembly):
    """The functions' stack of a recovery region without personal data, the pilot's."""
    return assembly.translated[NAME]["Resources"]


@pytest.fixture(params=Role)
def active(request):
    return request.param


@pytest.fixture
def abroad(synthesize, varied, active):
    """The same where personal data may be copied, with either place active."""
    return synthesize(varied(personal_data_abroad=True, active=active)).translated[NAME]["Resources"]


def of_type(resources, kind):
    return {name: each["Properties"] for name, each in resources.items() if each["Type"] == kind}


def _streams(resources):
    (found,) = [each["Properties"] for each in resources.values() if each["Type"] == "Custom::ReplicaStreams"]
    return set(found["Tables"])


def test_streams_are_looked_for_where_tables_are(kept_home, pilot):
    assert _streams(kept_home) == {table for table in FOLLOWED if is_replicated(pilot.home, table)}
    assert _streams(kept_home) < FOLLOWED


def test_where_personal_data_may_go_every_stream_is_followed(abroad):
    assert _streams(abroad) == FOLLOWED
    sources = [each["EventSourceArn"] for each in of_type(abroad, "AWS::Lambda::EventSourceMapping").values()]
    found = {source["Fn::GetAtt"][1] for source in sources if isinstance(source, dict)}
    assert found == FOLLOWED


def test_without_personal_data_their_functions_are_called_by_nothing(kept_home, pilot):
    mapped = {
        mapping["FunctionName"]["Ref"].removesuffix("Aliaslive")
        for mapping in of_type(kept_home, "AWS::Lambda::EventSourceMapping").values()
    }
    for function in FUNCTIONS:
        if isinstance(function.source, StreamSource):
            logical = "".join(part.capitalize() for part in function.name.split("_"))
            assert (logical in mapped) == is_replicated(pilot.home, function.source.table)


def test_only_the_active_place_works_on_events_but_both_keep_their_index(abroad, active):
    by_function = {}
    for mapping in of_type(abroad, "AWS::Lambda::EventSourceMapping").values():
        by_function[mapping["FunctionName"]["Ref"].removesuffix("Aliaslive")] = mapping["Enabled"]
    for function in FUNCTIONS:
        if function.source is None or isinstance(function.source, ScheduleSource):
            continue
        follows = isinstance(function.source, StreamSource) and function.source.follows
        logical = "".join(part.capitalize() for part in function.name.split("_"))
        assert by_function[logical] == (follows or active is Role.RECOVERY), function.name


def test_schedules_follow_the_active_place(abroad, active):
    states = {name: rule["State"] for name, rule in of_type(abroad, "AWS::Events::Rule").items()}
    assert states
    off = {name for name, state in states.items() if state == "DISABLED"}
    assert bool(off) == (active is Role.HOME)
    followers = tuple(
        "".join(part.capitalize() for part in each.name.split("_"))
        for each in FUNCTIONS
        if isinstance(each.source, ScheduleSource) and each.source.follows
    )
    assert followers
    assert all(name.startswith(followers) for name in states.keys() - off) or active is Role.RECOVERY
    assert not {name for name in off if name.startswith(followers)}


def test_nothing_can_be_unsealed_where_personal_data_may_not_be(assembly, kept_home):
    variables = kept_home["APIHandler"]["Properties"]["Environment"]["Variables"]
    assert variables["PADAN_VAULT_KEY_ID"].endswith("key/not-in-this-region")
    foundation = assembly.translated["padan-pilot-recovery-foundation"]["Resources"]
    assert len(of_type(foundation, "AWS::KMS::ReplicaKey")) == 1


def test_functions_of_the_recovery_region_refer_to_nothing_at_home(kept_home):
    policies = json.dumps([each["PolicyDocument"] for each in of_type(kept_home, "AWS::IAM::ManagedPolicy").values()])
    assert "ap-southeast-3" not in policies
    variables = kept_home["APIHandler"]["Properties"]["Environment"]["Variables"]
    assert "ap-southeast-3" not in json.dumps(variables)


def test_what_is_deployed_first_is_there_first(assembly):
    needed = {stack.name: set(stack.dependencies) for stack in assembly.stacks}
    assert "padan-pilot-home-data" in needed[NAME]
    assert "padan-pilot-recovery-foundation" in needed["padan-pilot-home-data"]
    assert "padan-pilot-home-keys" in needed["padan-pilot-recovery-foundation"]
    assert not {name for name in needed["padan-pilot-home-platform"] if "-recovery-" in name}


def test_a_cold_region_has_the_data_alone(synthesize, varied):
    stacks = {stack.name for stack in synthesize(varied(recovery="cold")).stacks}
    assert "padan-pilot-recovery-foundation" in stacks
    assert not {f"padan-pilot-recovery-{part}" for part in ("platform", "search", "network", "identity")} & stacks
    assert "padan-pilot-home-platform" in stacks


def test_functions_are_made_after_the_queues_that_they_name(worlds):
    """Names are no references: Lambda refuses an event source whose queue is not there yet."""
    for world in worlds:
        needed = {stack.name: set(stack.dependencies) for stack in world.stacks}
        for name in (name for name in needed if name.endswith("-platform")):
            place = name.removesuffix("-platform")
            reached, ahead = set(), {name}
            while ahead:
                reached |= ahead
                ahead = {each for one in ahead for each in needed[one]} - reached
            assert f"{place}-events" in reached
