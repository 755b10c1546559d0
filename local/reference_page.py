"""Writes the page about the reference tables: what there is, from where, on what terms."""

import sys
from collections import Counter
from pathlib import Path

from chalicelib.reference.describing import describe
from chalicelib.reference.files import read
from chalicelib.reference.model import TableDescription

_HEAD = """# Reference tables

What Padan knows of regions, occupations, skills and wages. A table is a file of tab-separated values at
`chalicelib/reference/data/<name>/<version>.tsv`; versions lie side by side and a published one never changes.
`padan reference check` tells whether all of them hold together: every code that a row names exists, every point lies
in its province, every figure is plausible.

Everybody reads, searches and downloads the current version of each at `/v1/reference`: as JSON, as CSV, and occupations
and skills as SKOS. A search (`q`) finds occupations also by job titles, and regions by what people call them; of
job titles the more usual ones come first. A download as CSV repeats no source that all rows share: its `Link` leads to
`/v1/reference`, which states source and terms of each table.

Every row has a source, and an answer states it. It is the table's where the rows do not name one of their own; below a
table of several origins stands what its rows rest on, and how many do.

Pages of their own have [pay](pay.md), [places](places.md), the [editions](editions.md) of classifications, and
[coverage](coverage.md): how much of real vacancies the tables recognise.

How a new edition of an official list comes in is told in [maintaining.md](maintaining.md).

`make reference` writes this page from the tables.
"""


def page(tables: tuple[TableDescription, ...]) -> str:
    """Return the page in Markdown."""
    return _HEAD + "".join(_section(table) for table in tables)


def _section(table: TableDescription) -> str:
    return (
        f"\n## {table.name}, version {table.version}\n\n{table.title}.\n\n"
        f"- Rows: {table.rows}\n- Source: {table.source}\n{_origins(table)}"
        f"- Terms: {table.licence}\n- Retrieved: {table.retrieved}\n"
    )


def _origins(table: TableDescription) -> str:
    """Say what rows rest on that name something else than the table's source, and how many do."""
    file = read(table.name, table.version)
    counts = Counter(key for line in file.lines for key in file.named(line))
    if not file.sources:
        return "- Each row names the law that it rests on\n" if file.tells_origins else ""
    return "".join(f"- Of {counts[source.key]}: {source.text}\n" for source in file.sources)


def main(target: str) -> int:
    """Write the page to ``target``."""
    path = Path(target)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(page(describe()), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
