"""Tables whose items are only ever added: whatever anybody's own policy allows, nothing of them changes or goes."""

from aws_cdk import aws_iam as iam

from infra_cdk.data.classification import APPEND_ONLY
from infra_cdk.deployment import Place

_CHANGING = (
    "dynamodb:BatchWriteItem",
    "dynamodb:DeleteItem",
    "dynamodb:PartiQLDelete",
    "dynamodb:PartiQLUpdate",
    "dynamodb:UpdateItem",
)
"""A batch may delete and says so to no policy: it goes as a whole."""


def append_only_policy(place: Place, table: str) -> iam.PolicyDocument | None:
    """Return the policy of ``table`` in ``place``, ``None`` for a table whose items change.

    Blocks go by their time to live, which is the service's own doing and asks no policy.
    """
    if table not in APPEND_ONLY:
        return None
    refusal = iam.PolicyStatement(
        sid="OnlyAdded",
        effect=iam.Effect.DENY,
        principals=[iam.AnyPrincipal()],
        actions=list(_CHANGING),
        resources=[f"arn:aws:dynamodb:{place.region}:{place.deployment.account}:table/{place.named(table)}"],
    )
    return iam.PolicyDocument(statements=[refusal])
