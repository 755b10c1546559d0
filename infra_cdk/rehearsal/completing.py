"""What CloudFormation does in AWS and the emulator's leaves out, done by the calls that it would make."""

from collections.abc import Sequence

from infra_cdk.assembly import SynthesizedStack
from infra_cdk.drills.table_completing import Clients

FUNCTION = "AWS::Lambda::Function"
_RESERVED = "ReservedConcurrentExecutions"


def reserve(stacks: Sequence[SynthesizedStack], clients: Clients) -> int:
    """Reserve for every named function the concurrency that its stack says; returns for how many."""
    told = [
        (stack.region, resource["Properties"])
        for stack in stacks
        for resource in stack.resources.values()
        if resource["Type"] == FUNCTION and {_RESERVED, "FunctionName"} <= resource["Properties"].keys()
    ]
    for region, properties in told:
        name, number = properties["FunctionName"], properties[_RESERVED]
        clients("lambda", region).put_function_concurrency(FunctionName=name, ReservedConcurrentExecutions=number)
    return len(told)
