"""Codes that a poster left out: the occupation from the title, the skills from the text."""

import msgspec

from chalicelib import reference
from chalicelib.vacancies.model import VacancyContent

THRESHOLD = 0.5
"""A title coded with less confidence stays without a code."""

MAXIMUM_SKILLS = 60


class Coded(msgspec.Struct, frozen=True, kw_only=True):
    """Content with its codes; the version and confidence of the occupation, which is certain when it was stated."""

    content: VacancyContent
    occupation_version: str
    occupation_confidence: float | None


def coded(content: VacancyContent) -> Coded:
    """Return ``content`` with an occupation and skills as far as its words tell; what was stated is kept."""
    occupations = reference.occupations()
    skills = content.skills or reference.skills().find_in(f"{content.title}\n{content.description}")[:MAXIMUM_SKILLS]
    if content.occupation is not None:
        kept = msgspec.structs.replace(content, skills=skills)
        return Coded(content=kept, occupation_version=occupations.version, occupation_confidence=1.0)
    coding = occupations.code_title(content.title)
    sure = coding is not None and coding.confidence >= THRESHOLD
    filled = msgspec.structs.replace(content, skills=skills, occupation=coding.code if coding and sure else None)
    return Coded(
        content=filled,
        occupation_version=coding.version if coding else occupations.version,
        occupation_confidence=coding.confidence if coding else None,
    )
