"""The keys that encrypt: one for what the services store, one for the vault of personal data."""

from aws_cdk import Arn, ArnComponents, Duration, RemovalPolicy, Stack
from aws_cdk import aws_kms as kms
from constructs import Construct

from infra_cdk.deployment import Place

_DELETION_DAYS = 30


class Keys(Construct):
    """Multi-region keys, made in the home region: ``data`` for stores, ``vault`` for personal data."""

    def __init__(self, scope: Construct, id: str, place: Place) -> None:
        """Make both keys with their aliases."""
        super().__init__(scope, id)
        self.data = self._key(place, "data", "Encrypts tables, documents, queues and logs")
        self.vault = self._key(place, "vault", "Wraps the data keys of personal data")

    def _key(self, place: Place, name: str, description: str) -> kms.Key:
        return kms.Key(
            self,
            name.capitalize(),
            alias=f"alias/{place.named(name)}",
            description=description,
            enable_key_rotation=True,
            multi_region=True,
            pending_window=Duration.days(_DELETION_DAYS),
            removal_policy=RemovalPolicy.RETAIN,
        )


def in_region(scope: Construct, key: kms.IKey, region: str) -> str:
    """Return the ARN that a multi-region key has in ``region``: its id is the same everywhere."""
    components = ArnComponents(service="kms", resource="key", resource_name=key.key_id, region=region)
    return Arn.format(components, Stack.of(scope))
