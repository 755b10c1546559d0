"""Recodes the table slowly, until it is done or the process is killed. Arguments: checkpoint file."""

import sys
from pathlib import Path

import app  # noqa: F401 - knows every table
from chalicelib import vacancies

vacancies.recode(
    vacancies.Recoding(page=5, workers=2, writes_per_second=40), vacancies.FileCheckpoint(Path(sys.argv[1]))
)
