"""Files of vacancies: CSV and XLSX, read row by row, with a report that names every cell that is wrong."""

from typing import TYPE_CHECKING

from chalicelib.deferred import exports

if TYPE_CHECKING:
    from chalicelib.uploads.model import (
        Chunk,
        Counts,
        Progress,
        ReadFile,
        ReadRow,
        RowOutcome,
        RowResult,
        Standing,
        Turn,
        Upload,
        UploadState,
    )
    from chalicelib.uploads.problems import BadFile, Problem
    from chalicelib.uploads.reading import read
    from chalicelib.uploads.report_file import as_report
    from chalicelib.uploads.reporting import Page, page
    from chalicelib.uploads.taking import queue_missing, take
    from chalicelib.uploads.template import as_csv, as_workbook
    from chalicelib.uploads.working import work

__all__ = [
    "BadFile",
    "Chunk",
    "Counts",
    "Page",
    "Problem",
    "Progress",
    "ReadFile",
    "ReadRow",
    "RowOutcome",
    "RowResult",
    "Standing",
    "Turn",
    "Upload",
    "UploadState",
    "as_csv",
    "as_report",
    "as_workbook",
    "page",
    "queue_missing",
    "read",
    "take",
    "work",
]

__getattr__ = exports(__name__)
