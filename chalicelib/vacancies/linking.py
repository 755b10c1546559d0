"""Vacancies linked to those that are the same: which one is canonical, and on which portals it stands.

No edit: the machine and the offices link, the poster's content stays as it is and can still be changed by whoever read
it before.
"""

from collections.abc import Callable, Collection, Iterable, Mapping

import msgspec

from chalicelib.errors import Unavailable
from chalicelib.vacancies import table
from chalicelib.vacancies.model import AlsoOn, Vacancy

_ATTEMPTS = 8


class Links(msgspec.Struct, frozen=True, kw_only=True):
    """What a vacancy is linked to: the canonical one, or when it is that itself the other portals."""

    canonical_id: str | None = None
    also_on: tuple[AlsoOn, ...] = ()


def link(vacancy_ids: Iterable[str], links_of: Callable[[Collection[str]], Mapping[str, Links]]) -> tuple[str, ...]:
    """Store the links of vacancies and return those that were written; who has them already is not written.

    ``links_of`` is asked after the vacancies were read, and again after they were written: another one may have
    written newer links without seeing ours. So what stands there in the end is never older than what it says. Vacancies
    that do not exist, or that it does not name, are left alone. Raises `Unavailable` when races outlast the attempts.
    """
    waiting, written = set(vacancy_ids), set[str]()
    for _ in range(_ATTEMPTS):
        items = table.load_many(waiting) if waiting else {}
        wanted = links_of(items.keys()) if items else {}
        waiting = {name for name in items.keys() & wanted.keys() if _is_other(items[name].vacancy, wanted[name])}
        if not waiting:
            return tuple(sorted(written))
        for name in sorted(waiting):
            if table.replace(linked(items[name].vacancy, wanted[name]), items[name].version):
                written.add(name)
    raise Unavailable


def _is_other(vacancy: Vacancy, links: Links) -> bool:
    return linked(vacancy, links) is not vacancy


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
