"""What officers say of duplicates, and the answer."""

from typing import Annotated

import msgspec
from msgspec import Meta

from chalicelib.duplicates.model import Cluster, Verdict


class Judgement(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Whether another vacancy is the same job, and why."""

    other_id: str
    verdict: Verdict
    reason: Annotated[str, Meta(min_length=3, max_length=200)]


class ClusterView(msgspec.Struct, frozen=True, kw_only=True):
    """The canonical vacancy, which people find, and the others that are linked to it, the next one first."""

    canonical_id: str
    others: tuple[str, ...]


def cluster_view(cluster: Cluster) -> ClusterView:
    """Return a cluster as offices see it."""
    return ClusterView(canonical_id=cluster.canonical, others=cluster.others)
