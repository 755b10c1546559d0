"""What the repository itself states: rights, retention, standards, drills."""

import re
from pathlib import Path

import msgspec

from infra_cdk.data.retention import Row, schedule
from infra_cdk.evidence.collected import Collected, Missing
from local.standards.links import fault
from local.standards.model import Line, lines

_DRILLED = re.compile(r"^\| (?P<what>.+) \| (?P<figure>.+) \| `make (?P<command>drill|rehearse)` \|$", re.MULTILINE)


class Permission(msgspec.Struct, frozen=True, kw_only=True, order=True):
    """One cell of the access matrix: what a role may do with which things, and how it has to stand to them."""

    role: str
    thing: str
    actions: tuple[str, ...]
    relation: str


class Operation(msgspec.Struct, frozen=True, kw_only=True, order=True):
    """An operation of the interface and to whom it is open."""

    path: str
    method: str
    open_to: tuple[str, ...]


class Access(msgspec.Struct, frozen=True, kw_only=True):
    """Who may do what; what is not here is not allowed."""

    permissions: tuple[Permission, ...]
    operations: tuple[Operation, ...]


class Proof(msgspec.Struct, frozen=True, kw_only=True):
    """A link of a standard's line, and what is wrong with it (``None``: it leads somewhere)."""

    link: str
    fault: str | None


class Judged(msgspec.Struct, frozen=True, kw_only=True):
    """A line of a standard with its proofs looked up."""

    key: str
    group: str
    asked: str
    verdict: str
    proof: tuple[Proof, ...]
    note: str


class Drill(msgspec.Struct, frozen=True, kw_only=True):
    """What a drill or rehearsal measured when it was last written down in docs/operations.md."""

    what: str
    figure: str
    command: str


def access(given: Collected) -> Access:  # noqa: ARG001 - as every piece
    """Return the data behind docs/security/authorisation.md."""
    import app  # noqa: F401 - declares every operation
    from functions.http import ENDPOINTS
    from security.policy import RULES

    return Access(
        permissions=tuple(
            sorted(
                Permission(role=rule.role, thing=kind, actions=tuple(sorted(rule.actions)), relation=rule.relation)
                for rule in RULES
                for kind in rule.kinds
            )
        ),
        operations=tuple(
            sorted(
                Operation(path=entry.path, method=entry.method, open_to=tuple(sorted(entry.audience)))
                for entry in ENDPOINTS
            )
        ),
    )


def retention(given: Collected) -> tuple[Row, ...]:  # noqa: ARG001 - as every piece
    """Return the retention schedule."""
    return schedule()


def standard(given: Collected, table: str) -> tuple[Judged, ...]:
    """Return the lines of a table of `local.standards`, every link looked up."""
    return tuple(_judged(line, given.house) for line in lines(given.house / "local/standards" / f"{table}.tsv"))


def drills(given: Collected) -> tuple[Drill, ...] | Missing:
    """Return what docs/operations.md states of drills and rehearsals."""
    text = (given.house / "docs/operations.md").read_text(encoding="utf-8")
    found = tuple(Drill(**match.groupdict()) for match in _DRILLED.finditer(text))
    return found or Missing(reason="docs/operations.md states no drill")


def _judged(line: Line, house: Path) -> Judged:
    return Judged(
        key=line.key,
        group=line.group,
        asked=line.asked,
        verdict=line.verdict,
        proof=tuple(Proof(link=link, fault=fault(link, house)) for link in line.proof),
        note=line.note,
    )
