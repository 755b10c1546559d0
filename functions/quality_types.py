"""What reading data quality takes and answers."""

from datetime import date
from typing import Literal

import msgspec

from chalicelib.quality.model import Dimension, Field
from chalicelib.quality.reading import OfSource, Period, Report
from chalicelib.quality.scoring import CellShare, DimensionShare, Scores
from chalicelib.quality.windows import Asked, Step
from chalicelib.texts import Language


class QualityQuery(
    msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename={"first": "from", "last": "to"}
):
    """Of whom, of which fields, of which days (inclusive; the last three months when none is named), in which steps.

    ``source``: employer, officer, partner, feed or public; an employer's identifier for its members and the officers of
    its region; for the monitor and administrators any source by its name, or ``all`` of them but employers.
    """

    source: str | None = None
    field: tuple[Field, ...] = ()
    first: date | None = None
    last: date | None = None
    step: Step | None = None
    format: Literal["json", "csv"] | None = None

    def asked(self, *, table: bool) -> Asked:
        """Return it as the use case takes it; a ``table`` holds every figure."""
        return Asked(
            source=self.source,
            fields=self.field,
            first=self.first,
            last=self.last,
            step=self.step,
            detailed=table or bool(self.field),
        )


class FieldQuality(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """How good a field is: ``good`` of ``of`` vacancies to which the measure applies.

    ``meaning`` says what is good; the steps of a history do not repeat it.
    """

    field: Field
    good: int
    of: int
    share: float
    weight: int
    meaning: str | None = None


class DimensionQuality(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """How good vacancies are in one dimension, 0 to 1: the share of its fields together, by their weights."""

    dimension: Dimension
    share: float
    fields: tuple[FieldQuality, ...] = ()


class PeriodQuality(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What arrived on one day or in one month; ``withheld`` of too few."""

    period: str
    withheld: bool = False
    vacancies: int | None = None
    overall: float | None = None
    dimensions: tuple[DimensionQuality, ...] = ()


class SourceQuality(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One kind of source or one source; ``overall`` is the mean of the dimensions; ``withheld`` of too few."""

    source: str
    withheld: bool = False
    vacancies: int | None = None
    overall: float | None = None
    dimensions: tuple[DimensionQuality, ...] = ()
    history: tuple[PeriodQuality, ...] = ()


class QualityReport(msgspec.Struct, frozen=True, kw_only=True, rename={"first": "from", "last": "to"}):
    """Quality by source of what arrived in these days, as it stands now. Long past, whole months are told."""

    first: date
    last: date
    sources: tuple[SourceQuality, ...]


def report_view(report: Report, language: Language, *, detailed: bool) -> QualityReport:
    """Return a report in the reader's language; ``detailed``: the steps of its history tell fields too."""
    sources = tuple(_source(each, language, detailed) for each in report.sources)
    return QualityReport(first=report.first, last=report.last, sources=sources)


def dimensions_view(scores: Scores | None, language: Language) -> tuple[DimensionQuality, ...]:
    """Return the dimensions of scores, none without; shares are rounded to four digits."""
    return tuple(_dimension(each, language) for each in scores.dimensions) if scores is not None else ()


def overall_of(scores: Scores | None) -> float | None:
    """Return the mean of the dimensions, rounded to four digits."""
    return round(scores.overall, 4) if scores is not None and scores.overall is not None else None


def _source(found: OfSource, language: Language, detailed: bool) -> SourceQuality:
    history = tuple(_period(each, detailed) for each in found.history)
    if found.scores is None:
        return SourceQuality(source=found.source, withheld=True, history=history)
    return SourceQuality(
        source=found.source,
        vacancies=found.scores.vacancies,
        overall=overall_of(found.scores),
        dimensions=dimensions_view(found.scores, language),
        history=history,
    )


def _period(found: Period, detailed: bool) -> PeriodQuality:
    if found.scores is None:
        return PeriodQuality(period=found.period, withheld=True)
    return PeriodQuality(
        period=found.period,
        vacancies=found.scores.vacancies,
        overall=overall_of(found.scores),
        dimensions=tuple(_dimension(each, None, fields=detailed) for each in found.scores.dimensions),
    )


def _dimension(found: DimensionShare, language: Language | None, *, fields: bool = True) -> DimensionQuality:
    told = tuple(_field(each, language) for each in found.cells) if fields else ()
    return DimensionQuality(dimension=found.dimension, share=round(found.share, 4), fields=told)


def _field(found: CellShare, language: Language | None) -> FieldQuality:
    return FieldQuality(
        field=found.cell.field,
        good=found.good,
        of=found.of,
        share=round(found.share, 4),
        weight=found.cell.weight,
        meaning=None if language is None else found.cell.text.in_language(language),
    )
