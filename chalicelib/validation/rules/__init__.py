"""The rules themselves; importing this package registers every one in the catalogue."""

from chalicelib.validation.rules import (
    codes,
    completeness,
    contact,
    dates,
    fees,
    meaning,
    minimum_wage,
    pay,
    persons,
    work,
)

__all__ = [
    "codes",
    "completeness",
    "contact",
    "dates",
    "fees",
    "meaning",
    "minimum_wage",
    "pay",
    "persons",
    "work",
]
