"""How often real vacancies use each of the known job titles."""

from collections.abc import Mapping
from functools import cache

from chalicelib.reference import files
from chalicelib.reference.model_occupations import TitleCount
from search.normalise import normalise

COUNTS = "title_counts"
COUNT_VERSION = "2024"
UNSEEN = 0.02
"""Of a thousand vacancies, for a known title that none of those counted has: less than half of a single one."""


@cache
def counted_titles(version: str = COUNT_VERSION) -> Mapping[str, float]:
    """Return how many of a thousand vacancies use each normalised title that was counted. Raises BadTable."""
    return {normalise(row.title): row.per_mille for row in files.typed(COUNTS, version, TitleCount)}
