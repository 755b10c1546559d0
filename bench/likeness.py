"""Which skills and which occupations are alike, counted in real vacancies; writes the tables that matching reads.

    python -m bench.likeness [../shared/data/vacancies] [--write]

*Skills*: two skills are alike that stand in vacancies beside the same other skills. Each skill has a vector of the
positive pointwise mutual information with every other one (pairs seen at least twice); `SHARE` of the vectors' cosine
is their likeness, from `LEAST` on and for skills that at least `SEEN` vacancies name. Skills that the reference table
relates are alike by `RELATED` at least. Only abilities of technique and tools stand in for each other, `MOST` of them
for each. *Occupations*: the cosine of what skills the vacancies of each name, one vacancy added that names the skills
which the reference table has for it, weighed by rarity; `NEAR` of it is the proximity, from `LEAST_NEAR` on and where
it is more than what the tree of the classification says. What each constant is worth: python -m bench.matching.
"""

import argparse
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from bench.relevance.corpus import ABSENT, FOLDER, filed, ticked
from chalicelib.matching.likeness import DATA, OCCUPATIONS, SKILLS, VERSION, by_tree
from chalicelib.reference import occupations, skills
from chalicelib.reference.model import SkillKind

if TYPE_CHECKING:
    import numpy as np

    Matrix = np.ndarray[Any, Any]

SHARE, LEAST, SEEN, TWICE, MOST = 0.5, 0.3, 5, 2, 25
RELATED = 300
NEAR, LEAST_NEAR = 0.7, 0.1
THOUSAND = 1000
_ABLE = frozenset({SkillKind.TECHNICAL, SkillKind.TOOL})
_HEAD = """# title: {title}
# source: Computed by bench/likeness.py from {count} vacancies of three collections (Jobstreet, March to April 2024, \
as published in alterraacademy/job-market-trends; Glints, 2018, as published in yasirabd/solver-society-job-analysis), \
with skills version {skills} and occupations version {occupations} of the reference tables
# licence: Apache-2.0, as the project: counts only
# retrieved: 2026-11-22
"""


class Stated(msgspec.Struct, frozen=True, kw_only=True):
    """What a vacancy names: its occupation, its skills; where it is filed; by whom, and in which half that one is."""

    occupation: str | None
    skills: tuple[str, ...]
    filed: tuple[str, str]
    employer: str
    part: int


def stated(folder: Path) -> list[Stated]:
    """Return what the vacancies of the collections state that name two skills, each once. Raises OSError."""
    found = (
        Stated(
            occupation=each.document.occupation,
            skills=skills().find_in(f"{each.document.title}\n{each.document.description}"),
            filed=(each.sort.group, each.sort.subgroup),
            employer=each.document.employer_id,
            part=each.part,
        )
        for each in (*filed(folder), *ticked(folder))
    )
    return list({(each.employer, each.skills): each for each in found if len(each.skills) > 1}.values())


def counted(vacancies: Sequence[Stated], codes: Sequence[str]) -> "Matrix":
    """Return which vacancy (row) names which of ``codes`` (column)."""
    import numpy as np

    column = {code: number for number, code in enumerate(codes)}
    named = np.zeros((len(vacancies), len(codes)), np.float32)
    for row, each in enumerate(vacancies):
        named[row, [column[code] for code in each.skills]] = 1
    return named


def alike_skills(vacancies: Sequence[Stated]) -> "Matrix":
    """Return the likeness in thousandths of every two skills, 0 where one does not stand in for the other."""
    import numpy as np

    table = list(skills())
    named = counted(vacancies, [skill.code for skill in table])
    close = cosines(information(named))
    often = named.sum(0) >= SEEN
    close[(close < LEAST) | ~np.outer(often, often)] = 0
    found = np.rint(THOUSAND * SHARE * close).astype(int)
    column = {skill.code: number for number, skill in enumerate(table)}
    for skill in table:
        for other in skill.related:
            one, two = column[skill.code], column[other]
            found[one, two] = found[two, one] = max(found[one, two], RELATED)
    able = np.array([skill.kind in _ABLE for skill in table])
    found[~np.outer(able, able)] = 0
    np.fill_diagonal(found, 0)
    return found


def information(named: "Matrix") -> "Matrix":
    """Return the positive pointwise mutual information of every two columns."""
    import numpy as np

    together, often = named.T @ named, named.sum(0)
    np.fill_diagonal(together, 0)
    with np.errstate(divide="ignore", invalid="ignore"):
        told = np.log(together * len(named) / np.outer(often, often))
    return np.where((together >= TWICE) & (told > 0), told, 0)


def cosines(rows: "Matrix") -> "Matrix":
    """Return the cosine of every two rows, 0 for a row of zeros."""
    import numpy as np

    length = np.linalg.norm(rows, axis=1, keepdims=True)
    unit: Matrix = rows / np.where(length > 0, length, 1)
    close: Matrix = unit @ unit.T
    return close


def near_occupations(vacancies: Sequence[Stated]) -> "Matrix":
    """Return the proximity in thousandths of every two unit groups by the skills that their vacancies name."""
    import numpy as np

    groups, table = units(), list(skills())
    row = {code: number for number, code in enumerate(groups)}
    named = np.zeros((len(groups), len(table)), np.float32)
    for column, skill in enumerate(table):
        named[[row[code] for code in skill.occupations if code in row], column] = 1
    coded = [each for each in vacancies if each.occupation in row]
    belongs = np.zeros((len(groups), len(coded)), np.float32)
    for column, each in enumerate(coded):
        belongs[row[str(each.occupation)], column] = 1
    shares = (named + belongs @ counted(coded, [skill.code for skill in table])) / (1 + belongs.sum(1, keepdims=True))
    close = cosines(shares * np.array([skills().rarity(skill.code) for skill in table], np.float32))
    found: Matrix = np.where(close >= LEAST_NEAR, np.rint(THOUSAND * NEAR * close), 0).astype(int)
    return found


def units() -> list[str]:
    """Return the unit groups of the current edition."""
    return [group.code for group in occupations() if group.level == len("0000")]


def skill_lines(found: "Matrix") -> Iterator[tuple[str, str, int]]:
    """Yield wanted, held and likeness: for each skill those that are most like it."""
    codes = [skill.code for skill in skills()]
    for number, wanted in enumerate(codes):
        like = sorted((-int(found[held, number]), codes[held]) for held in found[:, number].nonzero()[0])
        yield from ((wanted, held, -likeness) for likeness, held in like[:MOST])


def occupation_lines(found: "Matrix") -> Iterator[tuple[str, str, int]]:
    """Yield pairs of groups, each once, that are nearer by skills than in the tree."""
    groups = units()
    for number, one in enumerate(groups):
        for other in found[number].nonzero()[0]:
            if int(other) > number and found[number, other] > by_tree(one, groups[other]):
                yield one, groups[other], int(found[number, other])


def write(name: str, title: str, columns: str, count: int, lines: Iterable[tuple[str, str, int]]) -> int:
    """Write a table and return how many rows it has."""
    head = _HEAD.format(title=title, count=count, skills=skills().version, occupations=occupations().version)
    rows = [f"{one}\t{other}\t{value}\n" for one, other, value in sorted(lines)]
    path = DATA / name / f"{VERSION}.tsv"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(head + columns + "\n" + "".join(rows), encoding="utf-8")
    return len(rows)


def main(arguments: Sequence[str] | None = None) -> int:
    """Count, and write the tables when told to; 2 when the data is absent."""
    parser = argparse.ArgumentParser(prog="python -m bench.likeness", description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", default=FOLDER)
    parser.add_argument("--write", action="store_true", help="write chalicelib/matching/data")
    given = parser.parse_args(arguments)
    if not given.folder.is_dir():
        sys.stderr.write(ABSENT.format(given.folder) + "\n")
        return 2
    vacancies = stated(given.folder)
    alike, near = list(skill_lines(alike_skills(vacancies))), list(occupation_lines(near_occupations(vacancies)))
    print(f"{len(vacancies)} vacancies; {len(alike)} pairs of skills, {len(near)} pairs of occupations")
    if given.write:
        write(SKILLS, "Skills that stand in for others", "wanted\theld\tlikeness", len(vacancies), alike)
        write(OCCUPATIONS, "Occupations near by their skills", "one\tother\tproximity", len(vacancies), near)
    return 0


if __name__ == "__main__":
    sys.exit(main())
