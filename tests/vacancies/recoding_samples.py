"""Vacancies that other tables coded, and a store in memory to recode them in."""

from collections.abc import Callable
from typing import Any

import msgspec

from chalicelib.identifiers import derived_identifier
from chalicelib.vacancies.coding import coded, with_codes
from chalicelib.vacancies.model import State, Stated, Vacancy
from chalicelib.vacancies.recoding_store import Numbered, Page, Reached
from tests.vacancies.samples import content, vacancy

OLD = "job_titles=0 occupations=2014 skills=0"
"""Tables from before."""


def old(number: int = 1, **changes: Any) -> Vacancy:
    """A published vacancy whose occupation the machine took for another one, with tables from before."""
    usual: dict[str, Any] = {
        "id": derived_identifier("vac", f"old {number}"),
        "content": content(title=f"Kasir Toko {number}", occupation="2512", skills=()),
        "occupation_confidence": 0.6,
        "coded_with": OLD,
        "stated": Stated(),
        "state": State.PUBLISHED,
        "revision": 3,
    } | changes
    return vacancy(usual.pop("state"), **usual)


def current(number: int = 1, **changes: Any) -> Vacancy:
    """The same, as today's tables code it."""
    before = old(number, **changes)
    stated = msgspec.structs.replace(before.content, occupation=None)
    return with_codes(before, coded(stated))


class MemoryStore:
    """Vacancies by identifier, each at a version; ``meddle`` is called with each one before it is stored."""

    def __init__(self, vacancies: list[Vacancy], meddle: Callable[[str], None] | None = None) -> None:
        self.rows = {each.id: Numbered(each, 1) for each in vacancies}
        self.meddle = meddle or (lambda _: None)
        self.pages: list[str | None] = []
        self.saved = 0

    def page(self, after: str | None, limit: int) -> Page:
        self.pages.append(after)
        keys = sorted(key for key in self.rows if after is None or key > after)
        return Page(tuple(self.rows[key] for key in keys[:limit]), keys[limit - 1] if len(keys) > limit else None)

    def load(self, vacancy_id: str) -> Numbered | None:
        return self.rows.get(vacancy_id)

    def save(self, vacancy: Vacancy, version: int) -> bool:
        self.meddle(vacancy.id)
        present = self.rows.get(vacancy.id)
        if present is None or present.version != version:
            return False
        self.rows[vacancy.id] = Numbered(vacancy, version + 1)
        self.saved += 1
        return True

    def about(self) -> int | None:
        return len(self.rows)

    def edit(self, vacancy_id: str, **changes: Any) -> None:
        """Somebody else's write."""
        present = self.rows[vacancy_id]
        edited = msgspec.structs.replace(present.vacancy, **changes)
        self.rows[vacancy_id] = Numbered(edited, present.version + 1)

    def contents(self) -> list[Vacancy]:
        return [self.rows[key].vacancy for key in sorted(self.rows)]


class MemoryCheckpoint:
    """A checkpoint, and how often it was noted."""

    def __init__(self) -> None:
        self.reached: Reached | None = None
        self.notes = 0

    def read(self) -> Reached | None:
        return self.reached

    def note(self, reached: Reached) -> None:
        self.reached, self.notes = reached, self.notes + 1

    def clear(self) -> None:
        self.reached = None
