"""Count what real vacancies state together, for `bench.batch.inventing`; no title and no text of theirs is kept.

    python -m bench.batch.counting [--data ../shared/data/vacancies] [--write bench/batch/shares.tsv]

Collections of 2018 and 2024, which are not part of the project. Kinds of lines, with the group they are counted in:

- ``place``: regency or province by occupation (four digits); ``pay``: least and most pay in steps of 250,000 rupiah,
  ``contract``: form of employment, ``skills``: how many are asked for, ``skill``: which, by its first two digits;
- ``education``: rank of the least level, ``months``: experience, by its first digit. 0 and nothing: not stated.

What was seen once for a group is left out, except for places, and skills that were not seen four times.
"""

import argparse
import csv
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from bench.jobstreet import ABSENT, Row, identifier, posting, rows
from bench.schooling import listed
from chalicelib.reference import code_title, regions, skills
from chalicelib.reference.pay import monthly

FOLDER, TABLE = Path("../shared/data/vacancies"), Path("bench/batch/shares.tsv")
_FILES = ("jobstreet-2024-with-text.csv", "jobstreet-2024.csv")
_OLDER = "jobstreet-2018-titles.csv"
_SURE = 0.4
_SEEN = {"place": 1, "skill": 4}
_STEP = 250_000
_LEAST, _MOST = 1_000_000, 60_000_000
_ANY_DAY = date(2024, 4, 30)
_HEAD = """\
# title: What vacancies of a portal state together: counts of codes and amounts
# source: counted by python -m bench.batch.counting in collections of published vacancies of 2018 and 2024
# licence: Apache-2.0, as the project; counts only
kind\tgroup\tvalue\tcount
"""
Line = tuple[str, str, str]


def main(arguments: Sequence[str] | None = None) -> int:
    """Count and write the table."""
    parser = argparse.ArgumentParser(prog="python -m bench.batch.counting", description=__doc__)
    parser.add_argument("--data", type=Path, default=FOLDER)
    parser.add_argument("--write", type=Path, default=TABLE)
    given = parser.parse_args(arguments)
    if not given.data.is_dir():
        raise SystemExit(ABSENT.format(given.data))
    counted = Counter([*_of_2024(given.data), *_of_2018(given.data)])
    kept = sorted((line, count) for line, count in counted.items() if count >= _SEEN.get(line[0], 2))
    lines = ("\t".join((*line, str(count))) + "\n" for line, count in kept)
    given.write.write_text(_HEAD + "".join(lines), encoding="utf-8")
    print(f"{len(kept)} lines written to {given.write}")
    return 0


def _of_2024(folder: Path) -> Iterator[Line]:
    found: dict[str, Row] = {}
    for name in _FILES:
        for row in rows(folder / name):
            found.setdefault(identifier(row), row)
    for row in found.values():
        if (code := _coded(row.title)) is not None:
            yield from _stated(row, code)


def _stated(row: Row, code: str) -> Iterator[Line]:
    group = code[:2]
    places = {match.code for match in regions().resolve(row.location)}
    if len(places) == 1:
        yield "place", code, places.pop()
    yield "pay", group, _pay(row)
    if row.kind:
        yield "contract", group, str(posting(row, _ANY_DAY, _ANY_DAY).get("employmentType", ""))
    if row.text.strip():
        named = {hit.value for hit in skills().matches_in(row.text)}
        yield "skills", group, str(min(len(named), 12))
        yield from (("skill", group, skill) for skill in named)


def _of_2018(folder: Path) -> Iterator[Line]:
    path = folder / _OLDER
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if (code := _coded(row["job_position"])) is not None:
                yield "education", code[0], str(max(0, listed(row["pendidikan"])))
                years = row["years_of_experience"].strip()
                yield "months", code[0], str(12 * int(years) if years.isdigit() else 0)


def _coded(title: str) -> str | None:
    coding = code_title(title)
    return coding.code if coding is not None and coding.confidence >= _SURE and len(coding.code) == 4 else None


def _pay(row: Row) -> str:
    stated = posting(row, _ANY_DAY, _ANY_DAY).get("baseSalary")
    if stated is None or stated["currency"] != "IDR":
        return ""
    bounds = [monthly(stated["value"][name], stated["value"]["unitText"]) for name in ("minValue", "maxValue")]
    low, high = (round(bound / _STEP) * _STEP for bound in bounds)
    return f"{low} {high}" if _LEAST <= low <= high <= _MOST else ""


if __name__ == "__main__":
    raise SystemExit(main())
