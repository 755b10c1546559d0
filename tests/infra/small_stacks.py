"""One construct in a stack of its own, with what it needs from others in a second one: quick to synthesize."""

import functools
from typing import Any

from infra_cdk.deployment import Place


def template(place: Place, *made: str) -> Any:
    """The template (as `aws_cdk.assertions.Template`) of the constructs ``made`` in ``place``."""
    return _template(place, made)


@functools.cache
def _template(place: Place, made: tuple[str, ...]) -> Any:
    from aws_cdk import App, Environment, Stack
    from aws_cdk import aws_kms as kms
    from aws_cdk.assertions import Template

    from infra_cdk.constructs.identity import Identity
    from infra_cdk.constructs.messages import Messages
    from infra_cdk.constructs.network import Network, zones_context
    from infra_cdk.constructs.search_domain import SearchDomain

    environment = Environment(account=place.deployment.account, region=place.region)
    app = App(context=zones_context(place))
    around, stack = (Stack(app, name, env=environment) for name in ("around", "stack"))
    key = kms.Key(around, "Key")
    if "network" in made:
        Network(stack, "Network", place, key)
    if "search" in made:
        SearchDomain(stack, "Search", place, Network(around, "Network", place, key), key)
    if "identity" in made:
        Identity(stack, "Identity", place)
    if "messages" in made:
        Messages(stack, "Messages", place)
    return Template.from_stack(stack)


def only(template: Any, kind: str) -> Any:
    """The properties of the one resource of ``kind``."""
    (resource,) = template.find_resources(kind).values()
    return resource["Properties"]


def complaints(template: Any, region: str) -> list[str]:
    """What AWS's published schemas for ``region`` have against the template: types, properties, values, sizes."""
    import json

    from cfnlint.api import ManualArgs, lint

    found = lint(json.dumps(template.to_json()), config=ManualArgs(regions=[region]))
    # Zones are named on purpose: see `infra_cdk.constructs.network.zones_context`.
    return [str(match) for match in found if match.rule.id != "W3010"]
