"""The retention schedule as data: everything that keeps data, what, why, how long, on which ground, and what ends it.

``retention.tsv`` beside this module is the one place; lifecycles, times to live and retention of logs and queues are
held to it by tests, and docs/security/retention.md is written from it: ``python -m infra_cdk.data.retention PAGE``.
"""

import csv
import functools
import sys
from enum import StrEnum
from importlib import import_module
from pathlib import Path

import msgspec

_FILE = Path(__file__).with_name("retention.tsv")


class Kind(StrEnum):
    """What keeps data."""

    TABLE = "table"
    BUCKET = "bucket"
    QUEUE = "queue"
    INDEX = "index"
    ACCOUNTS = "accounts"
    LOGS = "logs"
    BACKUP = "backup"


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """One keeper of data.

    ``days``: after which something goes by itself, ``None`` when something else ends it (``ends``). ``held_by``: the
    constant that the code goes by, as ``module:NAME``.
    """

    kind: Kind
    name: str
    what: str
    why: str
    days: int | None
    ends: str
    basis: str
    held_by: str

    def held(self) -> float | None:
        """Return the days of the constant that the code goes by; ``None`` where the row names none."""
        if not self.held_by:
            return None
        module, _, name = self.held_by.partition(":")
        found = getattr(import_module(module), name)
        return float(found) if isinstance(found, int) else float(found.total_seconds() / 86_400)


@functools.cache
def schedule() -> tuple[Row, ...]:
    """Return every row; raises ``msgspec.ValidationError`` for one that is malformed."""
    with _FILE.open(encoding="utf-8", newline="") as opened:
        rows = csv.DictReader(opened, delimiter="\t", quoting=csv.QUOTE_NONE)
        return tuple(msgspec.convert({**row, "days": row["days"] or None}, Row, strict=False) for row in rows)


def of_kind(kind: Kind) -> dict[str, Row]:
    """Return the rows of ``kind`` by name."""
    return {row.name: row for row in schedule() if row.kind is kind}


_TITLES = {
    Kind.TABLE: "Tables",
    Kind.BUCKET: "Buckets",
    Kind.QUEUE: "Queues",
    Kind.INDEX: "Indices",
    Kind.ACCOUNTS: "Accounts",
    Kind.LOGS: "Logs",
    Kind.BACKUP: "Backups",
}
_HEAD = """# How long data are kept

Written from `infra_cdk/data/retention.tsv` by `python -m infra_cdk.data.retention docs/security/retention.md`; a test
holds tables, buckets, queues, indices and logs to it in both directions. No lawyer has read the legal grounds: they are
our reading, and an agency's own archive schedule (UU 43/2009) may set other terms.
"""

_COLUMNS = "| name | what | why | days | what ends it | ground |\n|---|---|---|---|---|---|\n"


def page() -> str:
    """Return docs/security/retention.md."""
    parts = [_HEAD]
    for kind, title in _TITLES.items():
        parts.append(f"\n## {title}\n\n{_COLUMNS}")
        parts.extend(_line(row) for row in of_kind(kind).values())
    return "".join(parts)


def _line(row: Row) -> str:
    days = str(row.days) if row.days is not None else ""
    return f"| `{row.name}` | {row.what} | {row.why} | {days} | {row.ends} | {row.basis} |\n"


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(page(), encoding="utf-8")
