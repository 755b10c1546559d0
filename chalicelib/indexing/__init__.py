"""The indices follow the tables: change by change, rebuilt as a whole, and compared every night."""

from typing import TYPE_CHECKING

from chalicelib.deferred import exports

if TYPE_CHECKING:
    from chalicelib.indexing.applying import apply_people, apply_person_change, apply_vacancies, apply_vacancy_change
    from chalicelib.indexing.documents import candidate_document, is_candidate, is_open, vacancy_document
    from chalicelib.indexing.model import Change, Drift, DriftReport, Progress, Rebuilt
    from chalicelib.indexing.rebuilding import reindex
    from chalicelib.indexing.reconciling import reconcile

__all__ = [
    "Change",
    "Drift",
    "DriftReport",
    "Progress",
    "Rebuilt",
    "apply_people",
    "apply_person_change",
    "apply_vacancies",
    "apply_vacancy_change",
    "candidate_document",
    "is_candidate",
    "is_open",
    "reconcile",
    "reindex",
    "vacancy_document",
]

__getattr__ = exports(__name__)
