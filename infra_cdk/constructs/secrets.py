"""The secrets that functions share: of the keyed hash for look-ups, of cursors, tokens of registers; and the edge's.

See docs/settings.md and docs/firewall.md.
"""

from aws_cdk import RemovalPolicy
from aws_cdk import aws_kms as kms
from aws_cdk import aws_secretsmanager as secretsmanager
from constructs import Construct

from infra_cdk.constructs.edge_proof import REGION as EDGE_REGION
from infra_cdk.constructs.edge_proof import SECRET
from infra_cdk.constructs.keys import in_region
from infra_cdk.data.classification import DataClass, mark
from infra_cdk.deployment import Place

LENGTH = 44
"""Letters and digits: 262 bits, more than the functions' keys of 256 need (`chalicelib.secrets`)."""


class Secrets(Construct):
    """``lookup``, ``cursor`` and ``edge``: generated once, never seen by anybody, replicated under the same name.

    ``registers`` is made as a JSON object without any token; an operator puts those in that registers issue.

    None is rotated by schedule. A new lookup secret would make every stored hash useless, so that nobody was found or
    could sign in; a new cursor secret is a command, and a new proof of the edge a new name, for when it leaked.
    """

    def __init__(self, scope: Construct, id: str, place: Place, key: kms.IKey) -> None:
        """Make them, encrypted with ``key``, whose replica in the recovery region must exist by then."""
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
        self.registers = self._secret("registers", "Tokens of registers outside, by port", abroad=True, template="{}")
        self.edge = self._secret(SECRET, "Proof that a request comes by the edge", abroad=True)
        if EDGE_REGION not in (place.region, region):
            # Under the key of Secrets Manager there: no key of ours has a replica in that region.
            self.edge.add_replica_region(EDGE_REGION)

    def _secret(self, name: str, use: str, *, abroad: bool, template: str | None = None) -> secretsmanager.Secret:
        # Of a first deployment that failed nothing was hashed or signed with it yet, and its name is in the way.
        kept = RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE
        return secretsmanager.Secret(
            self,
            name.capitalize(),
            secret_name=self._place.named(name),
            description=use,
            encryption_key=self._key,
            replica_regions=[self._abroad] if abroad else [],
            removal_policy=kept if self._place.deployment.protected else RemovalPolicy.DESTROY,
            generate_secret_string=secretsmanager.SecretStringGenerator(
                password_length=LENGTH,
                exclude_punctuation=True,
                include_space=False,
                secret_string_template=template,
                generate_string_key=None if template is None else "unused",
            ),
        )
