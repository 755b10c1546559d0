"""Queries in everyday and mixed wording, written for this bench, with the sub-classes that they ask for."""

import csv
from collections.abc import Iterator
from pathlib import Path

from bench.agreement import half_of
from bench.relevance.model import Asked, Family, Sort, Wanted

WORDINGS = Path(__file__).with_name("everyday.tsv")


def everyday(part: int, path: Path = WORDINGS) -> Iterator[Asked]:
    """Yield the wordings of ``part``: words belong to no employer, so each falls into a part by its own hash."""
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            if half_of(row["words"]) == part:
                sorts = frozenset(Sort(row["class"], name) for name in row["subclass"].split("; "))
                wanted = Wanted(sorts=sorts, groups=frozenset({row["class"]}))
                yield Asked(words=row["words"], family=Family.EVERYDAY, part=part, wanted=wanted)
