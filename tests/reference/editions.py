"""Invented editions of a classification in a folder of their own, and crosswalks between them."""

from collections.abc import Mapping
from pathlib import Path

HEAD = "# title: T\n# source: S\n# licence: L\n# retrieved: 2026-01-01\n"
OLD, NEW, LATER = "2014", "2026", "2032"
COLUMNS = ("from", "to", "relation", "from_version", "to_version", "note.id", "note.en")

LABELS: Mapping[str, Mapping[str, str]] = {
    OLD: {
        "1": "Trades",
        "11": "Wood",
        "111": "Wood",
        "1111": "Joiners",
        "1112": "Wheelwrights",
        "1113": "Carvers",
        "12": "Metal",
        "121": "Metal",
        "1211": "Smiths",
        "1212": "Locksmiths",
        "1213": "Farriers",
        "1219": "Coopers",
    },
    NEW: {
        "1": "Trades",
        "11": "Wood and vehicles",
        "111": "Wood and vehicles",
        "1111": "Joiners",
        "1112": "Cabinet makers",
        "1113": "Cart and wheel builders",
        "12": "Metal",
        "121": "Metal",
        "1211": "Smiths and locksmiths",
        "1212": "Carvers",
        "1213": "Drone mechanics",
    },
    LATER: {
        "1": "Trades",
        "11": "Everything",
        "111": "Everything",
        "1111": "Wood workers",
        "1112": "Wheel builders",
        "1113": "Metal workers",
        "1114": "Carvers",
        "1115": "Drone mechanics",
    },
}
"""Two groups of the old edition swap meanings with others: a carver moves, and 1112 and 1212 mean something else."""

SPLIT_MERGED_MOVED = (
    ("1111", "1111", "narrower"),
    ("1111", "1112", "narrower"),
    ("1112", "1113", "exact"),
    ("1113", "1212", "exact"),
    ("1211", "1211", "broader"),
    ("1212", "1211", "broader"),
    ("1213", "", "", "Tidak ada lagi.", "No longer exists."),
    ("1219", "", "", "Tidak ada lagi.", "No longer exists."),
    ("", "1213", "", "Pekerjaan baru.", "A new trade."),
)
ONWARD = (
    ("1111", "1111", "broader"),
    ("1112", "1111", "broader"),
    ("1113", "1112", "exact"),
    ("1211", "1113", "exact"),
    ("1212", "1114", "exact"),
    ("1213", "1115", "exact"),
)


def table(folder: Path, name: str, version: str, columns: tuple[str, ...], lines: list[tuple[str, ...]]) -> None:
    """Write one table."""
    (folder / name).mkdir(exist_ok=True)
    rows = ["\t".join(line) for line in (columns, *lines)]
    (folder / name / f"{version}.tsv").write_text(HEAD + "\n".join(rows) + "\n", encoding="utf-8")


def edition(folder: Path, version: str, labels: Mapping[str, str]) -> None:
    """Write one edition of the occupations."""
    table(folder, "occupations", version, ("code", "label.id", "label.en"), [(c, n, n) for c, n in labels.items()])


def between(folder: Path, before: str, after: str, rows: tuple[tuple[str, ...], ...]) -> None:
    """Write one crosswalk of the occupations."""
    lines = [(row[0], row[1], row[2], before, after, *(row[3:] or ("", ""))) for row in rows]
    table(folder, "occupation_crosswalks", f"{before}-{after}", COLUMNS, lines)


def three_editions(folder: Path) -> Path:
    """Write three editions and the crosswalks from each to the next."""
    for version, labels in LABELS.items():
        edition(folder, version, labels)
    between(folder, OLD, NEW, SPLIT_MERGED_MOVED)
    between(folder, NEW, LATER, ONWARD)
    return folder
