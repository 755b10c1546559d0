"""The secrets that functions share: of the keyed hash for look-ups, and of cursors. See docs/settings.md."""

from aws_cdk import RemovalPolicy
from aws_cdk import aws_kms as kms
from aws_cdk import aws_secretsmanager as secretsmanager
from constructs import Construct

from infra_cdk.constructs.keys import in_region
from infra_cdk.data.classification import DataClass, mark
from infra_cdk.deployment import Place

LENGTH = 44
"""Letters and digits: 262 bits, more than the functions' keys of 256 need (`chalicelib.secrets`)."""


class Secrets(Construct):
    """``lookup`` and ``cursor``: generated once, never seen by anybody, replicated under the same name.

    Neither is rotated by schedule. A new lookup secret would make every stored hash useless, so that nobody was found
    or could sign in; a new cursor secret is a command, for when it leaked.
    """

    def __init__(self, scope: Construct, id: str, place: Place, key: kms.IKey) -> None:
        """Make both, encrypted with ``key``, whose replica in the recovery region must exist by then."""
        super().__init__(scope, id)
        self._place, self._key = place, key
        deployment = place.deployment
        region = deployment.recovery_region
        self._abroad = secretsmanager.ReplicaRegion(
            region=region, encryption_key=kms.Key.from_key_arn(self, "KeyAbroad", in_region(self, key, region))
        )
        # The hash of a phone number is looked up only where people's data are.
        self.lookup = self._secret("lookup", "Keyed hash of personal data", abroad=deployment.personal_data_abroad)
        mark(self.lookup, DataClass.PERSONAL)
        self.cursor = self._secret("cursor", "Signature of cursors", abroad=True)

    def _secret(self, name: str, use: str, *, abroad: bool) -> secretsmanager.Secret:
        return secretsmanager.Secret(
            self,
            name.capitalize(),
            secret_name=self._place.named(name),
            description=use,
            encryption_key=self._key,
            replica_regions=[self._abroad] if abroad else [],
            removal_policy=RemovalPolicy.RETAIN if self._place.deployment.protected else RemovalPolicy.DESTROY,
            generate_secret_string=secretsmanager.SecretStringGenerator(
                password_length=LENGTH, exclude_punctuation=True, include_space=False
            ),
        )
