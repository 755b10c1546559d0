"""What an engine stores of a document: computed once here, so that both engines hold the same values."""

import hashlib

import msgspec

from search import analysis, ranking, titles
from search.document import CandidateDocument, Coordinates, VacancyDocument
from search.plan import CodeField, NumberField, TextField

MISSING = "-"
"""The value of a code field in which the document states nothing; no code is spelt like that."""

MOST_SKILLS_ASKED = 12
"""Up to so many skills are counted apart: of more, one more or less makes no difference to how well a vacancy fits."""

TIE_BITS = 29
_LONGEST_DESCRIPTION = 20_000


class IndexedVacancy(msgspec.Struct, frozen=True, kw_only=True):
    """Everything searchable of one vacancy.

    ``texts`` are token streams for a whitespace analyser. ``codes`` are all exact values, in ``occupation`` and
    ``region`` with the beginnings that lead to them (`beginnings`). ``numbers`` has only what is stated.
    """

    id: str
    version: int
    texts: dict[TextField, str]
    codes: dict[CodeField, tuple[str, ...]]
    numbers: dict[NumberField, int]
    point: Coordinates | None
    quality: int
    seed: int


def indexed_vacancy(document: VacancyDocument) -> IndexedVacancy:
    """Return what is indexed of ``document``."""
    return IndexedVacancy(
        id=document.id,
        version=document.version,
        texts={
            TextField.TITLE: titles.stream(document.title),
            TextField.EMPLOYER_NAME: analysis.joined([document.employer_name]),
            TextField.DESCRIPTION: analysis.joined([document.description[:_LONGEST_DESCRIPTION]]),
        },
        codes=codes(document),
        numbers=_numbers(document),
        point=document.point,
        quality=ranking.quality(document),
        seed=ranking.seed(document.id),
    )


def tie(identifier: str) -> int:
    """Return `TIE_BITS` bits of a hash of ``identifier``: what orders equals in lists by date and by pay.

    A column holds it below the value itself, where the identifier would not fit; the greater one comes first.
    """
    digest = hashlib.blake2b(identifier.encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big") >> (64 - TIE_BITS)


def beginnings(code: str | None, *, dotted: bool) -> tuple[str, ...]:
    """Return the codes that ``code`` lies in, itself last: ``32``, ``32.73`` if ``dotted``, else ``2``, ``25``, …"""
    if not code:
        return (MISSING,)
    if dotted:
        parts = code.split(".")
        return tuple(".".join(parts[: size + 1]) for size in range(len(parts)))
    return tuple(code[: size + 1] for size in range(len(code)))


def occupations(document: VacancyDocument) -> tuple[str, ...]:
    """Return every occupation code of the vacancy, none when it has none."""
    return tuple(dict.fromkeys(code for code in (document.occupation, *document.further_occupations) if code))


def units(document: VacancyDocument, digits: int) -> tuple[str, ...]:
    """Return the groups of ``digits`` digits that the occupation facet counts the vacancy in."""
    return tuple(dict.fromkeys(code[:digits] for code in occupations(document))) or (MISSING,)


def pay(document: VacancyDocument) -> int | None:
    """Return the most that the vacancy states to pay, in rupiah a month."""
    return document.pay_maximum if document.pay_maximum is not None else document.pay_minimum


class IndexedCandidate(msgspec.Struct, frozen=True, kw_only=True):
    """Everything searchable of one person; regions (lived in and wished for) and occupations with their beginnings."""

    id: str
    version: int
    occupations: tuple[str, ...]
    skills: tuple[str, ...]
    licences: tuple[str, ...]
    regions: tuple[str, ...]
    remote: bool
    willing_to_move: bool


def indexed_candidate(document: CandidateDocument) -> IndexedCandidate:
    """Return what is indexed of ``document``."""
    regions = [code for code in (document.region, *document.wished_regions) if code]
    return IndexedCandidate(
        id=document.id,
        version=document.version,
        occupations=_all_beginnings(document.occupations, dotted=False),
        skills=document.skills,
        licences=document.licences,
        regions=_all_beginnings(regions, dotted=True),
        remote=document.remote,
        willing_to_move=document.willing_to_move,
    )


def _all_beginnings(codes: list[str] | tuple[str, ...], *, dotted: bool) -> tuple[str, ...]:
    return tuple(dict.fromkeys(begin for code in codes for begin in beginnings(code, dotted=dotted)))


def codes(document: VacancyDocument) -> dict[CodeField, tuple[str, ...]]:
    """Return all exact values of ``document``, with the beginnings of occupations and regions."""
    return {
        CodeField.ID: (document.id,),
        CodeField.OCCUPATION: _all_beginnings(occupations(document), dotted=False) or (MISSING,),
        CodeField.SKILL: document.skills or (MISSING,),
        CodeField.SKILLS_ASKED: (_skills_asked(document),),
        CodeField.REGION: beginnings(document.region, dotted=True),
        CodeField.EMPLOYMENT_TYPE: (document.employment_type or MISSING,),
        CodeField.EDUCATION: (document.education or MISSING,),
        CodeField.LANGUAGE: document.languages or (MISSING,),
        CodeField.LICENCE: document.licences or (MISSING,),
        CodeField.REMOTE: (_truth(document.remote),),
        CodeField.DISABILITY_FRIENDLY: (_truth(document.disability_friendly),),
        CodeField.FRESH_GRADUATE: (_truth(document.fresh_graduate),),
        CodeField.SOURCE: (document.partner,),
        CodeField.EMPLOYER: (document.employer_id,),
    }


def _skills_asked(document: VacancyDocument) -> str:
    number = len(set(document.skills))
    return str(min(number, MOST_SKILLS_ASKED)) if number else MISSING


def _numbers(document: VacancyDocument) -> dict[NumberField, int]:
    stated = {
        NumberField.PAY: pay(document),
        NumberField.EDUCATION_RANK: document.education_rank,
        NumberField.EXPERIENCE_MONTHS: document.experience_months,
        NumberField.POSTED_AT: document.posted_at,
        NumberField.EXPIRES_AT: document.expires_at,
    }
    return {field: value for field, value in stated.items() if value is not None}


def _truth(value: bool) -> str:
    return "true" if value else "false"
