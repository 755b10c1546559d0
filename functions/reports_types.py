"""What reporting and monitoring read and answer."""

from datetime import datetime
from typing import Annotated

import msgspec
from msgspec import Meta

from chalicelib.monitoring.judging import Group, Saying
from chalicelib.monitoring.model import REPORT_LABELS, Origin, Report, ReportCode, Sampled, Step
from chalicelib.pagination import DEFAULT_LIMIT, MAXIMUM_LIMIT
from chalicelib.texts import Language
from functions.posting_types import Reason
from functions.reviews_types import MONTH


class Amount(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How many."""

    limit: Annotated[int, Meta(ge=1, le=MAXIMUM_LIMIT)] = DEFAULT_LIMIT


class Month(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Of which month, as ``2026-11``; the present one when none is named."""

    month: Annotated[str, Meta(pattern=MONTH)] | None = None


class Judgement(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The monitor's word; when it is not right, ``erred`` says whose error it was."""

    right: bool
    erred: Step | None = None
    missed_rule: Annotated[str, Meta(max_length=60)] | None = None
    reason: Reason | None = None

    def saying(self) -> Saying:
        """Return it as the use case takes it."""
        return Saying(right=self.right, erred=self.erred, missed_rule=self.missed_rule, reason=self.reason)


class ReportReceived(msgspec.Struct, frozen=True, kw_only=True):
    """That a report was taken."""

    vacancy_id: str
    code: ReportCode


class SampleView(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A published vacancy for the monitor. ``own``: the caller let it through, so somebody else judges it."""

    id: str
    vacancy_id: str
    revision: int
    origin: Origin
    at: datetime
    probability: float
    step: Step
    source: str
    own: bool = False
    right: bool | None = None


class SampleList(msgspec.Struct, frozen=True, kw_only=True):
    """What waits for the monitor."""

    items: tuple[SampleView, ...]


class ReportView(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One report, of nobody; ``anonymous``: sent without an account."""

    code: ReportCode
    label: str
    at: datetime
    text: str | None = None
    anonymous: bool = False


class ReportList(msgspec.Struct, frozen=True, kw_only=True):
    """Reports of one vacancy."""

    items: tuple[ReportView, ...]


class ErrorRates(msgspec.Struct, frozen=True, kw_only=True):
    """Error rates of a month by group."""

    month: str
    groups: tuple[Group, ...]


def sample_view(sampled: Sampled, caller: str) -> SampleView:
    """Return a sample as the ``caller`` sees it."""
    return SampleView(
        id=sampled.id,
        vacancy_id=sampled.vacancy_id,
        revision=sampled.revision,
        origin=sampled.origin,
        at=sampled.at,
        probability=sampled.probability,
        step=sampled.step,
        source=sampled.source,
        own=sampled.decided_by == caller,
        right=sampled.opinion.right if sampled.opinion else None,
    )


def report_view(report: Report, language: Language) -> ReportView:
    """Return a report in the reader's language."""
    label = REPORT_LABELS[report.code].in_language(language)
    return ReportView(code=report.code, label=label, at=report.at, text=report.text, anonymous=report.anonymous)
