"""Tables of standards as pages."""

import os
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec

from local.standards.model import Line, Verdict


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """A page that is written from a table: its file, its head (Markdown), and how its columns are called."""

    table: str
    file: str
    head: str
    key: str
    group: str
    asked: str


def written(page: Page, lines: Sequence[Line]) -> str:
    """Return the whole page."""
    told = [page.head.strip(), "", _counts(lines), ""]
    told += [f"| {page.key} | {page.group} | {page.asked} | stands | shown by |", "|---|---|---|---|---|"]
    told += [_row(line, Path(page.file).parent) for line in lines]
    return "\n".join(told) + "\n"


def _counts(lines: Iterable[Line]) -> str:
    counts = Counter(line.verdict for line in lines)
    named = [f"{counts[verdict]} {verdict}" for verdict in Verdict if counts[verdict]]
    return f"{sum(counts.values())} lines: {', '.join(named)}."


def _row(line: Line, folder: Path) -> str:
    proof = ", ".join(_linked(link, folder) for link in line.proof)
    shown = ". ".join(part for part in (proof, line.note) if part)
    verdict = line.verdict if line.verdict is Verdict.MET else f"**{line.verdict}**"
    return f"| {line.key} | {line.group} | {_cell(line.asked)} | {verdict} | {_cell(shown)} |"


def _linked(link: str, folder: Path) -> str:
    path, mark, anchor = link.partition("#")
    path, _, name = path.partition("::")
    shown = name or f"{Path(path).name}{mark}{anchor}"
    return f"[`{shown}`]({os.path.relpath(path, folder)}{mark}{anchor})"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
