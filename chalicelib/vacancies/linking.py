"""Vacancies linked to those that are the same: which one is canonical, and on which portals it stands.

No edit: the machine and the offices link, the poster's content stays as it is and can still be changed by whoever read
it before.
"""

from collections.abc import Callable

import msgspec

from chalicelib.errors import Unavailable
from chalicelib.vacancies import table
from chalicelib.vacancies.model import AlsoOn, Vacancy

_ATTEMPTS = 8


class Links(msgspec.Struct, frozen=True, kw_only=True):
    """What a vacancy is linked to: the canonical one, or when it is that itself the other portals."""

    canonical_id: str | None = None
    also_on: tuple[AlsoOn, ...] = ()


def link(vacancy_id: str, links_of: Callable[[Vacancy], Links]) -> Vacancy:
    """Store the links of a vacancy and return it; nothing is written when it has them already.

    ``links_of`` is asked after the vacancy was read, and again when another write came in between: so what is written
    is never older than what stands there. Raises `NotFound`, and `Unavailable` when races outlast the attempts.
    """
    for _ in range(_ATTEMPTS):
        item = table.load(vacancy_id)
        wanted = linked(item.vacancy, links_of(item.vacancy))
        if wanted is item.vacancy or table.replace(wanted, item.version):
            return wanted
    raise Unavailable


def linked(vacancy: Vacancy, links: Links) -> Vacancy:
    """Return the vacancy with ``links`` under a new revision, the very same one when it has them.

    ``recoded_from`` says since which revision only machines wrote: a poster who read the vacancy then may change it.
    """
    if (vacancy.canonical_id, vacancy.also_on) == (links.canonical_id, links.also_on):
        return vacancy
    first = vacancy.revision if vacancy.recoded_from is None else vacancy.recoded_from
    return msgspec.structs.replace(
        vacancy,
        canonical_id=links.canonical_id,
        also_on=links.also_on,
        revision=vacancy.revision + 1,
        recoded_from=first,
    )
