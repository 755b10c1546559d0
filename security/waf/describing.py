"""Writes the tables of docs/firewall.md: ``python -m security.waf.describing docs/firewall.md``."""

import sys
from pathlib import Path

from security.waf.capacity import INCLUDED, total, units
from security.waf.groups import BOTS, GROUPS
from security.waf.model import Group, Rule
from security.waf.parameters import Parameters
from security.waf.rules import rules

BEGIN, END = "<!-- tables: begin -->", "<!-- tables: end -->"
EVERYTHING = Parameters(
    hosts=("api.example",), by_address=3_000, by_partner=3_000, countries=("ID",), bot_control=True, edge_proof="proof"
)
"""A deployment that asks for every rule; its numbers do not show in the tables."""


def tables() -> str:
    """Return the rules in their order, then what managed groups only count, in Markdown."""
    return "\n".join([*_rules(), "", *_overrides()])


def inserted(page: str) -> str:
    """Return ``page`` with the tables between its marks."""
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n\n{tables()}\n\n{END}{after}"


def _rules() -> list[str]:
    entries = rules(EVERYTHING)
    rows = [f"| `{entry.name}` | {_answer(entry)} | {units(entry)} | {entry.why} |" for entry in entries]
    weight = f"All together weigh {total(entries):_} units; the price of a web ACL includes {INCLUDED:_}."
    return ["| rule | answer | units | why |", "|---|---|---|---|", *rows, "", weight.replace("_", ",")]


def _overrides() -> list[str]:
    rows = [
        f"| `{group.name}` | `{override.rule}` | {override.why} |"
        for group in (*GROUPS, BOTS)
        for override in group.counted
    ]
    return ["| group | counts only | why |", "|---|---|---|", *rows]


def _answer(entry: Rule | Group) -> str:
    if isinstance(entry, Group):
        return "403"
    if entry.refusal is None:
        return "marks " + ", ".join(f"`{label}`" for label in entry.labels)
    return str(entry.refusal.status)


def main(file: str) -> None:
    """Write the tables into ``file``."""
    page = Path(file)
    page.write_text(inserted(page.read_text()))


if __name__ == "__main__":
    main(sys.argv[1])
