"""Reference data: places, occupations, skills, study, work and its pay, languages, licences, wages, the calendar.

Everything is read from versioned files beside this package at the first call, never at import, and is immutable.
"""

from chalicelib.reference.current_codes import occupation_now, occupations_now
from chalicelib.reference.days import (
    UnknownYear,
    add_working_days,
    calendar,
    calendar_years,
    is_ramadan,
    is_working_day,
    ramadans,
    working_days,
)
from chalicelib.reference.districts import districts
from chalicelib.reference.duties import description, hazard_for_minors, required_licences
from chalicelib.reference.files import BadTable
from chalicelib.reference.lists import education_levels, employment_types, highest_rank, languages, licences
from chalicelib.reference.mastery import language_levels, language_tests
from chalicelib.reference.occupations import occupations
from chalicelib.reference.pay import UnknownPeriod
from chalicelib.reference.pay_ranges import typical_pay
from chalicelib.reference.recognising import lexicon, recogniser
from chalicelib.reference.regions import regions
from chalicelib.reference.schooling import required_education
from chalicelib.reference.skills import skills
from chalicelib.reference.study import fields_of_study, programmes
from chalicelib.reference.title_coding import code_title, is_sure, occupation_told, suggest
from chalicelib.reference.wages import minimum_wage, newest_wages, wage_in_force
from chalicelib.reference.words import vocabulary
from chalicelib.reference.work import benefits, industries, pay_periods, working_arrangements

__all__ = [
    "BadTable",
    "UnknownPeriod",
    "UnknownYear",
    "add_working_days",
    "benefits",
    "calendar",
    "calendar_years",
    "code_title",
    "description",
    "districts",
    "education_levels",
    "employment_types",
    "fields_of_study",
    "hazard_for_minors",
    "highest_rank",
    "industries",
    "is_ramadan",
    "is_sure",
    "is_working_day",
    "language_levels",
    "language_tests",
    "languages",
    "lexicon",
    "licences",
    "minimum_wage",
    "newest_wages",
    "occupation_now",
    "occupation_told",
    "occupations",
    "occupations_now",
    "pay_periods",
    "programmes",
    "ramadans",
    "recogniser",
    "regions",
    "required_education",
    "required_licences",
    "skills",
    "suggest",
    "typical_pay",
    "vocabulary",
    "wage_in_force",
    "working_arrangements",
    "working_days",
]
