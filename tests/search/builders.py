"""Invented vacancies for the tests of search."""

from typing import Any

import msgspec

from search.document import VacancyDocument

NOW = 1_790_000_000
DAY = 86_400


def vacancy(number: int = 1, **changes: Any) -> VacancyDocument:
    """Return an invented vacancy, posted ``number`` hours ago, with ``changes``."""
    plain = VacancyDocument(
        id=f"vac_{number:026d}",
        version=1,
        title="Kasir",
        employer_id="emp_1",
        employer_name="PT Contoh Sejahtera",
        posted_at=NOW - number * 3_600,
        expires_at=NOW + 30 * DAY,
        completeness=0.8,
    )
    return msgspec.structs.replace(plain, **changes)
