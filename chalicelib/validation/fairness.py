"""The words of a vacancy that ask for what people are and not for what they can: nothing is taken from them."""

from datetime import UTC, datetime
from functools import cache

from chalicelib.vacancies.model import VacancyContent
from chalicelib.validation import rules  # noqa: F401 - importing the rules registers them
from chalicelib.validation.catalogue import CATALOGUE, Observation, Rule
from chalicelib.validation.context import CheckContext
from chalicelib.validation.rules.equality import EQUAL_CHANCES
from chalicelib.validation.subject import Subject

_ANY_DAY = CheckContext(now=datetime(2026, 1, 1, tzinfo=UTC))
"""Whether a phrase discriminates depends on no day, no source and no employer."""


def unequal(content: VacancyContent) -> tuple[Observation, ...]:
    """Return what the newest rules on equal chances see, all of it; what the work itself demands is no part of it."""
    subject = Subject.of(content, _ANY_DAY)
    return tuple(observation for rule in _rules() for observation in rule.observe(subject))


@cache
def _rules() -> tuple[Rule, ...]:
    return tuple(rule for rule in CATALOGUE.rules if EQUAL_CHANCES in (rule.legal_basis or ""))
