"""What share of real titles, places and skill tags the reference tables recognise.

    python -m bench.recognition [../shared/data/vacancies]

Reads the development data beside the project and prints shares only; no text of it is kept.
"""

import csv
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from bench.report import figure, heading
from chalicelib.reference import occupations, regions, skills

FOLDER = Path("../shared/data/vacancies")
ABSENT = "{} is absent: put the development data beside the project as ../shared/data, or name another folder."
SURE = 0.5
_TITLES = (
    ("jobstreet-2024.csv", "Job Title"),
    ("jobstreet-2024-with-text.csv", "Job Title"),
    ("jobstreet-2018-titles.csv", "job_position"),
)
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


def main(folder: Path = FOLDER) -> int:
    """Print the shares; 2 when the data is absent."""
    if not folder.is_dir():
        sys.stderr.write(ABSENT.format(folder) + "\n")
        return 2
    heading("recognition", str(folder), f"{len(occupations().titles)} titles, {len(skills())} skills")
    for file, name in _TITLES:
        texts = column(folder / file, name)
        figure(f"titles coded, {file}", share(texts, coded), "%", f"of {len(texts)}")
        figure(f"  with confidence >= {SURE}", share(texts, lambda title: coded(title, SURE)), "%")
    for file, name in _PLACES:
        texts = column(folder / file, name)
        found = share(texts, lambda place: bool(regions().resolve(place)))
        figure(f"places resolved, {file}", found, "%", f"of {len(texts)}")
    tags = [tag for cell in column(folder / _TAGS[0], _TAGS[1]) for tag in map(str.strip, cell.split(",")) if tag]
    figure(
        "skill tags that are a name", share(tags, lambda tag: skills().resolve(tag) is not None), "%", f"of {len(tags)}"
    )
    figure("skill tags that contain a name", share(tags, lambda tag: bool(skills().find_in(tag))), "%")
    return 0


if __name__ == "__main__":
    sys.exit(main(*map(Path, sys.argv[1:2])))
