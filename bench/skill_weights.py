"""What the weights of skills rest on: in how many of a thousand real vacancies each is named.

    python -m bench.skill_weights [../shared/data/vacancies]

Counts anew what ``per_mille`` of the table states, and prints where the two differ. A vacancy counts once: with its
title and text where a collection has texts, with its title and the employer's tags where it has tags. What no vacancy
names has ``UNSEEN``. Counts follow the names of the table, so a new synonym needs the weights anew.
"""

import csv
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

from bench.recognition import ABSENT, FOLDER
from bench.report import figure, heading
from chalicelib.reference import skills

UNSEEN = 0.1
"""Of a thousand vacancies; half of what a single mention among five thousand would be."""
_TEXTS = ("jobstreet-2024-with-text.csv", "jobstreet-2024.csv")
_TAGS = "glints-2018-skills.csv"


def vacancies(folder: Path) -> Iterator[str]:
    """Yield what each vacancy says of itself; the same text under two ids is one vacancy. Raises OSError."""
    seen = set[str]()
    for file in _TEXTS:
        for row in _rows(folder / file):
            text = row["Job Description"].strip()
            if text and text not in seen:
                seen.add(text)
                yield f"{row['Job Title']}\n{text}"
    for row in _rows(folder / _TAGS):
        yield "\n".join((row["job_position"], *row["skills_to_have"].split(",")))


def counted(folder: Path) -> tuple[Mapping[str, int], int]:
    """Return how many vacancies name each skill, and how many vacancies there are. Raises OSError."""
    named, total = Counter[str](), 0
    for text in vacancies(folder):
        total += 1
        named.update(set(skills().find_in(text)))
    return named, total


def per_mille(count: int, total: int) -> float:
    """Return how many of a thousand vacancies name what ``count`` of ``total`` name."""
    return round(1000 * count / total, 1) if count else UNSEEN


def main(folder: Path = FOLDER) -> int:
    """Print how the table's weights compare with a new count; 2 when the data is absent."""
    if not folder.is_dir():
        sys.stderr.write(ABSENT.format(folder) + "\n")
        return 2
    named, total = counted(folder)
    heading("weights of skills", str(folder), f"skills version {skills().version}")
    figure("vacancies with a text or tags", total, "")
    figure(
        "skills that any of them names", sum(1 for skill in skills() if named[skill.code]), "", f"of {len(skills())}"
    )
    differing = [skill for skill in skills() if skill.per_mille != per_mille(named[skill.code], total)]
    figure("weights that differ from the count", len(differing), "")
    for skill in differing[:20]:
        figure(f"  {skill.code}", skill.per_mille, "", f"counted {per_mille(named[skill.code], total)}")
    return 0


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


if __name__ == "__main__":
    sys.exit(main(*map(Path, sys.argv[1:2])))
