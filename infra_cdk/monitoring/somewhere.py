"""Where alarms stand: in a place of the deployment, or at the edge, whose region AWS chooses."""

from typing import Protocol

import msgspec

from infra_cdk.deployment import Deployment


class Somewhere(Protocol):
    """What topics, alarms and findings need to know of where they stand; `infra_cdk.deployment.Place` is one."""

    @property
    def deployment(self) -> Deployment:
        """The deployment."""
        ...

    @property
    def role(self) -> str:
        """What it is for, in a word."""
        ...

    def named(self, logical: str) -> str:
        """Physical name of a resource."""
        ...


class EdgePlace(msgspec.Struct, frozen=True, kw_only=True):
    """The region in which CloudFront, its certificate, its firewall and the bill are measured."""

    deployment: Deployment
    role: str = "edge"

    def named(self, logical: str) -> str:
        """Physical name of a resource: the places' names with ``edge`` before what they are."""
        return f"{self.deployment.prefix}edge-{logical}"
