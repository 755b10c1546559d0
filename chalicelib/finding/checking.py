"""Codes that callers send: each must be in the reference tables, or it is named in an error."""

from collections.abc import Callable, Iterable

from chalicelib import reference
from chalicelib.errors import FieldError, InvalidInput, NotFound
from chalicelib.identifiers import is_identifier
from chalicelib.texts import Text
from search.request import Criteria


def check_codes(criteria: Criteria, education: str | None = None) -> None:
    """Raise `InvalidInput` that names every parameter with an unknown code.

    Occupations and regions may be beginnings of codes as far as the tables have them as groups of their own.
    """
    errors = [
        *_unknown("occupation", criteria.occupations, lambda code: code in reference.occupations()),
        *_unknown("skill", criteria.skills, lambda code: code in reference.skills()),
        *_unknown("region", criteria.regions, lambda code: code in reference.regions()),
        *_unknown("employment_type", criteria.employment_types, lambda code: code in reference.employment_types()),
        *_unknown("education", (education,) if education else (), lambda code: code in reference.education_levels()),
        *_unknown("source", criteria.sources, _is_source),
        *_unknown("employer", criteria.employers, _is_employer),
    ]
    if errors:
        raise InvalidInput(Text("Ada kode yang tidak dikenal.", "Some codes are not known."), errors)


def education_rank(code: str | None) -> int | None:
    """Return the rank of a known level of schooling."""
    return reference.highest_rank([code])


def _is_source(code: str) -> bool:
    from chalicelib import partners
    from chalicelib.vacancies.model import DIRECT

    return code == DIRECT or _exists(code, "par", partners.partner)


def _is_employer(code: str) -> bool:
    from chalicelib import employers

    return _exists(code, "emp", employers.stored)


def _exists(code: str, prefix: str, find: Callable[[str], object]) -> bool:
    if not is_identifier(code, prefix):
        return False
    try:
        find(code)
    except NotFound:
        return False
    return True


def _unknown(name: str, codes: Iterable[str], known: Callable[[str], bool]) -> Iterable[FieldError]:
    for code in codes:
        if not known(code):
            shown = code[:40]
            detail = Text(f"Kode {name} tidak dikenal: {shown}", f"Unknown {name} code: {shown}")
            yield FieldError(pointer=name, code="unknown_code", detail=detail)
