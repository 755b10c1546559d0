"""Everybody matched with everything, every night: a schedule prepares, a state machine calls for each part and the end.

docs/batch-matching.md says how the three work together.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec
from chalice.app import Blueprint, CloudWatchEvent, Cron

from chalicelib.observability import logger, measure

blueprint = Blueprint(__name__)


@blueprint.schedule(Cron(0, 17, "*", "*", "?", "*"), name="prepare_matching")
def prepare_matching(event: CloudWatchEvent) -> None:  # noqa: ARG001 - the schedule's event says nothing
    """Write open vacancies and consenting people as blocks of codes, and start the state machine on them."""
    from chalicelib.matching.batch.deployed import begin

    if (begun := begin()) is not None:
        logger.info("matching begun", extra={"run": begun.run, "parts": len(begun.parts)})


@blueprint.lambda_function(name="match_part")
def match_part(event: Mapping[str, Any], context: object) -> dict[str, int]:  # noqa: ARG001
    """Match the people of one part; called again it does nothing that is done."""
    from chalicelib.matching.batch.deployed import PartOf, work_on

    return {"people": work_on(msgspec.convert(event, PartOf))}


@blueprint.lambda_function(name="join_matching")
def join_matching(event: Mapping[str, Any], context: object) -> dict[str, int]:  # noqa: ARG001
    """Join the parts of a run, and let its result be read from now on."""
    from chalicelib.matching.batch.deployed import end

    contents = end(str(event["run"]))
    measure("PeopleMatched", contents.people)
    logger.info("matching done", extra={"run": event["run"], "people": contents.people})
    return {"people": contents.people}
