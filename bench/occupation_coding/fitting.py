"""Fits the weights of the evidence on the tune halves: Newton's method for a conditional logit, with a ridge.

Of official and everyday titles the right group is known. Of vacancies only whether a group's kind is plausible in the
sub-class. That is asked of the two groups that matter, the dictionary's and the most voted: the one that is plausible
counts as the right one, two that are as half right each, and where neither is, as if none were. Hand-read codes of
vacancies were right about as often as they are plausible (`docs/reference/coverage.md`).
"""

import math
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import msgspec

from bench.occupation_coding import held_out
from bench.occupation_coding.truth import TUNE, Advertised, Official
from chalicelib.reference.title_coding import named_in
from chalicelib.reference.title_phrases import known_phrases
from chalicelib.reference.title_table import title_reader
from search.coding.confidence import FEATURES, chances, features
from search.coding.suggesting import Choice, choices

RIDGE = 0.5
ROUNDS = 12
_KIND = 2
_HALVINGS, _LEAST = 12, 1e-12
Row = tuple[float, ...]


class Case(msgspec.Struct, frozen=True):
    """The features of each choice, and how far each is the right one: they sum to 1, and to 0 when none is."""

    choices: tuple[Row, ...]
    right: tuple[float, ...]


def cases(official: Iterable[Official], advertised: Iterable[Advertised]) -> Iterator[Case]:
    """Yield the cases of official titles, of vacancies, and of everyday titles that are held out to tune on."""
    for title in official:
        yield _certain(choices_of(title.title), title.code)
    for vacancy in advertised:
        found = choices_of(vacancy.title)
        yield Case(_features(found), _told(found, vacancy))
    out = held_out.drawn(TUNE)
    coder = held_out.without(out)
    for each in held_out.asked(out):
        yield _certain(coder.choices(each.title), each.code)


def choices_of(title: str) -> tuple[Choice, ...]:
    """Return what `chalicelib.reference.suggest` weighs for ``title``."""
    reader = title_reader()
    return choices(reader.telling(title), named_in(title, reader), known_phrases())


def fitted(found: Sequence[Case], rounds: int = ROUNDS) -> Row:
    """Return the weights that make what is known likeliest. A step that would make it less likely is halved."""
    weights: Row = (0.0,) * len(FEATURES)
    for _ in range(rounds):
        slope, curve = _slope_and_curve(found, weights)
        weights = _stepped(found, weights, solved(curve, slope))
    return weights


def likelihood(found: Sequence[Case], weights: Row) -> float:
    """Return the logarithm of how likely ``weights`` make what is known, less the ridge."""
    total = -RIDGE / 2 * sum(weight * weight for weight in weights)
    for case in found:
        likely = chances(case.choices, weights)
        none = 1 - sum(case.right)
        total += none * math.log(max(_LEAST, 1 - sum(likely)))
        total += sum(right * math.log(max(_LEAST, p)) for p, right in zip(likely, case.right, strict=True) if right)
    return total


def _stepped(found: Sequence[Case], weights: Row, step: Sequence[float]) -> Row:
    before = likelihood(found, weights)
    for halvings in range(_HALVINGS):
        tried = tuple(now + each / 2**halvings for now, each in zip(weights, step, strict=True))
        if likelihood(found, tried) > before:
            return tried
    return weights


def solved(matrix: Sequence[Sequence[float]], values: Sequence[float]) -> list[float]:
    """Return x of matrix · x = values by Gauss and Jordan, with pivots. Raises ZeroDivisionError when there is none."""
    rows = [[*row, value] for row, value in zip(matrix, values, strict=True)]
    for at in range(len(rows)):
        best = max(range(at, len(rows)), key=lambda row: abs(rows[row][at]))
        rows[at], rows[best] = rows[best], rows[at]
        rows[at] = [value / rows[at][at] for value in rows[at]]
        for other in range(len(rows)):
            if other != at:
                rows[other] = [b - rows[other][at] * a for a, b in zip(rows[at], rows[other], strict=True)]
    return [row[-1] for row in rows]


def table(weights: Sequence[float], told: str, head: Path) -> str:
    """Return the table file: the lines of origin of ``head``, with ``told`` as the source, and the weights."""
    lines = head.read_text(encoding="utf-8").splitlines()
    origin = [f"# source: {told}" if line.startswith("# source:") else line for line in lines if line.startswith("#")]
    rows = (f"{name}\t{weight:.3f}" for name, weight in zip(FEATURES, weights, strict=True))
    return "\n".join((*origin, "evidence\tweight", *rows)) + "\n"


def _certain(found: Sequence[Choice], code: str) -> Case:
    return Case(_features(found), tuple(float(each.code == code) for each in found))


def _features(found: Sequence[Choice]) -> tuple[Row, ...]:
    return tuple(features(each.evidence) for each in found)


def _told(found: Sequence[Choice], vacancy: Advertised) -> tuple[float, ...]:
    asked = [at == 0 or choice.evidence.word is not None for at, choice in enumerate(found)]
    agree = [
        is_asked and choice.code[:_KIND] in vacancy.plausible for is_asked, choice in zip(asked, found, strict=True)
    ]
    return tuple(each / max(1, sum(agree)) for each in agree)


def _slope_and_curve(found: Sequence[Case], weights: Row) -> tuple[list[float], list[list[float]]]:
    size = len(weights)
    slope = [-RIDGE * weight for weight in weights]
    curve = [[RIDGE if row == column else 0.0 for column in range(size)] for row in range(size)]
    for case in found:
        likely = chances(case.choices, weights)
        mean = [sum(p * row[at] for p, row in zip(likely, case.choices, strict=True)) for at in range(size)]
        for p, row, right in zip(likely, case.choices, case.right, strict=True):
            _add(slope, row, right - p)
            _add_square(curve, row, p)
        _add_square(curve, mean, -1.0)
    return slope, curve


def _add(total: list[float], row: Sequence[float], times: float) -> None:
    for at, value in enumerate(row):
        total[at] += times * value


def _add_square(total: list[list[float]], row: Sequence[float], times: float) -> None:
    for at, value in enumerate(row):
        if value:
            _add(total[at], row, times * value)
