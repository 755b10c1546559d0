"""Roles that policies in other stacks name before they are made. Roles are global, so each says whose place it is."""

from infra_cdk.deployment import Place


def role_arn(place: Place, name: str) -> str:
    """Return the ARN of the account's role ``name``."""
    return f"arn:aws:iam::{place.deployment.account}:role/{name}"


def backup_role(place: Place) -> str:
    """Return the name of the role with which AWS Backup reads and restores in ``place``."""
    return place.named(f"{place.role}-backup")
