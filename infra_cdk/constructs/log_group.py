"""A group of logs: encrypted with the place's key, kept for as long as the size says."""

from aws_cdk import RemovalPolicy
from aws_cdk import aws_kms as kms
from aws_cdk import aws_logs as logs
from constructs import Construct

from infra_cdk.deployment import Place


def log_group(scope: Construct, id: str, place: Place, key: kms.IKey, name: str = "") -> logs.LogGroup:
    """Make the group ``name`` (default: ``/padan-pilot/home/<id>``); the policy of ``key`` lets the log service in."""
    protected = place.deployment.protected
    group = logs.LogGroup(
        scope,
        id,
        log_group_name=name or f"/{place.deployment.prefix[:-1]}/{place.role}/{id.lower()}",
        encryption_key=key,
        # What a first deployment made before it failed is in the way of the second.
        removal_policy=RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE if protected else RemovalPolicy.DESTROY,
    )
    plain = group.node.default_child
    if isinstance(plain, logs.CfnLogGroup):
        # In days, as the sizes say; the construct itself takes a list of names.
        plain.retention_in_days = place.deployment.capacity.log_days
    return group
