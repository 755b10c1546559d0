"""Reference data: regions, occupations, skills, schooling, employment types, languages, licences, minimum wages.

Everything is read from versioned files beside this package at the first call, never at import, and is immutable.
"""

from chalicelib.reference.files import BadTable
from chalicelib.reference.lists import education_levels, employment_types, highest_rank, languages, licences
from chalicelib.reference.occupations import occupations
from chalicelib.reference.regions import regions
from chalicelib.reference.skills import skills
from chalicelib.reference.wages import minimum_wage
from chalicelib.reference.words import vocabulary

__all__ = [
    "BadTable",
    "education_levels",
    "employment_types",
    "highest_rank",
    "languages",
    "licences",
    "minimum_wage",
    "occupations",
    "regions",
    "skills",
    "vocabulary",
]
