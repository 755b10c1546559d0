"""The home region: the stacks that own the truth and serve."""

from aws_cdk import App, Environment, Stack

from infra_cdk.constructs.application import Application
from infra_cdk.constructs.buckets import Buckets
from infra_cdk.constructs.environment import Surroundings, of_identity, variables
from infra_cdk.constructs.identity import Identity
from infra_cdk.constructs.keys import Keys
from infra_cdk.constructs.queues import Queues
from infra_cdk.constructs.secrets import Secrets
from infra_cdk.constructs.tables import Tables
from infra_cdk.deployment import Place


class Home:
    """All stacks of the home region, in the order in which they need one another."""

    def __init__(self, app: App, place: Place) -> None:
        """Compose them."""
        self._app, self._place = app, place
        keys_stack = self._stack("keys")
        self.keys = Keys(keys_stack, "Keys", place)
        self.secrets = Secrets(keys_stack, "Secrets", place, self.keys.data)
        self.queues = Queues(self._stack("events"), "Queues", place)
        data = self._stack("data")
        self.tables = Tables(data, "Tables", place, self.keys)
        self.buckets = Buckets(data, "Buckets", place, self.keys.data, self.queues.queues["documents"].queue_arn)
        self.identity = Identity(self._stack("identity"), "Identity", place)
        around = Surroundings(
            search_url="https://search.invalid",
            vault_key=self.keys.vault.key_arn,
            lookup_secret=self.secrets.lookup.secret_arn,
            cursor_secret=self.secrets.cursor.secret_arn,
            **of_identity(self.identity),
        )
        self.application = Application(self._stack("platform"), "Application", place, variables(place, around))

    def _stack(self, name: str) -> Stack:
        deployment = self._place.deployment
        return Stack(
            self._app,
            self._place.stack(name),
            env=Environment(account=deployment.account, region=self._place.region),
            termination_protection=deployment.protected,
        )
