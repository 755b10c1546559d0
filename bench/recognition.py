"""What share of real titles, places and skill tags the reference tables recognise.

    python -m bench.recognition [../shared/data/vacancies]

Reads the development data beside the project and prints shares only; no text of it is kept. Titles are also counted by
halves of their employers: the halves differ little when titles are known in general and not by the single employer.
They are no unseen half: the first tables were written by people who had read titles of every file. Version 3 of the
titles was mended on one half alone, the first that is printed.
"""

import csv
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from bench.agreement import SURE, half_of, report
from bench.report import figure, heading, timed
from chalicelib.reference import occupations, regions, skills
from chalicelib.reference.model import SkillKind

FOLDER = Path("../shared/data/vacancies")
ABSENT = "{} is absent: put the development data beside the project as ../shared/data, or name another folder."
TITLED = (
    ("jobstreet-2024.csv", "Job Title", "Company Name"),
    ("jobstreet-2024-with-text.csv", "Job Title", "Company Name"),
    ("jobstreet-2018-titles.csv", "job_position", "company_name"),
    ("glints-2018-skills.csv", "job_position", "company_name"),
)
"""Collections of real titles: the file, its column of titles, and that of employers."""
_PLACES = (("jobstreet-2024.csv", "Location"), ("jobstreet-2024-with-text.csv", "Location"))
_TAGS = ("glints-2018-skills.csv", "skills_to_have")


def column(path: Path, name: str) -> tuple[str, ...]:
    """Return the cells of a column that are not empty. Raises OSError."""
    with path.open(encoding="utf-8", newline="") as file:
        return tuple(cell for row in csv.DictReader(file) if (cell := row[name].strip()))


def share(texts: Sequence[str], known: Callable[[str], bool]) -> float:
    """Return the share of ``texts`` that are known, in percent; 0 of none."""
    return 100 * sum(map(known, texts)) / len(texts) if texts else 0.0


def coded(title: str, at_least: float = 0.0) -> bool:
    """Whether a title is given an occupation, ``at_least`` so surely."""
    coding = occupations().code_title(title)
    return coding is not None and coding.confidence >= at_least


def halves(path: Path, name: str, employer: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the titles of one half of the employers, and of the other; the same at every run. Raises OSError."""
    found: tuple[list[str], list[str]] = ([], [])
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if title := row[name].strip():
                found[half_of(row[employer])].append(title)
    return tuple(found[0]), tuple(found[1])


def _titles(file: str, by_half: tuple[tuple[str, ...], tuple[str, ...]]) -> None:
    texts = (*by_half[0], *by_half[1])
    figure(f"titles coded, {file}", share(texts, coded), "%", f"of {len(texts)}")
    figure(f"  with confidence >= {SURE}", share(texts, lambda title: coded(title, SURE)), "%")
    for name, half in zip(("one", "other"), by_half, strict=True):
        figure(f"  {name} half of the employers", share(half, coded), "%", f"of {len(half)}")
    spent = timed(lambda: [coded(title) for title in texts])
    figure("  titles coded in a second", 1000 * len(texts) / spent if spent else 0.0, "", "one core")


def _skills(folder: Path) -> None:
    tags = [tag for cell in column(folder / _TAGS[0], _TAGS[1]) for tag in map(str.strip, cell.split(",")) if tag]
    named = share(tags, lambda tag: skills().resolve(tag) is not None)
    figure("skill tags that are a name", named, "%", f"of {len(tags)}")
    figure("skill tags that contain a name", share(tags, lambda tag: bool(skills().find_in(tag))), "%")
    for kind in SkillKind:
        figure(f"  skills, {kind.value}", sum(1 for skill in skills() if skill.kind is kind), "")
    figure("  skills with a broader one", sum(1 for skill in skills() if skill.broader), "")
    figure("  skills with related ones", sum(1 for skill in skills() if skill.related), "")


def main(folder: Path = FOLDER) -> int:
    """Print the shares; 2 when the data is absent."""
    if not folder.is_dir():
        sys.stderr.write(ABSENT.format(folder) + "\n")
        return 2
    reading = timed(lambda: coded("kasir"))
    heading("recognition", str(folder), f"{len(occupations().titles)} titles, {len(skills())} skills")
    figure("tables of titles read", reading, "ms", "the first title, from nothing")
    for file, name, employer in TITLED:
        _titles(file, halves(folder / file, name, employer))
    report(folder, folder.parent / "occupations")
    for file, name in _PLACES:
        texts = column(folder / file, name)
        found = share(texts, lambda place: bool(regions().resolve(place)))
        figure(f"places resolved, {file}", found, "%", f"of {len(texts)}")
    _skills(folder)
    return 0


if __name__ == "__main__":
    sys.exit(main(*map(Path, sys.argv[1:2])))
