"""The home region: the stacks that own the truth and serve."""

from aws_cdk import App, Stack

from infra_cdk.constructs.backup import Backup
from infra_cdk.constructs.buckets import Buckets
from infra_cdk.constructs.documents_scan import DocumentsScan
from infra_cdk.constructs.governance import Governance
from infra_cdk.constructs.keys import Keys
from infra_cdk.constructs.queues import Queues
from infra_cdk.constructs.secrets import Secrets
from infra_cdk.constructs.tables import Tables
from infra_cdk.deployment import Place
from infra_cdk.stacks.serving import Ground, Serving
from infra_cdk.stacks.stack import place_stack


class Home:
    """All stacks of the home region, in the order in which they need one another."""

    def __init__(self, app: App, place: Place) -> None:
        """Compose them."""
        self._app, self._place = app, place
        self.keys = Keys(self._stack("keys"), "Keys", place)
        self.queues = Queues(self._stack("events"), "Queues", place)
        self.data = self._stack("data")
        self.tables = Tables(self.data, "Tables", place, self.keys)
        self.secrets = Secrets(self.data, "Secrets", place, self.keys.data)
        self.buckets = Buckets(self.data, "Buckets", place, self.keys.data)
        DocumentsScan(self.data, "DocumentsScan", place, self.buckets.documents, self.keys.data, self.queues.uploads)
        self.backup = Backup(self._stack("backup"), "Backup", place, self.keys.data)
        self.governance = self._stack("governance")
        Governance(self.governance, "Governance", place, self.keys.data)
        # The logs of access to its buckets go to one of the data.
        self.governance.add_stack_dependency(self.data)
        self.serving = Serving(app, place, self._ground())

    def _ground(self) -> Ground:
        return Ground(
            key=self.keys.data,
            vault_key=self.keys.vault.key_arn,
            audit_key=self.keys.audit.key_arn,
            queues=self.queues,
            streams=lambda _: self.tables.streams,
        )

    def _stack(self, name: str) -> Stack:
        return place_stack(self._app, self._place, name)
