"""The names and ARNs of a place's resources, for the policies of its functions."""

from collections.abc import Mapping

import msgspec

from infra_cdk.deployment import Place


class Surroundings(msgspec.Struct, frozen=True, kw_only=True):
    """What functions work with, as far as only other constructs know it; tokens until it is deployed.

    ``data_key`` encrypts stores and secrets, ``vault_key`` wraps the keys of personal data, ``audit_key`` signs the
    audit: ARNs in this region, the latter two empty where personal data may not be read.
    ``streams``: the ARN of each table's change stream in this region.
    """

    data_key: str
    vault_key: str
    audit_key: str
    search_url: str
    user_pool_arn: str
    user_pool_id: str
    user_pool_client_id: str
    token_issuer: str
    streams: Mapping[str, str]


class Arns(msgspec.Struct, frozen=True, kw_only=True):
    """ARNs in one place: of what it names itself, and of what its `Surroundings` tell."""

    place: Place
    around: Surroundings

    def of(self, service: str, resource: str) -> str:
        """Return the ARN of ``resource`` of ``service`` in this account and region."""
        return f"arn:aws:{service}:{self.place.region}:{self.place.deployment.account}:{resource}"

    def table(self, name: str) -> str:
        """Return the ARN of a table by its logical name."""
        return self.of("dynamodb", f"table/{self.place.named(name)}")

    def index(self, table: str, name: str) -> str:
        """Return the ARN of a table's index."""
        return f"{self.table(table)}/index/{name}"

    def queue(self, name: str) -> str:
        """Return the ARN of a queue by its logical name."""
        return self.of("sqs", self.place.named(name))

    def bucket(self, name: str) -> str:
        """Return the ARN of a bucket by its logical name."""
        return f"arn:aws:s3:::{self.place.bucket(name)}"

    def secret(self, name: str) -> str:
        """Return the pattern of a secret's ARN: Secrets Manager ends it with six characters of its own."""
        return self.of("secretsmanager", f"secret:{self.place.named(name)}-??????")

    def function(self, name: str) -> str:
        """Return the ARN of a function by the name that Chalice gives it."""
        return self.of("lambda", f"function:{self.place.named(name)}")

    def service(self, name: str) -> str:
        """Return a service as a condition on the use of a key names it."""
        return f"{name}.{self.place.region}.amazonaws.com"
