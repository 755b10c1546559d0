"""The vacancy as rules see it: its content, the circumstances, and its texts made ready for phrases."""

import msgspec

from chalicelib.vacancies.model import VacancyContent
from chalicelib.validation.context import CheckContext, Reference
from chalicelib.validation.reading import Passage, passages


class Subject(msgspec.Struct, frozen=True, kw_only=True):
    """One vacancy under check; ``texts`` are its title, description and benefits, where they are not empty."""

    content: VacancyContent
    context: CheckContext
    reference: Reference
    texts: tuple[Passage, ...]

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
