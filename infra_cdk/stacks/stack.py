"""How every stack of a place is made."""

from aws_cdk import App, Environment, Stack

from infra_cdk.deployment import Place


def place_stack(app: App, place: Place, name: str) -> Stack:
    """Make the stack ``name`` of ``place``; what it refers to may stand in another region."""
    return Stack(
        app,
        place.stack(name),
        env=Environment(account=place.deployment.account, region=place.region),
        termination_protection=place.deployment.protected,
        cross_region_references=True,
    )
