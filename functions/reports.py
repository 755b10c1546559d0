"""Users report vacancies; the monitor looks at what was reported and drawn, and at the error rates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chalice.app import Blueprint

from chalicelib import monitoring
from chalicelib.clock import SYSTEM_CLOCK, day_of
from functions.calls import Answer, Call
from functions.http import endpoint
from security.principal import Audience

if TYPE_CHECKING:
    from chalicelib.monitoring import NewReport
    from functions.reports_types import (
        Amount,
        ErrorRates,
        Judgement,
        Month,
        ReportList,
        ReportReceived,
        SampleList,
        SampleView,
    )

blueprint = Blueprint(__name__)
_ANYBODY = (Audience.PUBLIC, Audience.SEEKER, Audience.EMPLOYER, Audience.OFFICER)
_MONITOR = (Audience.MONITOR,)


@endpoint(blueprint, "POST", "/v1/vacancies/{vacancy_id}/reports", audience=_ANYBODY, status=202)
def report(call: Call, vacancy_id: str, body: NewReport) -> Answer[ReportReceived]:
    """Report that something is wrong with a published vacancy. Its poster never learns who did.

    Each person counts once for a vacancy, and what they report of it later is kept too; when several report fees,
    fakes or offences it is held for an officer. It needs no account: reports without one are looked at too, are few a
    day for each device, and hold nothing alone.
    """
    from chalicelib import idempotency
    from functions.devices import device_of
    from functions.reports_types import ReportReceived

    # Who has no account has no keys of their own either; what they say again changes nothing.
    key = call.idempotency_key("report")
    idempotency.alike(
        key if call.principal.id else None,
        lambda: monitoring.report(call.principal, vacancy_id, body, device_of(call)),
    )
    return Answer(body=ReportReceived(vacancy_id=vacancy_id, code=body.code))


@endpoint(blueprint, "GET", "/v1/monitor/samples", audience=_MONITOR)
def samples(call: Call, query: Amount) -> Answer[SampleList]:
    """Published vacancies that were drawn or reported and wait for the monitor, the earliest first."""
    from functions.reports_types import SampleList, sample_view

    found = monitoring.pending(query.limit)
    return Answer(body=SampleList(items=tuple(sample_view(each, call.principal.id) for each in found)))


@endpoint(blueprint, "POST", "/v1/monitor/samples/{sample_id}/opinion", audience=_MONITOR)
def judge(call: Call, sample_id: str, body: Judgement) -> Answer[SampleView]:
    """Say whether a vacancy was rightly published, who erred, and which rule missed it; wrong ones are held at once."""
    from functions.reports_types import sample_view

    judged = monitoring.judge(call.principal, sample_id, body.saying(), key=call.idempotency_key("opinion"))
    return Answer(body=sample_view(judged, call.principal.id))


@endpoint(blueprint, "GET", "/v1/monitor/reports/{vacancy_id}", audience=_MONITOR)
def reports(call: Call, vacancy_id: str) -> Answer[ReportList]:
    """What users report of a vacancy, the latest first. Who reads their words is kept in the audit."""
    from functions.reports_types import ReportList, report_view

    items = tuple(report_view(each, call.language) for each in monitoring.reports_of(call.principal, vacancy_id))
    return Answer(body=ReportList(items=items))


@endpoint(blueprint, "GET", "/v1/monitor/figures", audience=(Audience.MONITOR, Audience.ANALYST))
def figures(call: Call, query: Month) -> Answer[ErrorRates]:  # noqa: ARG001 - every handler takes the call
    """How often the machine and officers published wrongly in a month, by source and by the rule that was missed.

    ``of_sample`` is of what was drawn (Wilson's interval), ``of_published`` of everything published, weighted by the
    inverse of each draw's probability.
    """
    from functions.reports_types import ErrorRates

    month = query.month or day_of(SYSTEM_CLOCK.now()).isoformat()[:7]
    return Answer(body=ErrorRates(month=month, groups=monitoring.figures(month)))
