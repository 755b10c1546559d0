"""Codings and titles of one edition of the classification of occupations, in another one."""

from collections.abc import Iterable
from pathlib import Path

from msgspec.structs import replace

from chalicelib.errors import InvalidInput, NotFound
from chalicelib.reference import files
from chalicelib.reference.crosswalks import counterpart
from chalicelib.reference.model_crosswalk import Correspondence, Relation
from chalicelib.reference.model_occupations import Coding, JobTitle

MOSTLY = 0.8
"""How sure it is that what a group meant belongs to the largest of the parts that it was split into."""


def in_edition(coding: Coding, version: str, data: Path = files.DATA) -> Coding | None:
    """Return ``coding`` with the group of edition ``version``, and less confidence where that is only a part.

    None when no single group goes on for it, its edition never had it, or no crosswalk leads there: somebody must look.
    """
    found = _counterpart(coding.code, coding.version, version, data)
    if found is None:
        return None
    confidence = round(coding.confidence * _certainty(found), 3)
    return replace(coding, code=found.code, version=version, confidence=confidence)


def titles_in_edition(
    titles: Iterable[JobTitle], edition: str, version: str, data: Path = files.DATA
) -> tuple[JobTitle, ...]:
    """Return ``titles``, whose codes are of ``edition``, with codes of ``version``; without those that have none."""
    found = ((title, _counterpart(title.code, edition, version, data)) for title in titles)
    return tuple(
        replace(title, code=other.code, weight=title.weight * _certainty(other)) for title, other in found if other
    )


def _counterpart(code: str, version: str, in_version: str, data: Path) -> Correspondence | None:
    try:
        return counterpart(code, version, in_version, data=data)
    except (NotFound, InvalidInput):
        return None


def _certainty(found: Correspondence) -> float:
    return MOSTLY if found.relation is Relation.NARROWER else 1.0
