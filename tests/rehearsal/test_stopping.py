"""All work stops, and begins again as the deployment says: nothing of it is remembered from before."""

import msgspec
import pytest

from infra_cdk.deployment import Deployment, Place, Role, read_deployment
from infra_cdk.drills.stopping import start, stop
from infra_cdk.functions.sources import QueueSource, ScheduleSource, StreamSource
from infra_cdk.functions.specs import FUNCTIONS
from infra_cdk.packaging.staging import ROOT

PILOT = read_deployment(ROOT / "infra_cdk" / "deployments" / "pilot.toml")
FOLLOWING = {"index_vacancies", "index_people", "index_searches"}


class _Pages:
    def __init__(self, name, items):
        self.name, self.items = name, items

    def paginate(self, **_of):
        yield {self.name: self.items}


class _Account:
    """Lambda and EventBridge of one region; a change of an event source is seen at the second look, as at AWS."""

    def __init__(self, place: Place, others=("somebody-else-worker",)):
        self.warm, self.reserved, self.calls = [], 77, []
        self.rules = {}
        sources = [each.name for each in FUNCTIONS if isinstance(each.source, (QueueSource, StreamSource))]
        arn = "arn:aws:lambda:region:000000000000:function:"
        names = [*(place.named(name) for name in sources), *others]
        self.sources = {name: {"UUID": name, "FunctionArn": f"{arn}{name}:live", "State": "Enabled"} for name in names}
        self.coming = {}

    def __call__(self, service, region):
        return self

    def get_paginator(self, operation):
        if operation == "list_event_source_mappings":
            return _Pages("EventSourceMappings", list(self.sources.values()))
        assert operation == "list_provisioned_concurrency_configs"
        return _Pages("ProvisionedConcurrencyConfigs", [{"FunctionArn": f"a:{name}"} for name in self.warm])

    def update_event_source_mapping(self, UUID, Enabled):  # noqa: N803 - boto3's own names
        assert UUID not in self.coming
        self.sources[UUID]["State"] = "Enabling" if Enabled else "Disabling"
        self.coming[UUID] = "Enabled" if Enabled else "Disabled"

    def get_event_source_mapping(self, UUID):  # noqa: N803
        if UUID in self.coming:
            self.sources[UUID]["State"] = self.coming.pop(UUID)
        return self.sources[UUID]

    def enable_rule(self, Name):  # noqa: N803
        self.rules[Name] = True

    def disable_rule(self, Name):  # noqa: N803
        self.rules[Name] = False

    def delete_provisioned_concurrency_config(self, FunctionName, Qualifier):  # noqa: N803
        self.calls.append("cold")
        self.warm.remove(Qualifier)

    def put_provisioned_concurrency_config(self, FunctionName, Qualifier, ProvisionedConcurrentExecutions):  # noqa: N803
        assert self.reserved >= ProvisionedConcurrentExecutions
        self.warm.append(Qualifier)

    def put_function_concurrency(self, FunctionName, ReservedConcurrentExecutions):  # noqa: N803
        assert not self.warm or ReservedConcurrentExecutions, "Lambda refuses: less than what is kept warm"
        self.reserved = ReservedConcurrentExecutions


def _delivering(account: _Account, deployment: Deployment = PILOT) -> set[str]:
    enabled = (name for name, source in account.sources.items() if source["State"] == "Enabled")
    return {name.removeprefix(deployment.prefix) for name in enabled} - {"somebody-else-worker"}


def test_everything_stops_and_begins_again_as_the_deployment_says():
    account = _Account(PILOT.home)
    before = _delivering(account)
    stopped = stop(PILOT.home, account)
    assert (stopped.delivering, stopped.scheduled, stopped.interface) == ((), (), 0)
    assert (account.reserved, _delivering(account), set(account.rules.values())) == (0, set(), {False})
    started = start(PILOT.home, account)
    assert set(started.delivering) == _delivering(account) == before
    scheduled = {each.name for each in FUNCTIONS if isinstance(each.source, ScheduleSource)}
    assert set(started.scheduled) == scheduled
    assert account.rules == {PILOT.home.named(name): True for name in scheduled}
    assert account.reserved == PILOT.capacity.api_concurrency == started.interface


def test_others_in_the_account_go_on():
    account = _Account(PILOT.home)
    stop(PILOT.home, account)
    assert account.sources["somebody-else-worker"]["State"] == "Enabled"


def test_a_standby_begins_again_with_what_follows_the_replicas_alone():
    account = _Account(PILOT.recovery_place)
    stop(PILOT.recovery_place, account)
    start(PILOT.recovery_place, account)
    assert _delivering(account) == FOLLOWING
    working = {name for name, enabled in account.rules.items() if enabled}
    assert working == {PILOT.recovery_place.named(name) for name in ("reconcile_indices", "check_searches")}


@pytest.mark.parametrize(("active", "kept"), [(Role.HOME, ["live"]), (Role.RECOVERY, [])])
def test_what_is_kept_warm_goes_first_and_comes_back_last(active, kept):
    national = msgspec.structs.replace(PILOT, size="national", active=active)
    account = _Account(national.home)
    account.warm = ["live"]
    stop(national.home, account)
    assert (account.warm, account.calls, account.reserved) == ([], ["cold"], 0)
    start(national.home, account)
    assert (account.warm, account.reserved) == (kept, national.capacity.api_concurrency)


def test_twice_changes_nothing():
    account = _Account(PILOT.home)
    assert stop(PILOT.home, account) == stop(PILOT.home, account)
    assert start(PILOT.home, account) == start(PILOT.home, account)
