"""Who may use a key: the account's roles by their own policies, and AWS's services for what they do for us."""

from aws_cdk import aws_iam as iam

from infra_cdk.deployment import Deployment, Place

PUBLISHERS = ("cloudwatch", "backup", "budgets", "costalerts", "s3", "sns")
"""Services that send to encrypted topics of ours and say for which account; the event bus does not say it."""

_SENDING = ("kms:Decrypt", "kms:GenerateDataKey*")

DESTRUCTION = ("kms:ScheduleKeyDeletion", "kms:DisableKey", "kms:DeleteImportedKeyMaterial")


def break_glass_role(place: Place) -> str:
    """Return the ARN of the one role that may destroy a key."""
    return f"arn:aws:iam::{place.deployment.account}:role/{place.named('break-glass')}"


def data_policy(place: Place) -> iam.PolicyDocument:
    """Return the policy of the key for stores, logs, queues and topics in the region of ``place``."""
    return iam.PolicyDocument(
        statements=[
            _account(place),
            _no_destruction(place),
            _logs(place),
            *publishers(place.deployment, place.region),
            *_records(place),
        ]
    )


def vault_policy(place: Place) -> iam.PolicyDocument:
    """Return the policy of the key that wraps personal data: functions alone use it, by their roles."""
    return iam.PolicyDocument(statements=[_account(place), _no_destruction(place)])


def audit_policy(place: Place) -> iam.PolicyDocument:
    """Return the policy of the key that signs the audit: one function signs, by its role."""
    return iam.PolicyDocument(statements=[_account(place), _no_destruction(place)])


def _account(place: Place) -> iam.PolicyStatement:
    return iam.PolicyStatement(
        sid="ByPoliciesOfTheAccount",
        principals=[iam.AccountPrincipal(place.deployment.account)],
        actions=["kms:*"],
        resources=["*"],
    )


def _no_destruction(place: Place) -> iam.PolicyStatement:
    """Not even an administrator destroys a key and with it the data and every backup of it (see the runbooks)."""
    return iam.PolicyStatement(
        sid="DestroyedByBreakGlassAlone",
        effect=iam.Effect.DENY,
        principals=[iam.AnyPrincipal()],
        actions=list(DESTRUCTION),
        resources=["*"],
        conditions={"ArnNotEquals": {"aws:PrincipalArn": break_glass_role(place)}},
    )


def _logs(place: Place) -> iam.PolicyStatement:
    groups = f"arn:aws:logs:{place.region}:{place.deployment.account}:*"
    return iam.PolicyStatement(
        sid="Logs",
        principals=[iam.ServicePrincipal(f"logs.{place.region}.amazonaws.com")],
        actions=["kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:Describe*"],
        resources=["*"],
        conditions={"ArnLike": {"kms:EncryptionContext:aws:logs:arn": groups}},
    )


def publishers(deployment: Deployment, region: str) -> list[iam.PolicyStatement]:
    """Let services encrypt for topics of ours in ``region``.

    The event bus names no source when it does: with a condition on the account its messages would be lost without a
    word (Amazon SNS developer guide, "Key management"). It is held to our topics by what SNS says it encrypts for.
    """
    topics = f"arn:aws:sns:{region}:{deployment.account}:{deployment.prefix}*"
    return [
        iam.PolicyStatement(
            sid="Publishers",
            principals=[iam.ServicePrincipal(f"{name}.amazonaws.com") for name in PUBLISHERS],
            actions=list(_SENDING),
            resources=["*"],
            conditions={"StringEquals": {"aws:SourceAccount": deployment.account}},
        ),
        iam.PolicyStatement(
            sid="EventBus",
            principals=[iam.ServicePrincipal("events.amazonaws.com")],
            actions=list(_SENDING),
            resources=["*"],
            conditions={"ArnLike": {"kms:EncryptionContext:aws:sns:topicArn": topics}},
        ),
    ]


def _records(place: Place) -> list[iam.PolicyStatement]:
    """CloudTrail and Config write what they recorded into encrypted buckets."""
    trails = f"arn:aws:cloudtrail:{place.region}:{place.deployment.account}:trail/*"
    return [
        iam.PolicyStatement(
            sid="Trail",
            principals=[iam.ServicePrincipal("cloudtrail.amazonaws.com")],
            actions=["kms:GenerateDataKey*", "kms:DescribeKey"],
            resources=["*"],
            conditions={"ArnLike": {"aws:SourceArn": trails}},
        ),
        iam.PolicyStatement(
            sid="Config",
            principals=[iam.ServicePrincipal("config.amazonaws.com")],
            actions=["kms:Decrypt", "kms:GenerateDataKey*"],
            resources=["*"],
            conditions={"StringEquals": {"aws:SourceAccount": place.deployment.account}},
        ),
    ]
