"""How good the Jobstreet vacancies of 2024 are by the measures of quality, and how fast they are measured.

python -m bench.quality ../shared/data/vacancies/jobstreet-2024-with-text.csv [--today 2024-04-30]
python -m bench.quality --invented 5000

They are pushed as by a partner and checked on the day that is named; nothing is stored. The speed is of measuring
alone, in processor time.

Of the invented vacancies of the sample data it is known that titles and occupations agree. The second form tells how
many are held to disagree, and how many are when the occupations are dealt out anew.
"""

import argparse
import random
import sys
import time
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

import msgspec

from bench.validation import converted
from chalicelib.clock import SYSTEM_CLOCK
from chalicelib.quality.measuring import CHECKS, measured
from chalicelib.quality.model import added, counts_of
from chalicelib.quality.scoring import Scores, scored
from chalicelib.vacancies.model import Source, State, Stated, Vacancy, VacancyContent
from chalicelib.vacancies.planning import Present, SourceItem, planned
from local.seed.vacancies import sample_vacancies

_NOON = datetime(2026, 1, 1, 5, tzinfo=UTC)
_BARE = Vacancy(
    id="",
    employer_id="",
    employer_name="",
    source=Source(),
    content=VacancyContent(title="..."),
    content_hash="",
    state=State.PUBLISHED,
    posted_at=_NOON,
    updated_at=_NOON,
    expires_at=_NOON,
    stated=Stated(occupation=True),
)


def pushed(path: Path, today: date) -> list[Vacancy]:
    """Return the described vacancies of a file as they would stand after a push at noon."""
    now = datetime(today.year, today.month, today.day, 5, tzinfo=UTC)
    made = []
    for entry in converted(path, today):
        # The portal states neither; they are found anew, as in a push.
        content = msgspec.structs.replace(entry.content, occupation=None, skills=())
        item = SourceItem(
            source=Source(partner="par_bench", external_id=entry.external_id),
            employer_name=entry.employer_name,
            content=content,
            posted_at=entry.posted_at,
        )
        plan = planned(item, Present(), "emp_bench", now)
        made += [plan.write] if plan.write is not None else []
    return made


def total(vacancies: Sequence[Vacancy]) -> Mapping[str, int]:
    """Measure every vacancy, print the speed, and return the counts of all."""
    started = time.process_time()
    found = [of for vacancy in vacancies if (of := measured(vacancy)) is not None]
    spent = time.process_time() - started
    print(f"{len(vacancies) / spent:,.0f} vacancies a second on one core")
    counts: dict[str, int] = {}
    for of in found:
        counts = added(counts, counts_of(of))
    return counts


def report(scores: Scores | None) -> None:
    """Print the share of each dimension and field."""
    for dimension in scores.dimensions if scores is not None else ():
        print(f"{dimension.dimension:14} {dimension.share:7.1%}")
        for each in dimension.cells:
            print(f"  {each.cell.field:18} {each.good:6} of {each.of:6} {each.share:7.1%}")


def titles_against_occupations(number: int) -> None:
    """Print how often a right occupation is held to contradict its title, and how often a wrong one is."""
    made = list(sample_vacancies(number))
    dealt = [each.occupation for each in made]
    random.Random(1).shuffle(dealt)
    right = [_agrees(each.title, each.occupation) for each in made]
    pairs = [(each, code) for each, code in zip(made, dealt, strict=True) if each.occupation[0] != code[0]]
    wrong = [_agrees(each.title, code) for each, code in pairs]
    print(f"right: {right.count(False)} of {number - right.count(None)} that could be compared held to be wrong")
    print(f"wrong: {wrong.count(False)} of {len(wrong)} found")


def _agrees(title: str, occupation: str) -> bool | None:
    content = VacancyContent(title=title, occupation=occupation)
    return CHECKS["consistency_occupation"](msgspec.structs.replace(_BARE, content=content))


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure a file and print what was found."""
    parser = argparse.ArgumentParser(prog="python -m bench.quality", description=__doc__.splitlines()[0])
    parser.add_argument("file", type=Path, nargs="?")
    parser.add_argument("--invented", type=int)
    parser.add_argument("--today", type=date.fromisoformat, default=SYSTEM_CLOCK.now().date())
    options = parser.parse_args(arguments)
    if options.invented:
        titles_against_occupations(options.invented)
    if options.file is None:
        return 0
    report(scored(total(pushed(options.file, options.today))))
    return 0


if __name__ == "__main__":
    sys.exit(main())
