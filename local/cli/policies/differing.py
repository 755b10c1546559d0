"""``padan policy diff``: which rows of the policy differ between two versions."""

from typing import TYPE_CHECKING, Annotated

import msgspec
import typer

from local.cli.output import Exit, fail, print_json, print_table
from local.cli.target import AsJson

if TYPE_CHECKING:
    from chalicelib.validation.policy import Policy

HELP = """Shows which rules two versions of the policy weigh differently, and who proposed and approved them.

Examples:\n
  padan policy diff 1 2\n
  padan policy diff 1 2 --json
"""


class Difference(msgspec.Struct, frozen=True, kw_only=True):
    """A row that differs, by kind of source; ``None`` where a version has no row."""

    rule: str
    source: str
    before: str | None
    after: str | None


def diff(
    first: Annotated[int, typer.Argument(help="A version.")],
    second: Annotated[int, typer.Argument(help="Another version.")],
    json: AsJson = False,
) -> None:
    """Print the rows that differ."""
    old, new = loaded(first), loaded(second)
    found = differences(old, new)
    if json:
        print_json({"from": _head(old), "to": _head(new), "differences": found})
        return
    for policy in (old, new):
        head = _head(policy)
        print_table(f"policy {policy.version}", tuple(head), [tuple(head.values())])
    rows = ((each.rule, each.source, each.before or "-", each.after or "-") for each in found)
    print_table(f"{len(found)} differences", ("rule", "source", "before", "after"), rows)


def differences(old: "Policy", new: "Policy") -> tuple[Difference, ...]:
    """Return where two policies differ, by rule and source."""
    from chalicelib.validation.context import SourceKind

    codes = sorted(old.severities.keys() | new.severities.keys())
    pairs = (
        (code, source, old.severities.get(code, {}).get(source), new.severities.get(code, {}).get(source))
        for code in codes
        for source in SourceKind
    )
    return tuple(
        Difference(rule=code, source=source.value, before=before, after=after)
        for code, source, before, after in pairs
        if before is not after
    )


def loaded(number: int) -> "Policy":
    """Return a version; ends the command when there is none."""
    from chalicelib.validation import policy

    if number not in policy.numbers():
        fail(f"There is no policy {number}; there are {', '.join(map(str, policy.numbers()))}.", Exit.USAGE)
    return policy.load(number)


def _head(policy: "Policy") -> dict[str, object]:
    return {
        "version": policy.version,
        "since": policy.since,
        "days_to_mend": policy.days_to_mend,
        "proposed_by": policy.proposed_by.value,
        "approved_by": policy.approved_by.value,
    }
