"""The names of what is watched in one place, as CloudWatch's dimensions have them."""

from collections.abc import Mapping

import msgspec

from chalicelib.resources import QUEUES, STREAM_FAILURES, Queue
from infra_cdk.deployment import Place
from infra_cdk.monitoring.declared import Function, functions


class Watched(msgspec.Struct, frozen=True, kw_only=True):
    """What stands in a place. All names are known before anything is made; identifiers that are not may be tokens.

    - ``service``: the dimension by which the code's own metrics tell deployments apart.
    - ``functions``: what the app declares; ``function_names``: physical names by logical name.
    - ``queues``: work queues, each with its dead letters; ``failures``: where streams put what they could not take.
    - ``tables``: logical names, with the global secondary indexes of each; ``replicated``: those with a replica abroad.
    - ``buckets``: logical names of the buckets that are replicated; ``replication_rule`` is the id of their rule.
    - ``api`` and ``stage``: of the REST interface; ``web_acl``: of its firewall; ``domain``: of the index.
    - ``vault``: where backups are kept; ``canary``: who looks from outside.
    - ``gateways``: NAT gateways; ``certificates``: ARNs of the certificates that expire.
    """

    place: Place
    service: str
    functions: tuple[Function, ...]
    function_names: Mapping[str, str]
    queues: tuple[Queue, ...] = QUEUES
    failures: Queue = STREAM_FAILURES
    tables: Mapping[str, tuple[str, ...]]
    replicated: tuple[str, ...] = ()
    buckets: tuple[str, ...] = ()
    replication_rule: str = "recovery"
    api: str
    stage: str = "api"
    web_acl: str
    domain: str
    vault: str
    canary: str
    gateways: tuple[str, ...] = ()
    certificates: tuple[str, ...] = ()


def watched(
    place: Place,
    *,
    function_names: Mapping[str, str] | None = None,
    gateways: tuple[str, ...] = (),
    certificates: tuple[str, ...] = (),
) -> Watched:
    """Return what the app, its queues and its models make stand in ``place``."""
    from infra_cdk.data.classification import TABLES, DataClass
    from infra_cdk.data.models import tables

    abroad = place.deployment.personal_data_abroad
    replicated = tuple(name for name, kind in TABLES.items() if abroad or kind is DataClass.OPERATIONAL)
    here = {table.name: tuple(index.name for index in table.indexes) for table in tables()}
    if not place.is_home:
        here = {name: indexes for name, indexes in here.items() if name in replicated}
    return Watched(
        place=place,
        service=place.deployment.service,
        functions=functions(),
        function_names=function_names or {each.name: function_name(place, each.name) for each in functions()},
        tables=here,
        replicated=replicated if place.is_home else (),
        buckets=_replicated_buckets(place),
        api=place.named("api"),
        web_acl=place.named("api"),
        domain=place.named("search"),
        vault=place.named("backup"),
        canary=place.named("outside"),
        gateways=gateways,
        certificates=certificates,
    )


def function_name(place: Place, logical: str) -> str:
    """Physical name of a function."""
    return place.named(logical)


def log_group_name(watched: Watched, function: str) -> str:
    """Name of the log group of a function, as Lambda gives it."""
    return f"/aws/lambda/{watched.function_names[function]}"


def _replicated_buckets(place: Place) -> tuple[str, ...]:
    """The rules that copy stand at home."""
    from infra_cdk.constructs.replication import is_replicated
    from infra_cdk.data.stores import DATA_STORES

    return tuple(store.name for store in DATA_STORES if place.is_home and is_replicated(place, store))
