"""The rules themselves; importing this package registers every one in the catalogue."""

from chalicelib.validation.rules import (
    age,
    appearance,
    codes,
    completeness,
    contact,
    dates,
    disability,
    ethnicity,
    fees,
    marital,
    meaning,
    minimum_wage,
    pay,
    religion,
    sex,
    work,
)

__all__ = [
    "age",
    "appearance",
    "codes",
    "completeness",
    "contact",
    "dates",
    "disability",
    "ethnicity",
    "fees",
    "marital",
    "meaning",
    "minimum_wage",
    "pay",
    "religion",
    "sex",
    "work",
]
