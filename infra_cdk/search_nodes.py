"""How the nodes of the index spread over zones. Rules: OpenSearch Service's on Multi-AZ domains."""

import msgspec

from infra_cdk.deployment import Place

MOST_ZONES = 3


class Nodes(msgspec.Struct, frozen=True, kw_only=True):
    """The nodes of a domain; ``standby``: one zone holds a full copy and takes over without moving data."""

    data_type: str
    data_nodes: int
    disk: int
    master_type: str
    masters: int
    zones: int
    standby: bool

    @property
    def copies(self) -> int:
        """Copies of each shard, the primary counted: one a zone when one stands by (else an index is refused), or two.

        See docs/decisions/0116-search-domain.md.
        """
        return self.zones if self.standby else 2


def nodes_of(place: Place) -> Nodes:
    """Return the nodes for ``place``: as many in each zone as in any other, so rounded up to a multiple.

    A standby zone needs three zones and three masters; with two zones there is none, and a zone can still fail.
    """
    capacity = place.deployment.capacity.search
    zones = min(len(place.zones), MOST_ZONES)
    return Nodes(
        data_type=capacity.data_type,
        data_nodes=-(-capacity.data_nodes // zones) * zones,
        disk=capacity.disk,
        master_type=capacity.master_type,
        masters=capacity.masters,
        zones=zones,
        standby=zones == MOST_ZONES and capacity.masters == MOST_ZONES,
    )
