"""Data quality: how complete, valid, timely, unique and consistent vacancies are, by source, field and day."""

from typing import TYPE_CHECKING

from chalicelib.deferred import exports

if TYPE_CHECKING:
    from chalicelib.quality.as_csv import csv_text
    from chalicelib.quality.folding import fold
    from chalicelib.quality.following import follow
    from chalicelib.quality.model import Dimension, Field
    from chalicelib.quality.reading import Report, report, scores
    from chalicelib.quality.rebuilding import Rebuilt, rebuild
    from chalicelib.quality.scoring import Scores
    from chalicelib.quality.windows import Asked, Step

__all__ = [
    "Asked",
    "Dimension",
    "Field",
    "Rebuilt",
    "Report",
    "Scores",
    "Step",
    "csv_text",
    "fold",
    "follow",
    "rebuild",
    "report",
    "scores",
]

__getattr__ = exports(__name__)
