"""Data quality: how good vacancies are by source, field and time, and the schedule that folds its history."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from chalice.app import Blueprint, CloudWatchEvent, Cron

from chalicelib import quality
from chalicelib.observability import logger
from functions.calls import Answer, Call
from functions.http import endpoint
from functions.negotiation import chosen
from security.principal import ANONYMOUS, Audience

if TYPE_CHECKING:
    from functions.quality_types import QualityQuery, QualityReport

blueprint = Blueprint(__name__)
_JSON, _CSV = "application/json", "text/csv"
_FORMATS = {"json": _JSON, "csv": _CSV}
_VARY = "Accept, Accept-Language, Authorization"


@endpoint(blueprint, "GET", "/v1/quality", audience=[Audience.PUBLIC], answers=(_JSON, _CSV))
def read(call: Call, query: QualityQuery) -> Answer[QualityReport]:
    """How complete, valid, timely, unique and consistent vacancies are, by kind of source and by field.

    Vacancies are told by the day on which they arrived, as they stand now; figures of fewer than ten are withheld. The
    monitor and administrators read every source by name. ``format=csv`` or ``Accept: text/csv`` gives a table.
    """
    kind = _FORMATS[query.format] if query.format else chosen(call, (_JSON, _CSV))
    asked = query.asked(table=kind == _CSV)
    found = quality.report(call.principal, asked)
    public = call.principal is ANONYMOUS
    headers = {"Vary": _VARY, "Cache-Control": "public, max-age=300" if public else "private, no-store"}
    if kind == _CSV:
        headers["Content-Disposition"] = 'attachment; filename="padan-quality.csv"'
        text: Any = quality.csv_text(found)
        return Answer(body=text, media_type=f"{_CSV}; charset=utf-8; header=present", headers=headers)
    from functions.quality_types import report_view

    return Answer(body=report_view(found, call.language, detailed=asked.detailed), headers=headers)


@blueprint.schedule(Cron(30, 19, "*", "*", "?", "*"), name="fold_quality")
def fold_quality(event: CloudWatchEvent) -> None:  # noqa: ARG001 - the schedule's event says nothing
    """Fold days that are long past into months, at half past two in the morning of western Indonesia."""
    logger.info("quality history folded", extra={"rows": quality.fold()})
