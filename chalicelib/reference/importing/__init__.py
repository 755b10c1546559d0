"""Bringing new editions of official tables in: read whole, refused whole, compared, never written over an old one."""

from chalicelib.reference.importing.bringing import Imported, bring_in
from chalicelib.reference.importing.differing import Difference, difference
from chalicelib.reference.importing.examining import Examined, Request, examine
from chalicelib.reference.importing.headings import Wishes
from chalicelib.reference.importing.origins import Facts
from chalicelib.reference.importing.problems import Problem
from chalicelib.reference.importing.writing import NotWritten

__all__ = [
    "Difference",
    "Examined",
    "Facts",
    "Imported",
    "NotWritten",
    "Problem",
    "Request",
    "Wishes",
    "bring_in",
    "difference",
    "examine",
]
