"""The vacancy as rules see it: its content, the circumstances, and its texts made ready for phrases."""

from collections.abc import Callable
from typing import Any, TypeVar

import msgspec
from msgspec import field

from chalicelib.vacancies.model import VacancyContent
from chalicelib.validation.context import CheckContext, Reference
from chalicelib.validation.reading import Passage, passages

_T = TypeVar("_T")


class Subject(msgspec.Struct, frozen=True, kw_only=True):
    """One vacancy under check; ``texts`` are its title, description and benefits, where they are not empty.

    ``memory`` holds what several rules ask of it, see `once`.
    """

    content: VacancyContent
    context: CheckContext
    reference: Reference
    texts: tuple[Passage, ...]
    memory: dict[Callable[["Subject"], Any], Any] = field(default_factory=dict)

    def once(self, make: Callable[["Subject"], _T]) -> _T:
        """Return what ``make`` makes of this subject, made at the first call and remembered."""
        if make not in self.memory:
            self.memory[make] = make(self)
        found: _T = self.memory[make]
        return found

    @classmethod
    def of(cls, content: VacancyContent, context: CheckContext) -> "Subject":
        """Prepare ``content`` for the rules."""
        if context.reference is None:
            from chalicelib.validation.tables import ReferenceTables

            reference: Reference = ReferenceTables()
        else:
            reference = context.reference
        texts = {"/title": content.title, "/description": content.description, "/benefits": content.benefits}
        return cls(content=content, context=context, reference=reference, texts=passages(texts))
