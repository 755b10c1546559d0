"""From which confidence on a fact stands in for a field that was left empty.

What is only wished for, where one lives, or a name of several regions stays below. From here on at least nineteen of
twenty facts were right wherever texts were judged by hand; docs/facts.md has the figures, and says of which kinds there
are too few to tell (``python -m bench.facts``).
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
