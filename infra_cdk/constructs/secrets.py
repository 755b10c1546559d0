"""The secrets that functions share: of the keyed hash for look-ups, and of cursors."""

from aws_cdk import aws_kms as kms
from aws_cdk import aws_secretsmanager as secretsmanager
from constructs import Construct

from infra_cdk.deployment import Place

_LENGTH = 44
"""Letters and digits of base64: 33 random bytes."""


class Secrets(Construct):
    """``lookup`` and ``cursor``; generated once, and copied to the recovery region under the same name."""

    def __init__(self, scope: Construct, id: str, place: Place, key: kms.IKey) -> None:
        """Make both, encrypted with ``key``."""
        super().__init__(scope, id)
        self._place, self._key = place, key
        self.lookup = self._secret("lookup")
        self.cursor = self._secret("cursor")

    def _secret(self, name: str) -> secretsmanager.Secret:
        return secretsmanager.Secret(
            self,
            name.capitalize(),
            secret_name=self._place.named(name),
            encryption_key=self._key,
            generate_secret_string=secretsmanager.SecretStringGenerator(
                password_length=_LENGTH, exclude_punctuation=True, include_space=False
            ),
        )
