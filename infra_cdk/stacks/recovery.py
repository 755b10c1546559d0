"""The recovery region, kept warm: everything that serves, on the replicas of the home region's tables and keys.

Its functions follow the replicas to keep an index; other events are worked on here only while it is the active place.
"""

from collections.abc import Mapping

from aws_cdk import App, Stack
from aws_cdk import aws_kms as kms
from constructs import Construct

from infra_cdk.constructs.documents_scan import DocumentsScan
from infra_cdk.constructs.queues import Queues
from infra_cdk.constructs.replica_streams import ReplicaStreams
from infra_cdk.deployment import Place
from infra_cdk.functions.specs import FIND_STREAMS
from infra_cdk.stacks.recovery_foundation import RecoveryFoundation
from infra_cdk.stacks.serving import Ground, Serving
from infra_cdk.stacks.stack import place_stack


class Recovery:
    """The stacks of a warm recovery region, on what its foundation holds."""

    def __init__(self, app: App, place: Place, foundation: RecoveryFoundation, data: Stack) -> None:
        """Compose them; ``data`` is the stack of the home region that makes the tables and their replicas."""
        self._place, self._foundation = place, foundation
        events = place_stack(app, place, "events")
        self.queues = Queues(events, "Queues", place)
        if place.holds_personal_data:
            documents, key = foundation.buckets.documents, foundation.data_key
            DocumentsScan(events, "DocumentsScan", place, documents, key, self.queues.uploads)
        self.serving = Serving(app, place, self._ground())
        self.streams.node.add_dependency(self.serving.application.parts[FIND_STREAMS])
        # Functions name their queues, tables and streams; none of these is a reference that CloudFormation could see.
        for needed in (data, events):
            self.serving.platform.add_stack_dependency(needed)

    def _ground(self) -> Ground:
        return Ground(
            key=self._foundation.data_key,
            vault_key=self._key_or_none(self._foundation.vault_key),
            audit_key=self._key_or_none(self._foundation.audit_key),
            queues=self.queues,
            streams=self._streams,
        )

    def _key_or_none(self, key: kms.IKey | None) -> str:
        """Return the ARN of a key, or one of no key: then nothing can be opened or signed with it here."""
        if key is not None:
            return key.key_arn
        return f"arn:aws:kms:{self._place.region}:{self._place.deployment.account}:key/not-in-this-region"

    def _streams(self, scope: Construct) -> Mapping[str, str]:
        self.streams = ReplicaStreams(scope, "Streams", self._place)
        return self.streams.arns
