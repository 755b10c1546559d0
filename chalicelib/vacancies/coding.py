"""Codes that a poster left out: the occupation from the title, the skills from the text.

Words that the rules on equal chances find (*good looking*) give no skill: else what may not be asked for would be
filtered and recommended by under another name.
"""

from collections.abc import Iterator

import msgspec

from chalicelib import reference
from chalicelib.facts import Fact, skills_named
from chalicelib.reference.coding_versions import coding_version
from chalicelib.reference.model import Skill
from chalicelib.reference.model_occupations import Occupation
from chalicelib.vacancies.content import content_hash
from chalicelib.vacancies.model import Stated, Vacancy, VacancyContent

CERTAIN = 1.0
"""The confidence of an occupation that the poster stated; no title is as sure."""

MAXIMUM_SKILLS = 60

_OF_SOME_WORK = frozenset({"sk_quran_reading"})
"""Skills that ask for a religion unless the work is of it: found for the occupations that the table names, no other."""


class Coded(msgspec.Struct, frozen=True, kw_only=True):
    """Content with its codes: the edition and confidence of the occupation, which is certain when it was stated.

    ``coded_with`` names the versions of the tables that were read, ``stated`` what was not left to them.
    """

    content: VacancyContent
    occupation_version: str
    occupation_confidence: float | None
    coded_with: str
    stated: Stated


def coded(content: VacancyContent, edition: str | None = None) -> Coded:
    """Return ``content`` with an occupation and skills as far as its words tell; what was stated is kept.

    ``edition`` is that of a stated occupation, without one the current edition.
    """
    stated = Stated(occupation=content.occupation is not None, skills=bool(content.skills))
    occupation, version, confidence = _occupation(content, edition)
    known = msgspec.structs.replace(content, occupation=occupation)
    return Coded(
        content=msgspec.structs.replace(known, skills=content.skills or _skills(known)),
        occupation_version=version,
        occupation_confidence=confidence,
        coded_with=coding_version(),
        stated=stated,
    )


def with_codes(vacancy: Vacancy, found: Coded) -> Vacancy:
    """Return the vacancy with its content as it was coded, and how."""
    return msgspec.structs.replace(
        vacancy,
        content=found.content,
        occupation_version=found.occupation_version,
        occupation_confidence=found.occupation_confidence,
        coded_with=found.coded_with,
        stated=found.stated,
    )


def as_stated(vacancy: Vacancy) -> VacancyContent:
    """Return the content without the codes that the machine filled in."""
    stated, content = stated_of(vacancy), vacancy.content
    return msgspec.structs.replace(
        content,
        occupation=content.occupation if stated.occupation else None,
        skills=content.skills if stated.skills else (),
    )


def stated_of(vacancy: Vacancy) -> Stated:
    """Return which codes the poster stated; in doubt, all of them.

    A vacancy from before this was noted tells it all the same: a stated occupation alone is certain, and its
    fingerprint was taken of the content as stated.
    """
    if vacancy.stated is not None:
        return vacancy.stated
    content, confidence = vacancy.content, vacancy.occupation_confidence
    occupation = content.occupation is not None and (confidence is None or confidence >= CERTAIN)
    bare = msgspec.structs.replace(content, occupation=content.occupation if occupation else None, skills=())
    found_in_text = content_hash(vacancy.employer_name, bare) == vacancy.content_hash
    return Stated(occupation=occupation, skills=bool(content.skills) and not found_in_text)


def occupation_of(vacancy: Vacancy) -> Occupation | None:
    """Return the occupation as its own edition has it; ``None`` without one, and for a code or edition that is gone."""
    code = vacancy.content.occupation
    try:
        return reference.occupations(vacancy.occupation_version).get(code) if code else None
    except reference.BadTable:
        return None


def _occupation(content: VacancyContent, edition: str | None) -> tuple[str | None, str, float | None]:
    occupations = reference.occupations()
    if content.occupation is not None:
        return content.occupation, edition or occupations.version, CERTAIN
    (found, *_) = reference.suggest(content.title, 1) or (None,)
    if found is None:
        return None, occupations.version, None
    coding = found.coding
    return coding.code if reference.is_sure(found) else None, coding.version, coding.confidence


def _skills(content: VacancyContent) -> tuple[str, ...]:
    """Return the skills that the words ask for, but for those that only words name which nobody may ask for."""
    found, table = skills_named(content.title, content.description), reference.skills()
    barred = tuple(_barred(content)) if found else ()
    kept = dict.fromkeys(skill.value for skill in found if not any(each.crosses(skill) for each in barred))
    return tuple(code for code in kept if _may_be_asked(table.get(code), content.occupation))[:MAXIMUM_SKILLS]


def _may_be_asked(skill: Skill | None, occupation: str | None) -> bool:
    if skill is None or skill.code not in _OF_SOME_WORK:
        return True
    return occupation is not None and occupation.startswith(skill.occupations)


class _Barred(msgspec.Struct, frozen=True):
    pointer: str
    start: int
    end: int

    def crosses(self, skill: Fact[str]) -> bool:
        return self.pointer == skill.pointer and self.start < skill.end and skill.start < self.end


def _barred(content: VacancyContent) -> Iterator[_Barred]:
    """Yield where title and description say what the rules on equal chances find."""
    from chalicelib.validation.fairness import unequal

    for seen in unequal(content):
        if seen.span is not None:
            yield _Barred(seen.pointer, seen.span.start, seen.span.end)
