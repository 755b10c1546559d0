"""All work on a place stopped, and begun again as the deployment says: interface, event sources and schedules.

What is stopped this way loses nothing. Messages wait in their queues and changes in their streams; nothing receives
them in vain, as it would with workers that fail or are throttled, until they are set aside as dead. CloudFormation does
not set back what was changed beside it while the template says the same, so that beginning again says it explicitly.
"""

import time
from collections.abc import Callable
from typing import Any

import msgspec

from infra_cdk.constructs.function_parts import reserved
from infra_cdk.deployment import Place
from infra_cdk.drills.table_completing import Clients
from infra_cdk.functions.sources import ScheduleSource, rule_of
from infra_cdk.functions.specs import API, FUNCTIONS, Function

_LIVE = "live"
_PAUSE, _PATIENCE = 0.5, 600.0
_SETTLED = {True: "Enabled", False: "Disabled"}


class Work(msgspec.Struct, frozen=True, kw_only=True):
    """What delivers and calls now, and how many calls of the interface may run at once."""

    delivering: tuple[str, ...]
    scheduled: tuple[str, ...]
    interface: int


def stop(place: Place, clients: Clients) -> Work:
    """Stop the interface, every event source and every schedule of ``place``; doing it again changes nothing."""
    functions = clients("lambda", place.region)
    name = place.named(API)
    # Lambda refuses to reserve less than what is kept warm.
    for warm in _warm(functions, name) if place.deployment.capacity.warm else ():
        functions.delete_provisioned_concurrency_config(FunctionName=name, Qualifier=warm)
    functions.put_function_concurrency(FunctionName=name, ReservedConcurrentExecutions=0)
    _schedule(place, clients, lambda _: False)
    _deliver(place, functions, lambda _: False)
    return _work(place, clients, lambda _: False, 0)


def start(place: Place, clients: Clients) -> Work:
    """Begin again with what the deployment says works in ``place``, the interface at last."""
    functions = clients("lambda", place.region)
    name, capacity = place.named(API), place.deployment.capacity
    _deliver(place, functions, lambda function: _enabled(function, place))
    _schedule(place, clients, lambda function: _enabled(function, place))
    interface = next(function for function in FUNCTIONS if function.name == API)
    most = reserved(interface, capacity)
    functions.put_function_concurrency(FunctionName=name, ReservedConcurrentExecutions=most)
    if capacity.warm and place.is_active:
        functions.put_provisioned_concurrency_config(
            FunctionName=name, Qualifier=_LIVE, ProvisionedConcurrentExecutions=capacity.warm
        )
    return _work(place, clients, lambda function: _enabled(function, place), most)


def _enabled(function: Function, place: Place) -> bool:
    return function.source is not None and function.source.enabled(place)


def _warm(functions: Any, name: str) -> list[str]:  # noqa: ANN401 - boto3
    pages = functions.get_paginator("list_provisioned_concurrency_configs").paginate(FunctionName=name)
    return [
        found["FunctionArn"].rpartition(":")[2] for page in pages for found in page["ProvisionedConcurrencyConfigs"]
    ]


def _schedule(place: Place, clients: Clients, wanted: Callable[[Function], bool]) -> None:
    events = clients("events", place.region)
    for function in FUNCTIONS:
        if isinstance(function.source, ScheduleSource):
            change = events.enable_rule if wanted(function) else events.disable_rule
            change(Name=rule_of(place, function.name))


def _deliver(place: Place, functions: Any, wanted: Callable[[Function], bool]) -> None:  # noqa: ANN401
    """Set every event source, and wait until each is as it was told: AWS takes a minute, and no change meanwhile."""
    by_name = {place.named(function.name): function for function in FUNCTIONS}
    changed = {mapping["UUID"]: wanted(by_name[name]) for name, mapping in _mappings(functions) if name in by_name}
    for identifier, enabled in changed.items():
        _settle(functions, identifier)
        functions.update_event_source_mapping(UUID=identifier, Enabled=enabled)
    for identifier, enabled in changed.items():
        _settle(functions, identifier, _SETTLED[enabled])


def _mappings(functions: Any) -> list[tuple[str, dict[str, Any]]]:  # noqa: ANN401
    """Return every event source of the region with its function's name; the ARN may end in an alias."""
    pages = functions.get_paginator("list_event_source_mappings").paginate()
    found = (mapping for page in pages for mapping in page["EventSourceMappings"])
    return [(mapping["FunctionArn"].split(":")[6], mapping) for mapping in found]


def _settle(functions: Any, identifier: str, wanted: str = "") -> None:  # noqa: ANN401
    deadline = time.monotonic() + _PATIENCE
    while not _is_settled(functions.get_event_source_mapping(UUID=identifier)["State"], wanted):
        if time.monotonic() >= deadline:
            raise TimeoutError(f"event source {identifier}: not {wanted or 'settled'} within {_PATIENCE:g} s")
        time.sleep(_PAUSE)


def _is_settled(state: str, wanted: str) -> bool:
    return state == wanted if wanted else state in _SETTLED.values()


def _work(place: Place, clients: Clients, wanted: Callable[[Function], bool], interface: int) -> Work:
    working = [function.name for function in FUNCTIONS if wanted(function)]
    followed = {name for name, _ in _mappings(clients("lambda", place.region))}
    scheduled = {function.name for function in FUNCTIONS if isinstance(function.source, ScheduleSource)}
    return Work(
        delivering=tuple(name for name in working if place.named(name) in followed),
        scheduled=tuple(name for name in working if name in scheduled),
        interface=interface,
    )
