"""What CloudFormation calls while it deploys. The first runs as the master of the index (`SearchDomain`)."""

from infra_cdk.functions.grants import Describes, Searches
from infra_cdk.functions.specs.function import Function, Share

PREPARE_INDICES = "prepare_indices"
FIND_STREAMS = "find_streams"

_FOLLOWED = ("applications", "audit", "outbox", "people", "saved-searches", "vacancies")

FUNCTIONS: tuple[Function, ...] = (
    Function(name=PREPARE_INDICES, timeout=300, share=Share.ALONE, grants=(Searches(("Get", "Put")),)),
    Function(
        name=FIND_STREAMS,
        timeout=120,
        share=Share.ALONE,
        grants=tuple(Describes(table) for table in _FOLLOWED),
    ),
)
