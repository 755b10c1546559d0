"""Whether the counts of job titles hold together: of known titles, and all of as many vacancies."""

from collections.abc import Callable, Collection, Iterator, Sequence

from chalicelib.reference import files
from chalicelib.reference.model_occupations import TitleCount
from chalicelib.reference.occupations import occupations
from chalicelib.reference.title_counts import COUNTS
from search.normalise import normalise

Problems = Iterator[tuple[str, str]]
"""Keys of rows and what is wrong with them."""
_HALF = 0.00051
"""By how much a share of a thousand may be off through rounding to three decimals."""
Bounds = tuple[float, float]


def counts(rows: Sequence[TitleCount], known: Callable[[str], bool]) -> Problems:
    """Yield titles that are not ``known`` or there twice, and counts and shares that are not of the same vacancies."""
    if not rows:
        yield "", "has no title"
        return
    total = _total(max(rows, key=lambda row: row.count))
    seen = set[str]()
    for row in rows:
        surface = normalise(row.title)
        problems = (*_title(surface, known, seen), *_share(row, total))
        yield from ((row.title, problem) for problem in problems)
        seen.add(surface)
    if sum(row.count for row in rows) > total[1]:
        yield "", "counts more vacancies than there are"


def _title(surface: str, known: Callable[[str], bool], seen: Collection[str]) -> Iterator[str]:
    if not known(surface):
        yield "is no known title"
    if surface in seen:
        yield "is there in another spelling"


def _share(row: TitleCount, total: Bounds) -> Iterator[str]:
    fewest, most = total
    if row.count < 1:
        yield f"is used by {row.count} vacancies"
    elif not 1000 * row.count / most - _HALF <= row.per_mille <= 1000 * row.count / fewest + _HALF:
        yield f"is used by {row.count} vacancies, which are not {row.per_mille} of a thousand"


def _total(row: TitleCount) -> Bounds:
    """Return between which numbers of vacancies there are when ``row`` is right: its share is rounded."""
    count, share = max(row.count, 1), max(row.per_mille, 2 * _HALF)
    return 1000 * count / (share + _HALF), 1000 * count / (share - _HALF)


def count_checks() -> Iterator[tuple[str, Callable[[], Problems]]]:
    """Yield the check of each version."""
    surfaces = occupations().surfaces
    for version in files.versions(COUNTS):
        rows = files.typed(COUNTS, version, TitleCount)
        yield COUNTS, lambda rows=rows: counts(rows, lambda title: surfaces.get(title) is not None)  # type: ignore[misc]
