"""What a message about renewals says: how many vacancies, which, and until when."""

from collections.abc import Sequence

from chalicelib.clock import day_of
from chalicelib.texts import Text
from chalicelib.vacancies.model import Vacancy

MOST_NAMED = 30
"""Vacancies that one message names; the others are counted."""


def renewal_values(waiting: Sequence[Vacancy]) -> dict[str, Text]:
    """Return the values of the template for vacancies that are to be renewed, the earliest end first, at least one."""
    named, rest = waiting[:MOST_NAMED], len(waiting) - MOST_NAMED
    lines = [
        f"- {' '.join(vacancy.content.title.split())} ({day_of(vacancy.expires_at).isoformat()})" for vacancy in named
    ]
    ends = "\n".join(lines)
    more = Text(f"\n- dan {rest} lagi", f"\n- and {rest} more") if rest > 0 else Text("", "")
    first = day_of(waiting[0].expires_at).isoformat()
    return {
        "count": _same(str(len(waiting))),
        "by": _same(first),
        "list": Text(ends + more.id, ends + more.en),
    }


def _line(vacancy: Vacancy) -> str:
    title = " ".join(vacancy.content.title.split())
    return f"- {title} ({day_of(vacancy.expires_at).isoformat()})"


def _same(text: str) -> Text:
    return Text(text, text)
