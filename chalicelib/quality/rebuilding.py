"""Counting anew from the table of vacancies, while changes go on.

A new generation of counts is filled beside the present one. From the moment at which it is announced, every change is
counted in both; what was written before is found in the table. A vacancy that both tell is counted once, by its mark.
When the table was read the new generation takes over in one write, and the old one is dropped.
"""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice

import msgspec

from chalicelib import vacancies
from chalicelib.quality import table
from chalicelib.quality.following import keep, told_of
from chalicelib.quality.table import Generations
from chalicelib.vacancies.model import Vacancy

PAGE = 190
Progress = Callable[[int, int | None], None]
"""Told how many vacancies were counted; of how many is not known."""


class Rebuilt(msgspec.Struct, frozen=True, kw_only=True):
    """What was counted anew: vacancies read, the generation that now counts, and how many old items were dropped."""

    vacancies: int
    generation: int
    dropped: int


def rebuild(progress: Progress | None = None) -> Rebuilt:
    """Count every vacancy anew and return how many those were.

    A run that was broken off is taken up by the next one, which counts nothing twice. Raises `ConditionRefused` when
    another run took over meanwhile, `Unavailable`.
    """
    coming = _announced()
    counted = 0
    for page in _pages(vacancy for vacancy, _ in vacancies.stored()):
        keep(coming, tuple(told_of(vacancy) for vacancy in page), anew=True)
        counted += len(page)
        if progress is not None:
            progress(counted, None)
    present, after = table.generations(), Generations(current=coming)
    table.replace_generations(present, after)
    return Rebuilt(vacancies=counted, generation=coming, dropped=table.drop_other(after))


def _announced() -> int:
    present = table.generations()
    if present.coming is not None:
        return present.coming
    coming = present.current + 1
    table.replace_generations(present, Generations(current=present.current, coming=coming))
    return coming


def _pages(every: Iterable[Vacancy]) -> Iterator[tuple[Vacancy, ...]]:
    source = iter(every)
    while page := tuple(islice(source, PAGE)):
        yield page
