"""Completeness and validity: whether a field is stated, and whether what is stated has a form that can be used."""

from collections.abc import Callable, Mapping

from chalicelib.quality.cells import COMPLETE, VALID
from chalicelib.quality.model import Field
from chalicelib.vacancies.model import DIRECT, Vacancy

_Check = Callable[[Vacancy], bool | None]

FORM: Mapping[str, Field] = {
    "title_meaningless": Field.TITLE,
    "description_meaningless": Field.DESCRIPTION,
    "occupation_unknown": Field.OCCUPATION,
    "region_unknown": Field.REGION,
    "pay_too_low": Field.PAY,
    "pay_too_high": Field.PAY,
    "education_unknown": Field.EDUCATION,
    "skill_unknown": Field.SKILLS,
    "licence_unknown": Field.LICENCES,
    "language_unknown": Field.LANGUAGES,
    "openings_implausible": Field.OPENINGS,
    "contact_unreachable": Field.CONTACT,
    "posted_in_future": Field.POSTED,
    "expired": Field.EXPIRES,
    "expires_too_late": Field.EXPIRES,
}
"""Of which field a rule judges the form. What law and fairness say is no matter of form."""


def stated(vacancy: Vacancy, field: Field) -> bool:
    """Tell whether a field is filled; codes that were found in the text count, for people find the vacancy by them."""
    content = vacancy.content
    match field:
        case Field.PAY:
            return bool(content.pay_minimum or content.pay_maximum)
        case Field.POSTED:
            return True
        case Field.EXPERIENCE:
            return content.experience_months is not None or content.fresh_graduate
    value = getattr(content, field.value)
    return bool(value.strip()) if isinstance(value, str) else value not in (None, ())


def _complete(vacancy: Vacancy, field: Field) -> bool | None:
    if field is Field.REGION and vacancy.content.remote:
        return True
    if field is Field.CONTACT and vacancy.source.partner == DIRECT:
        return None  # People apply here.
    return stated(vacancy, field)


def _valid(vacancy: Vacancy, field: Field) -> bool | None:
    if not stated(vacancy, field):
        return None
    return all(FORM.get(finding.code) is not field for finding in vacancy.findings)


def _by_field(check: Callable[[Vacancy, Field], bool | None], field: Field) -> _Check:
    return lambda vacancy: check(vacancy, field)


COMPLETENESS: Mapping[Field, _Check] = {field: _by_field(_complete, field) for field in COMPLETE}
VALIDITY: Mapping[Field, _Check] = {field: _by_field(_valid, field) for field in VALID}
