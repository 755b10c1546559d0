"""Codes must be those of the reference tables: an unknown one would never be found."""

from collections.abc import Callable, Iterator

from chalicelib.texts import Text
from chalicelib.validation.catalogue import CATALOGUE, Observation
from chalicelib.validation.subject import Subject

_MESSAGE = Text("Kode {code} tidak dikenal.", "The code {code} is not known.")


def _unless_known(code: str | None, known: Callable[[str], bool], pointer: str) -> Iterator[Observation]:
    if code is not None and not known(code):
        yield Observation(pointer=pointer, values={"code": code})


@CATALOGUE.rule("region_unknown", version=1, message=_MESSAGE)
def region_unknown(subject: Subject) -> Iterator[Observation]:
    """The region is a province or regency of the ministry's list."""
    yield from _unless_known(subject.content.region, subject.reference.knows_region, "/region")


@CATALOGUE.rule("occupation_unknown", version=1, message=_MESSAGE)
def occupation_unknown(subject: Subject) -> Iterator[Observation]:
    """The occupation is a group of KBJI/ISCO-08."""
    yield from _unless_known(subject.content.occupation, subject.reference.knows_occupation, "/occupation")


@CATALOGUE.rule("education_unknown", version=1, message=_MESSAGE)
def education_unknown(subject: Subject) -> Iterator[Observation]:
    """The education is a level of the reference list."""
    yield from _unless_known(subject.content.education, subject.reference.knows_education, "/education")


@CATALOGUE.rule("skill_unknown", version=1, message=_MESSAGE)
def skill_unknown(subject: Subject) -> Iterator[Observation]:
    """Every skill is a concept of the reference list."""
    for place, code in enumerate(subject.content.skills):
        yield from _unless_known(code, subject.reference.knows_skill, f"/skills/{place}")


@CATALOGUE.rule("licence_unknown", version=1, message=_MESSAGE)
def licence_unknown(subject: Subject) -> Iterator[Observation]:
    """Every licence is one of the reference list."""
    for place, code in enumerate(subject.content.licences):
        yield from _unless_known(code, subject.reference.knows_licence, f"/licences/{place}")


@CATALOGUE.rule("language_unknown", version=1, message=_MESSAGE)
def language_unknown(subject: Subject) -> Iterator[Observation]:
    """Every language is one of the reference list."""
    for place, code in enumerate(subject.content.languages):
        yield from _unless_known(code, subject.reference.knows_language, f"/languages/{place}")
