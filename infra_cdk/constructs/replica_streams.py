"""The change streams of replicated tables, which only the region itself can tell."""

from collections.abc import Mapping

from aws_cdk import CustomResource, Duration, Fn
from constructs import Construct

from infra_cdk.constructs.application import logical_id
from infra_cdk.constructs.tables import is_replicated
from infra_cdk.deployment import Place
from infra_cdk.functions.sources import StreamSource
from infra_cdk.functions.specs import FIND_STREAMS, FUNCTIONS

_TIME_OUT = Duration.seconds(180)
"""A minute more than the function has."""


class ReplicaStreams(CustomResource):
    """``arns`` of the streams of all tables that a function follows and that have a replica in this place."""

    def __init__(self, scope: Construct, id: str, place: Place) -> None:
        """Have the function `FIND_STREAMS` of the same stack find them."""
        followed = {each.source.table for each in FUNCTIONS if isinstance(each.source, StreamSource)}
        self._tables = sorted(table for table in followed if is_replicated(place, table))
        super().__init__(
            scope,
            id,
            service_token=Fn.get_att(logical_id(FIND_STREAMS), "Arn").to_string(),
            resource_type="Custom::ReplicaStreams",
            service_timeout=_TIME_OUT,
            properties={"Tables": self._tables},
        )

    @property
    def arns(self) -> Mapping[str, str]:
        """ARN of the stream by the table's logical name."""
        return {table: self.get_att_string(table) for table in self._tables}
