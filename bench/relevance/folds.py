"""The tune part in folds by employer: each an index of its own with queries of its own vacancies."""

import contextlib
import tempfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import msgspec

from bench.relevance.engines import EMBEDDED, filled
from bench.relevance.families import about_skills, about_work
from bench.relevance.judging import RIGHT, gain
from bench.relevance.metrics import SHOWN, scores
from bench.relevance.model import TUNE, Asked, Posting
from bench.relevance.tuning import Measure, Settings
from bench.relevance.ways import Reading, found
from search.port import VacancyIndex
from search.weights import trying, weights

COUNT = 3
Ask = Callable[[Sequence[Posting], int, int], list[Asked]]


class Fold(msgspec.Struct, frozen=True, kw_only=True):
    """Some employers' vacancies in an index, what is asked of it, and what is right for each query."""

    index: VacancyIndex
    asked: tuple[Asked, ...]
    gains: tuple[dict[str, int], ...]


def fold_of(employer: str) -> int:
    """Return the fold that an employer is in; another hash than that of the parts."""
    return zlib.crc32(f"fold {employer}".encode()) % COUNT


@contextlib.contextmanager
def folds(filed: Sequence[Posting], ticked: Sequence[Posting], most: int) -> Iterator[list[list[Fold]]]:
    """Yield for each fold its indices: of the filed and of the ticked vacancies of the tune part."""
    with contextlib.ExitStack() as stack:
        yield [
            [
                _fold(stack, _own(postings, number), ask, most)
                for postings, ask in ((filed, about_work), (ticked, about_skills))
            ]
            for number in range(COUNT)
        ]


def measuring(every: Sequence[Sequence[Fold]]) -> Measure:
    """Return what measures weights on all folds; what was measured once is known."""
    reading, known = Reading(), dict[tuple[tuple[str, float], ...], list[list[float]]]()

    def measure(settings: Settings) -> Sequence[Sequence[float]]:
        key = tuple(sorted(settings.items()))
        if key not in known:
            with trying(msgspec.structs.replace(weights(), **settings)):
                known[key] = [[worth for fold in parts for worth in _worths(fold, reading)] for parts in every]
        return known[key]

    return measure


def _worths(fold: Fold, reading: Reading) -> Iterator[float]:
    for asked, gains in zip(fold.asked, fold.gains, strict=True):
        yield scores(list(found(fold.index, reading, asked.words, SHOWN)), gains, RIGHT).ndcg


def _own(postings: Sequence[Posting], number: int) -> list[Posting]:
    return [each for each in postings if each.part == TUNE and fold_of(each.document.employer_id) == number]


def _fold(stack: contextlib.ExitStack, own: Sequence[Posting], ask: Ask, most: int) -> Fold:
    folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="padan-fold-")))
    index = filled(EMBEDDED, "fold", folder, own)
    stack.callback(index.close)
    asked = tuple(ask(own, TUNE, most))
    return Fold(index=index, asked=asked, gains=tuple(_gains(each, own) for each in asked))


def _gains(asked: Asked, own: Sequence[Posting]) -> dict[str, int]:
    return {each.document.id: gained for each in own if (gained := gain(asked.wanted, each))}
