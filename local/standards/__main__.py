"""python -m local.standards write: writes the pages of the standards; check: tells what is wrong with their tables."""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from local.standards.links import HOUSE, fault
from local.standards.model import FOLDER, faults, lines
from local.standards.page import Page, written
from local.standards.pages import PAGES


def main(arguments: Sequence[str]) -> int:
    """Write or check; 1 and a line for each fault."""
    found = [each for page in PAGES for each in wrong(page)]
    sys.stdout.writelines(f"{each}\n" for each in found)
    if list(arguments) == ["write"]:
        for page in PAGES:
            target = HOUSE / page.file
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(written(page, lines(table(page))), encoding="utf-8")
    return 1 if found else 0


def table(page: Page) -> Path:
    """Return where the table of ``page`` lies."""
    return FOLDER / f"{page.table}.tsv"


def wrong(page: Page) -> Iterator[str]:
    """Yield what is wrong with the table of ``page``: lines that lack something, and links that lead nowhere."""
    for line in lines(table(page)):
        yield from faults(line)
        for link in line.proof:
            if (told := fault(link)) is not None:
                yield f"{line.key}: {told}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
