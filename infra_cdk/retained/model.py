"""Which types of resource are recorded, and which of their properties CloudFormation cannot change in place."""

from pathlib import Path

import msgspec

FILE = Path(__file__).resolve().parent.parent / "retained.toml"


class Kind(msgspec.Struct, frozen=True, kw_only=True):
    """A type of resource.

    - ``fixed``: properties with "Update requires: Replacement" in CloudFormation's reference of resource types, and
      those that the service refuses to change once it is made; a dot leads into a property.
    - ``holds``: whether it holds what exists nowhere else, and so has to outlive its stack.
    """

    noun: str
    fixed: tuple[str, ...]
    holds: bool = True


KINDS: dict[str, Kind] = {
    "AWS::DynamoDB::GlobalTable": Kind(
        noun="table", fixed=("TableName", "KeySchema", "LocalSecondaryIndexes", "GlobalTableSourceArn")
    ),
    "AWS::S3::Bucket": Kind(
        noun="bucket", fixed=("BucketName", "BucketNamePrefix", "BucketNamespace", "ObjectLockEnabled")
    ),
    "AWS::KMS::Key": Kind(noun="key", fixed=("KeySpec", "KeyUsage", "MultiRegion", "Origin")),
    "AWS::KMS::ReplicaKey": Kind(noun="replica key", fixed=("PrimaryKeyArn",)),
    "AWS::Cognito::UserPool": Kind(
        noun="user pool", fixed=("AliasAttributes", "UsernameAttributes", "UsernameConfiguration")
    ),
    "AWS::SecretsManager::Secret": Kind(noun="secret", fixed=("Name",)),
    "AWS::Backup::BackupVault": Kind(noun="backup vault", fixed=("BackupVaultName", "EncryptionKeyArn")),
    "AWS::OpenSearchService::Domain": Kind(
        noun="search domain",
        fixed=(
            "DomainName",
            "EngineMode",
            "EncryptionAtRestOptions.Enabled",
            "EncryptionAtRestOptions.KmsKeyId",
            "AdvancedSecurityOptions.Enabled",
        ),
        holds=False,
    ),
}


class Retained(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One resource: its stack and logical id without the deployment's prefix, and its fixed properties as JSON.

    ``abroad``: it exists only where personal data may leave the home region.
    """

    stack: str
    id: str
    type: str
    fixed: dict[str, str]
    abroad: bool = False

    @property
    def title(self) -> str:
        """What it is, for a sentence."""
        names = [value.strip('"') for field, value in self.fixed.items() if field.endswith("Name")]
        return " ".join(["The", KINDS[self.type].noun, *names, f"({self.stack}/{self.id})"])
