"""What a message about renewals says: how many vacancies, which, until when, and where each is renewed at once."""

from collections.abc import Sequence

from chalicelib import vacancies
from chalicelib.clock import day_of
from chalicelib.texts import Text
from chalicelib.vacancies.model import Vacancy

MOST_NAMED = 30
"""Vacancies that one message names; the others are counted."""


def renewal_values(waiting: Sequence[Vacancy], person_id: str) -> dict[str, Text]:
    """Return the values of the template for vacancies that are to be renewed, the earliest end first, at least one.

    Each has a link that is for ``person_id`` alone; ``link`` is that of the first.
    """
    named, rest = waiting[:MOST_NAMED], len(waiting) - MOST_NAMED
    links = [vacancies.renewal_link(vacancy, person_id) for vacancy in named]
    lines = "\n".join(_line(vacancy, link) for vacancy, link in zip(named, links, strict=True))
    more = Text(f"\n- dan {rest} lagi", f"\n- and {rest} more") if rest > 0 else Text("", "")
    return {
        "count": _same(str(len(waiting))),
        "by": _same(_end(waiting[0])),
        "list": Text(lines + more.id, lines + more.en),
        "link": _same(links[0]),
    }


def _line(vacancy: Vacancy, link: str) -> str:
    title = " ".join(vacancy.content.title.split())
    return f"- {title} ({_end(vacancy)})\n  {link}"


def _end(vacancy: Vacancy) -> str:
    return day_of(vacancy.expires_at).isoformat()


def _same(text: str) -> Text:
    return Text(text, text)
