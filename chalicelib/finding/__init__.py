"""Finding vacancies: the reference tables' words and places handed to search, and its answers to whoever asks."""

from typing import TYPE_CHECKING

from chalicelib.deferred import exports

if TYPE_CHECKING:
    from chalicelib.finding.checking import check_codes, education_rank
    from chalicelib.finding.labels import facet_label, label, text_of
    from chalicelib.finding.usecases import SUGGESTED, find, similar, suggest

__all__ = [
    "SUGGESTED",
    "check_codes",
    "education_rank",
    "facet_label",
    "find",
    "label",
    "similar",
    "suggest",
    "text_of",
]

__getattr__ = exports(__name__)
