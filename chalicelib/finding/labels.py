"""Codes as people read them."""

from collections.abc import Callable, Mapping

from chalicelib import reference
from chalicelib.texts import Language, Text
from search.request import Facet
from search.vocabulary import Kind

_NOT_STATED = Text("Tidak disebutkan", "Not stated")
_TRUTH = {"true": Text("Ya", "Yes"), "false": Text("Tidak", "No")}


def label(kind: Kind, code: str, language: Language) -> str:
    """Return the label of ``code``, or the code itself when the tables no longer have it."""
    return text_of(kind, code).in_language(language)


def text_of(kind: Kind, code: str) -> Text:
    """Return the label of ``code`` in both languages, or the code itself when the tables no longer have it."""
    found = _TABLES[kind](code) if kind in _TABLES else None
    return found or Text(code, code)


def facet_label(facet: Facet, value: str | None, language: Language, names: Mapping[str, str]) -> str:
    """Return how to show one choice of a facet; ``names`` are those of employers."""
    if value is None:
        return _NOT_STATED.in_language(language)
    if facet is Facet.REMOTE:
        return _TRUTH[value].in_language(language)
    if facet is Facet.SALARY:
        amount = f"Rp{int(value):,}".replace(",", ".")
        return Text(f"Mulai {amount}", f"From {amount}").in_language(language)
    kind = _KINDS.get(facet)
    return label(kind, value, language) if kind else names.get(value, value)


def _occupation(code: str) -> Text | None:
    found = reference.occupations().get(code)
    return found.label if found else None


def _skill(code: str) -> Text | None:
    found = reference.skills().get(code)
    return found.label if found else None


def _region(code: str) -> Text | None:
    found = reference.regions().get(code)
    return found.label if found else None


def _education(code: str) -> Text | None:
    found = reference.education_levels().get(code)
    return found.label if found else None


def _employment_type(code: str) -> Text | None:
    found = reference.employment_types().get(code)
    return found.label if found else None


_TABLES: Mapping[Kind, Callable[[str], Text | None]] = {
    Kind.OCCUPATION: _occupation,
    Kind.SKILL: _skill,
    Kind.REGION: _region,
    Kind.EDUCATION: _education,
    Kind.EMPLOYMENT_TYPE: _employment_type,
}
_KINDS = {
    Facet.OCCUPATION: Kind.OCCUPATION,
    Facet.SKILL: Kind.SKILL,
    Facet.REGION: Kind.REGION,
    Facet.EDUCATION: Kind.EDUCATION,
    Facet.EMPLOYMENT_TYPE: Kind.EMPLOYMENT_TYPE,
}
