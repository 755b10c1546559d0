"""Quality as a table for spreadsheets and statistics: one line for each source, period, dimension and field."""

import csv
import io
from collections.abc import Iterator

from chalicelib.quality.reading import OfSource, Report
from chalicelib.quality.scoring import Scores

COLUMNS = ("source", "period", "vacancies", "dimension", "field", "weight", "good", "of", "share")


def csv_text(report: Report) -> str:
    """Return the report as UTF-8 CSV (RFC 4180) with a line of names; lines without a field are of the dimension.

    ``period`` is a day, a month, or ``first/last`` (ISO 8601) for all of the report. What is withheld has no lines.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    for source in report.sources:
        for period, scores in _periods(report, source):
            writer.writerows((source.source, period, scores.vacancies, *line) for line in _lines(scores))
    return text.getvalue()


def _periods(report: Report, source: OfSource) -> Iterator[tuple[str, Scores]]:
    whole = f"{report.first.isoformat()}/{report.last.isoformat()}"
    for period, scores in ((whole, source.scores), *((each.period, each.scores) for each in source.history)):
        if scores is not None:
            yield period, scores


def _lines(scores: Scores) -> Iterator[tuple[object, ...]]:
    for dimension in scores.dimensions:
        yield dimension.dimension.value, "", "", "", "", _share(dimension.share)
        for each in dimension.cells:
            cell = each.cell
            yield cell.dimension.value, cell.field.value, cell.weight, each.good, each.of, _share(each.share)


def _share(share: float) -> str:
    return f"{share:.4f}"
