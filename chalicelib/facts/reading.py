"""Reading the facts of a vacancy's text."""

from collections.abc import Callable, Collection, Mapping
from typing import Any

from chalicelib.facts.contract import contract
from chalicelib.facts.experience import experience, graduates
from chalicelib.facts.hours import hours
from chalicelib.facts.model import DESCRIPTION, TITLE, Fact, Facts
from chalicelib.facts.named import languages, licences, skill_mentions, skills
from chalicelib.facts.pay import pay
from chalicelib.facts.places import place
from chalicelib.facts.schooling import schooling
from chalicelib.validation.reading import Passage, passages

_READERS: Mapping[str, Callable[[tuple[Passage, ...]], Any]] = {
    "education": schooling,
    "experience_months": experience,
    "fresh_graduate": graduates,
    "pay": pay,
    "employment_type": contract,
    "hours": hours,
    "region": place,
    "skills": skills,
    "licences": licences,
    "languages": languages,
}
KINDS = frozenset(_READERS)
"""Every kind of fact: the fields of `Facts`."""
_TITLE_FIRST = frozenset({"employment_type", "skills", "licences", "languages"})
"""Of the other kinds the title is read only where the description says nothing."""


def facts(title: str, description: str, kinds: Collection[str] = KINDS) -> Facts:
    """Return what ``title`` and ``description`` state of ``kinds``; pure, and for any text. Raises BadTable."""
    texts = _passages(title, description)
    orders = (texts[::-1], texts)
    return Facts(**{kind: read(orders[kind in _TITLE_FIRST]) for kind, read in _READERS.items() if kind in kinds})


def skills_named(title: str, description: str) -> tuple[Fact[str], ...]:
    """Return every place where ``title`` and ``description`` name a skill: one may be named more than once."""
    return tuple(skill_mentions(_passages(title, description)))


def _passages(title: str, description: str) -> tuple[Passage, ...]:
    return passages({TITLE: title, DESCRIPTION: description})
