"""The indices of a place as a resource of its stack: prepared when it is made, and whenever their layout changes."""

import hashlib

import msgspec
from aws_cdk import CustomResource, Duration, Fn
from constructs import Construct

from infra_cdk.constructs.application import Application, logical_id
from infra_cdk.deployment import Place
from infra_cdk.functions.grants import Searches
from infra_cdk.functions.specs import FUNCTIONS, PREPARE_INDICES, Function
from infra_cdk.search_nodes import nodes_of
from search.opensearch import auditing
from search.opensearch.preparing import LAYOUTS

_TIME_OUT = Duration.seconds(360)
"""A minute more than the function has."""


class Indices(CustomResource):
    """Templates, first generations and the cluster's roles, made by the function `PREPARE_INDICES`."""

    def __init__(self, scope: Construct, id: str, place: Place, application: Application) -> None:
        """Prepare the index of ``place`` for the functions of ``application``."""
        administrator = place.deployment.opensearch_master_arn
        searching = sorted(function.name for function in FUNCTIONS if _searches(function))
        super().__init__(
            scope,
            id,
            service_token=Fn.get_att(logical_id(PREPARE_INDICES), "Arn").to_string(),
            resource_type="Custom::Indices",
            service_timeout=_TIME_OUT,
            properties={
                "Wanted": digest(),
                "Shards": place.deployment.capacity.search.shards,
                "Copies": nodes_of(place).copies,
                "Users": [application.roles[name].role_arn for name in searching],
                "Administrators": [administrator] if administrator else [],
            },
        )
        # The function's policy is a resource of its own, and nothing else would wait for it.
        self.node.add_dependency(application.parts[PREPARE_INDICES])


def _searches(function: Function) -> bool:
    return function.name != PREPARE_INDICES and any(isinstance(grant, Searches) for grant in function.grants)


def digest() -> str:
    """Return what changes whenever the layouts or the cluster's own configuration do: then they are prepared again."""
    wanted = {layout.name: (layout.version, layout.definition) for layout in LAYOUTS}, auditing.RECORDED
    return hashlib.sha256(msgspec.json.encode(wanted, order="deterministic")).hexdigest()[:16]
