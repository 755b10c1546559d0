"""From which confidence on a fact stands in for a field that was left empty.

Each threshold is the least at which, on the part to tune of the development data, nineteen of twenty facts that are
read were right (``python -m bench.facts``; docs/facts.md has the tables).
"""

from collections.abc import Mapping

from chalicelib.facts.model import Fact

ENOUGH: Mapping[str, float] = {
    "education": 0.7,
    "experience_months": 0.7,
    "fresh_graduate": 0.7,
    "pay": 0.7,
    "employment_type": 0.7,
    "hours": 0.7,
    "region": 0.7,
    "skills": 0.7,
    "licences": 0.7,
    "languages": 0.7,
}


def is_sure(kind: str, fact: Fact[object]) -> bool:
    """Tell whether a fact of ``kind`` is sure enough to stand in for an empty field."""
    return fact.confidence >= ENOUGH[kind]
