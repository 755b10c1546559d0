"""The state machine of the nightly matching, in Amazon's States Language: every part once, then the joining."""

import json
from typing import Any

from infra_cdk.functions.surroundings import Arns

NAME = "matching"
PART, JOIN = "match_part", "join_matching"
"""The functions that it calls."""
LONGEST = 3 * 3600
"""Seconds after which a run is given up: the next night's begins anew."""
_FUNCTION_SECONDS = 900
_FINAL = ["BatchError", "Damaged", "ValidationError"]
"""Errors that no repetition mends: files that are not whole, another formula."""


def machine_arn(arns: Arns) -> str:
    """Return the ARN of the state machine, which policies name before it is made."""
    return arns.of("states", f"stateMachine:{arns.place.named(NAME)}")


def definition(arns: Arns) -> str:
    """Return the definition for the place of ``arns``; no failure of a part is tolerated."""
    part = _task(arns, PART) | {"End": True}
    return json.dumps(
        {
            "Comment": "Matches everybody with every open vacancy, part by part (docs/batch-matching.md)",
            "StartAt": "Parts",
            "TimeoutSeconds": LONGEST,
            "States": {
                "Parts": {
                    "Type": "Map",
                    "ItemsPath": "$.parts",
                    "MaxConcurrency": arns.place.deployment.capacity.worker_concurrency,
                    "ToleratedFailurePercentage": 0,
                    "ItemProcessor": {
                        "ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"},
                        "StartAt": "Part",
                        "States": {"Part": part},
                    },
                    "ResultPath": None,
                    "Next": "Join",
                },
                "Join": _task(arns, JOIN) | {"Parameters": {"run.$": "$.run"}, "End": True},
            },
        }
    )


def _task(arns: Arns, function: str) -> dict[str, Any]:
    return {
        "Type": "Task",
        "Resource": arns.function(function),
        "TimeoutSeconds": _FUNCTION_SECONDS,
        "Retry": [
            {"ErrorEquals": _FINAL, "MaxAttempts": 0},
            {
                "ErrorEquals": ["States.ALL"],
                "IntervalSeconds": 10,
                "MaxAttempts": 4,
                "BackoffRate": 2.0,
                "MaxDelaySeconds": 120,
                "JitterStrategy": "FULL",
            },
        ],
    }
