"""Whole invented vacancies, labelled as frauds or as clean."""

import tomllib
from pathlib import Path
from typing import Any

import msgspec

from chalicelib.vacancies.model import VacancyContent
from chalicelib.validation.context import CheckContext, EmployerFacts
from chalicelib.validation.subject import Subject
from tests.validation.samples import NOW, KnownEverything

FILES = sorted((Path(__file__).parent / "cases" / "fraud" / "vacancies").glob("*.toml"))


class Labelled(msgspec.Struct, frozen=True, kw_only=True):
    """One vacancy with its circumstances and what it is: ``fraud`` or ``clean``."""

    name: str
    label: str
    content: VacancyContent
    context: CheckContext


def subject_of(case: Labelled) -> Subject:
    """Return the vacancy as rules see it."""
    return Subject.of(case.content, case.context)


def _case(label: str, stated: dict[str, Any]) -> Labelled:
    given = dict(stated)
    employer = given.pop("employer", None)
    context = CheckContext(
        now=NOW,
        reference=KnownEverything(),
        employer_name=given.pop("employer_name", "PT Contoh"),
        copied_from=given.pop("copied_from", None),
        employer=None if employer is None else msgspec.convert(employer, EmployerFacts),
    )
    name = given.pop("name")
    return Labelled(name=name, label=label, content=msgspec.convert(given, VacancyContent), context=context)


CASES = tuple(
    _case(path.stem, stated)
    for path in FILES
    for stated in tomllib.loads(path.read_text(encoding="utf-8"))["vacancies"]
)
