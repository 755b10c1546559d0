"""What likeness of skills and proximity of occupations are worth, on employers that the tables were not counted on.

    python -m bench.standing_in [../shared/data/vacancies]

The tables are counted anew in one half of the employers. In the other half an invented person has three skills of one
vacancy, and vacancies of other employers that name at least three are ordered by the share of their skills that the
person has. Right are those that the portal files under the same sub-class: how many of the first ten, and how often a
right one stands before another (area under the curve). Of occupations: how often vacancies of one sub-class, but of
different codes, are nearer than others.
"""

import random
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from statistics import fmean
from typing import TYPE_CHECKING, Any

from bench.likeness import THOUSAND, alike_skills, counted, near_occupations, stated, units
from bench.relevance.corpus import ABSENT, FOLDER
from bench.report import figure, heading
from chalicelib.matching.likeness import by_tree
from chalicelib.reference import skills
from chalicelib.reference.checking_skills import above

if TYPE_CHECKING:
    import numpy as np

    from bench.likeness import Stated

    Matrix = np.ndarray[Any, Any]

PEOPLE, SKILLS, FIRST, FEWEST, SEED = 900, 3, 10, 5, 1


def whole() -> "Matrix":
    """Return which skill (row) has which one (column): itself and all above it."""
    import numpy as np

    table = {skill.code: skill for skill in skills()}
    column = {code: number for number, code in enumerate(table)}
    found = np.eye(len(table), dtype=np.float32)
    for code, row in column.items():
        found[row, [column[over] for over in above(code, table)]] = 1
    return found


def by_skills(others: Sequence["Stated"], likeness: "Matrix") -> Iterator[tuple[float, float]]:
    """Yield for each invented person the share of right ones among the first ten, and the area under the curve."""
    import numpy as np

    telling = [each for each in others if each.filed[1] and len(each.skills) >= SKILLS]
    table = [skill.code for skill in skills()]
    asked = counted(telling, table) * np.array([skills().rarity(code) for code in table], np.float32)
    column = {code: number for number, code in enumerate(table)}
    chance = random.Random(SEED)
    for each in chance.sample(telling, min(PEOPLE, len(telling))):
        mine = [column[code] for code in chance.sample(each.skills, SKILLS)]
        fits = (asked @ likeness[mine].max(axis=0)) / asked.sum(axis=1)
        found = area(fits, telling, lambda one, each=each: one.employer != each.employer, each.filed)  # type: ignore[misc]
        if found is not None:
            yield found


def by_occupations(others: Sequence["Stated"], proximity: "Matrix") -> Iterator[tuple[float, float]]:
    """Yield the same for the occupation of a vacancy, among vacancies of other codes."""
    row = {code: number for number, code in enumerate(units())}
    coded = [each for each in others if each.filed[1] and each.occupation in row]
    rows = [row[str(each.occupation)] for each in coded]
    chance = random.Random(SEED)
    for number in chance.sample(range(len(coded)), min(PEOPLE, len(coded))):
        mine = coded[number]
        fits = proximity[rows[number]][rows]
        found = area(fits, coded, lambda one, mine=mine: one.occupation != mine.occupation, mine.filed)  # type: ignore[misc]
        if found is not None:
            yield found


def area(
    fits: "Matrix", vacancies: Sequence["Stated"], counts: Callable[["Stated"], bool], filed: tuple[str, str]
) -> tuple[float, float] | None:
    """Return the share of right ones among the first, and the area under the curve; ``None`` for fewer than five."""
    import numpy as np

    kept = np.array([counts(each) for each in vacancies])
    right = np.array([each.filed == filed for each in vacancies])[kept]
    values = fits[kept]
    hits = int(right.sum())
    if not FEWEST <= hits < len(right):
        return None
    order = np.argsort(-values, kind="stable")
    ordered, place = np.unique(values, return_inverse=True)
    size = np.bincount(place, minlength=len(ordered))
    ranks = (np.cumsum(size) - (size - 1) / 2)[place]
    below = float(ranks[right].sum()) - hits * (hits + 1) / 2
    return float(right[order[:FIRST]].mean()), below / (hits * (len(right) - hits))


def main(folder: Path = FOLDER) -> int:
    """Print the figures; 2 when the data is absent."""
    import numpy as np

    if not folder.is_dir():
        sys.stderr.write(ABSENT.format(folder) + "\n")
        return 2
    every = stated(folder)
    tune, test = ([each for each in every if each.part == part] for part in (0, 1))
    heading("standing in", f"{len(tune):,} vacancies counted, {len(test):,} of other employers measured", "none")
    same = np.eye(len(skills()), dtype=np.float32)
    broader = whole()
    for name, likeness in (
        ("equal skills", same),
        ("with broader ones", broader),
        ("with those alike", np.maximum(broader, alike_skills(tune) / THOUSAND)),
    ):
        report(name, list(by_skills(test, likeness)))
    tree = np.array([[by_tree(one, other) for other in units()] for one in units()])
    report("occupations by the tree", list(by_occupations(test, tree)))
    report("with their skills", list(by_occupations(test, np.maximum(tree, near_occupations(tune)))))
    return 0


def report(name: str, found: Sequence[tuple[float, float]]) -> None:
    """Print both figures of one way."""
    figure(f"{name}: right of the first ten", 100 * fmean(share for share, _ in found), "%", f"{len(found)} people")
    figure(f"{name}: area under the curve", 100 * fmean(under for _, under in found), "%")


if __name__ == "__main__":
    sys.exit(main(*map(Path, sys.argv[1:2])))
