"""The policy of one function: its grants, and what running at all takes."""

import json
from collections.abc import Iterable, Iterator

from infra_cdk.functions.specs import Function
from infra_cdk.functions.statements import Statement, merged
from infra_cdk.functions.surroundings import Arns

_INTERFACES = (
    "ec2:AssignPrivateIpAddresses",
    "ec2:CreateNetworkInterface",
    "ec2:DeleteNetworkInterface",
    "ec2:DescribeNetworkInterfaces",
    "ec2:DescribeSubnets",
    "ec2:UnassignPrivateIpAddresses",
)


MOST_CHARACTERS = 5_000
"""Of one policy as it is written here; IAM takes 6144, and ARNs that stand for tokens become longer."""


def log_group_of(arns: Arns, function: str) -> str:
    """Return the name of a function's group of logs."""
    return f"/aws/lambda/{arns.place.named(function)}"


def statements(function: Function, arns: Arns, *, networked: bool) -> tuple[Statement, ...]:
    """Return the whole policy of ``function`` in one place; ``networked`` functions stand in a private network."""
    found = [*_running(function, arns), *(each for grant in function.all_grants for each in grant.statements(arns))]
    return tuple(merged([*found, *_network(function, arns)] if networked else found))


def documents(found: Iterable[Statement]) -> Iterator[tuple[Statement, ...]]:
    """Yield the statements in as few policies as IAM's limit on the size of one allows, in order."""
    policy: list[Statement] = []
    size = 0
    for statement in found:
        more = len(json.dumps(statement.document(), separators=(",", ":")))
        if policy and size + more > MOST_CHARACTERS:
            yield tuple(policy)
            policy, size = [], 0
        policy.append(statement)
        size += more
    yield tuple(policy)


def _running(function: Function, arns: Arns) -> Iterator[Statement]:
    """Yield logs, into its own group alone, and traces, which are of no resource."""
    streams = arns.of("logs", f"log-group:{log_group_of(arns, function.name)}:log-stream:*")
    yield Statement(sid="Logs", actions=("logs:CreateLogStream", "logs:PutLogEvents"), resources=(streams,))
    tracing = ("xray:PutTelemetryRecords", "xray:PutTraceSegments")
    yield Statement(sid="Tracing", actions=tracing, resources=("*",))


def _network(function: Function, arns: Arns) -> Iterator[Statement]:
    """Yield what Lambda needs to place the function in a network, and that the function's own code may not do it."""
    yield Statement(sid="Network", actions=_INTERFACES, resources=("*",))
    own = ("ArnEquals", "lambda:SourceFunctionArn", (arns.function(function.name),))
    yield Statement(sid="NetworkByLambdaAlone", actions=_INTERFACES, resources=("*",), conditions=(own,), denies=True)
