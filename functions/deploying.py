"""What CloudFormation asks of the platform while it deploys: custom resources of the stacks in `infra_cdk`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from chalice.app import Blueprint

blueprint = Blueprint(__name__)


@blueprint.lambda_function(name="prepare_indices")
def prepare_indices(event: Mapping[str, Any], context: Any) -> None:  # noqa: ANN401 - Lambda's context is untyped
    """Make the index templates, the first generations and the roles of the cluster."""
    from chalicelib.deploying.answering import answer
    from chalicelib.deploying.indices import prepare

    answer(event, prepare, _seconds_left(context))


@blueprint.lambda_function(name="find_streams")
def find_streams(event: Mapping[str, Any], context: Any) -> None:  # noqa: ANN401
    """Tell the ARNs of the change streams of replicated tables."""
    from chalicelib.deploying.answering import answer
    from chalicelib.deploying.streams import find

    answer(event, find, _seconds_left(context))


def _seconds_left(context: Any) -> float:  # noqa: ANN401
    return float(context.get_remaining_time_in_millis()) / 1000
