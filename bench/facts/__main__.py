"""How well facts are read: against texts judged by hand, and against the fields that portals keep beside a text.

    python -m bench.facts [../shared/data/vacancies] [--write docs/facts.md]

Companies are split in a part to tune and a part to test. The development data is no part of the project; without it the
bench is left out. ``--write`` puts the tables between the marks of a page.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from bench.facts import comparing, second_look, truth
from bench.facts.measuring import Score, score
from bench.recognition import ABSENT, FOLDER
from bench.relevance.page import PARTS, replaced, table
from bench.report import figure, heading

_HEAD = ("truth", "fact", "vacancies", "values", "precision", "recall", "F1", "95 of 100")


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the figures of both parts; 0 also where the data is absent."""
    parser = argparse.ArgumentParser(prog="python -m bench.facts", description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", default=FOLDER)
    parser.add_argument("--write", type=Path, metavar="PAGE")
    given = parser.parse_args(arguments)
    if not given.folder.is_dir():
        print(f"left out: {ABSENT.format(given.folder)}")
        return 0
    parts = []
    for part in (truth.TEST, truth.TUNE):
        heading("facts from text", f"{given.folder}, {PARTS[part == truth.TUNE]}", "chalicelib.facts")
        found = [(row, score(row.cases)) for row in comparing.rows(given.folder, part) if comparing.is_told(row)]
        for row, scored in found:
            _show(row, scored)
        parts.append(f"### {PARTS[part == truth.TUNE].capitalize()}\n\n{_table(found)}")
    parts.append(f"### Disagreements read by hand, test part\n\n{_second_look(given.folder)}")
    if given.write:
        given.write.write_text(replaced(given.write, "\n\n".join(parts)), encoding="utf-8")
    return 0


def _second_look(folder: Path) -> str:
    found = list(comparing.second_looks(folder))
    for each in found:
        figure(
            f"read by hand, {each.fact}: precision", 100 * each.precision, "%", f"{each.read} values, R {each.recall}"
        )
    return table(second_look.HEAD, [second_look.cells(each) for each in found])


def _show(row: comparing.Row, scored: Score) -> None:
    note = f"{100 * scored.low:.1f} to {100 * scored.high:.1f}, P {scored.precision:.3f}, R {scored.recall:.3f}"
    figure(f"{row.group}, {row.kind}: F1", 100 * scored.f1, "%", f"{note}, {scored.stated} values")


def _table(found: Sequence[tuple[comparing.Row, Score]]) -> str:
    return table(_HEAD, [_cells(row, scored) for row, scored in found])


def _cells(row: comparing.Row, scored: Score) -> Sequence[str]:
    shares = [f"{share:.3f}" for share in (scored.precision, scored.recall, scored.f1)]
    name = row.kind.replace("_", " ")
    return (
        row.group,
        name,
        f"{scored.count:,}",
        f"{scored.stated:,}",
        *shares,
        f"{scored.low:.3f} to {scored.high:.3f}",
    )


if __name__ == "__main__":
    sys.exit(main())
