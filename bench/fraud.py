"""How well the score tells frauds from honest vacancies, and what it says of the Jobstreet vacancies of 2024.

python -m bench.fraud            the invented vacancies of the tests: area under the curve, what each score reaches
python -m bench.fraud FILE.csv   real ones of ../shared/data/vacancies too, in halves by employer; --show reads them

The signs are tuned on the first half alone: the second tells what to expect elsewhere. Real vacancies are taken for
honest, as their portal has checked them; there is no collection of real frauds.
"""

import argparse
import hashlib
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

import msgspec

from bench.validation import converted
from chalicelib.partners.translation import Converted
from chalicelib.vacancies.coding import coded
from chalicelib.validation.context import CheckContext, SourceKind
from chalicelib.validation.fraud import assessed
from chalicelib.validation.fraud.model import Assessment, Level
from chalicelib.validation.fraud.scoring import weights
from chalicelib.validation.subject import Subject
from tests.validation.fraud_cases import CASES, subject_of

_STEPS = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)
_DAY = date(2024, 4, 30)


class Rates(msgspec.Struct, frozen=True):
    """From a score on: the share of frauds reached, and of honest vacancies wrongly reached."""

    score: float
    caught: float
    wrong: float


def area(frauds: Sequence[float], honest: Sequence[float]) -> float:
    """Return the chance that a fraud scores above an honest vacancy, ties counted half (area under the ROC curve)."""
    pairs = [(fraud > clean) + (fraud == clean) / 2 for fraud in frauds for clean in honest]
    return sum(pairs) / len(pairs)


def rates(frauds: Sequence[float], honest: Sequence[float], steps: Sequence[float] = _STEPS) -> tuple[Rates, ...]:
    """Return the rates from each of ``steps`` on."""
    return tuple(Rates(step, _reached(frauds, step), _reached(honest, step)) for step in steps)


def half(employer: str) -> int:
    """Return 1 or 2: all vacancies of an employer are in one half, whatever the spelling of its name's case."""
    return 1 + hashlib.sha256(employer.casefold().encode()).digest()[-1] % 2


def assessments(found: Sequence[Converted]) -> Iterator[tuple[Converted, Assessment]]:
    """Yield each vacancy once with its assessment, with the occupation that its title tells."""
    seen: set[tuple[str, str, str]] = set()
    now = datetime(_DAY.year, _DAY.month, _DAY.day, tzinfo=UTC)
    for entry in found:
        mark = (entry.employer_name, entry.content.title, entry.content.description)
        if mark not in seen:
            seen.add(mark)
            context = CheckContext(now=now, source=SourceKind.PARTNER, employer_name=entry.employer_name)
            yield entry, assessed(Subject.of(coded(entry.content).content, context))


def invented() -> None:
    """Print how the invented vacancies are told apart."""
    labels = ("fraud", "clean")
    scores = {label: [assessed(subject_of(case)).score for case in CASES if case.label == label] for label in labels}
    frauds, honest = scores["fraud"], scores["clean"]
    print(f"invented: {len(frauds)} frauds, {len(honest)} honest, area under the curve {area(frauds, honest):.3f}")
    for row in rates(frauds, honest):
        print(f"  from {row.score:.1f}  caught {row.caught:6.1%}  wrong {row.wrong:6.1%}")


def real(paths: Sequence[Path], *, show: bool) -> None:
    """Print levels and signs among real vacancies, by half; with ``show`` each that is marked or suspected."""
    results = list(assessments([entry for path in paths for entry in converted(path, _DAY)]))
    for number in (1, 2):
        part = [(entry, found) for entry, found in results if half(entry.employer_name) == number]
        levels = Counter(found.level.value for _, found in part)
        signs = Counter(sighting.signal for _, found in part for sighting in found.sightings)
        print(f"half {number}: {len(part)} vacancies, {dict(levels)}, signs {dict(signs)}")
        for entry, found in part:
            if show and found.level is not Level.CLEAN:
                print(
                    f"  {found.score:.2f} {entry.content.title}:", "; ".join(each.name.en for each in found.sightings)
                )


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the tables."""
    parser = argparse.ArgumentParser(prog="python -m bench.fraud", description=__doc__)
    parser.add_argument("sources", type=Path, nargs="*")
    parser.add_argument("--show", action="store_true")
    given = parser.parse_args(arguments)
    used = weights()
    print(f"weights {used.version}: marked from {used.marked}, suspected from {used.suspected}")
    invented()
    if given.sources:
        real(given.sources, show=given.show)
    return 0


def _reached(scores: Sequence[float], step: float) -> float:
    return sum(score >= step for score in scores) / len(scores)


if __name__ == "__main__":
    sys.exit(main())
