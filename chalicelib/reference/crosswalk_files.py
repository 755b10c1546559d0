"""Reading crosswalk files, in both directions and one after the other."""

from collections import defaultdict, deque
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import pairwise
from pathlib import Path

from chalicelib.errors import FieldError, NotFound
from chalicelib.reference import files
from chalicelib.reference.editions import CROSSWALKS
from chalicelib.reference.model_crosswalk import CrosswalkRow, Relation
from chalicelib.texts import Text

Links = Mapping[str, Mapping[str, Relation]]
"""For codes of one edition the codes of the other, and what these are to them."""


def named_editions(name: str) -> tuple[str, str, int] | None:
    """Return the two editions that a file is named after, and its number: a correction is ``<from>-<to>-2``."""
    before, _, rest = name.partition("-")
    after, _, number = rest.partition("-")
    if not before or not after or before == after or not (number or "1").isdecimal():
        return None
    return before, after, int(number or 1)


def newest(table: str, data: Path = files.DATA) -> Mapping[tuple[str, str], str]:
    """Return for each pair of editions of ``table`` that files connect the name of the latest one."""
    found = sorted(filter(None, map(named_editions, files.versions(CROSSWALKS[table], data))), key=lambda each: each[2])
    return {(before, after): _name(before, after, number) for before, after, number in found}


@cache
def crosswalk_rows(table: str, from_version: str, to_version: str, data: Path = files.DATA) -> tuple[CrosswalkRow, ...]:
    """Return the lines of one file. Raises BadTable, also when a line is of other editions than the file's name."""
    name, version = CROSSWALKS[table], newest(table, data)[from_version, to_version]
    rows = files.typed(name, version, CrosswalkRow, data)
    for number, row in enumerate(rows, start=1):
        if (row.from_version, row.to_version) != (from_version, to_version):
            raise files.BadTable(f"{name} {version}: row {number} is of {row.from_version} and {row.to_version}")
    return rows


def _name(before: str, after: str, number: int) -> str:
    return f"{before}-{after}" if number == 1 else f"{before}-{after}-{number}"


def way(table: str, from_version: str, to_version: str, data: Path = files.DATA) -> tuple[tuple[str, str], ...]:
    """Return the steps of the shortest way between two editions; none from one to itself.

    Raises `NotFound` when no files connect them.
    """
    connected = tuple(newest(table, data))
    came_from, waiting = {from_version: from_version}, deque([from_version])
    while waiting and to_version not in came_from:
        here = waiting.popleft()
        for there in sorted(_neighbours(here, connected) - came_from.keys()):
            came_from[there] = here
            waiting.append(there)
    if to_version not in came_from:
        detail = Text("Belum ada korespondensi antara kedua edisi.", "No crosswalk connects the two editions yet.")
        raise NotFound(detail, [FieldError(pointer="to_version", code="no_crosswalk", detail=detail)])
    return tuple(pairwise(_back(to_version, came_from)))


def files_between(table: str, from_version: str, to_version: str, data: Path = files.DATA) -> tuple[str, ...]:
    """Return the names of the files that lead from one edition to another, in their order. Raises as `way` does."""
    found = newest(table, data)
    steps = way(table, from_version, to_version, data)
    return tuple(found[pair] if pair in found else found[pair[1], pair[0]] for pair in steps)


def step(table: str, from_version: str, to_version: str, data: Path = files.DATA) -> tuple[CrosswalkRow, ...]:
    """Return the lines between two editions that one file connects, turned round where it is written the other way."""
    if (from_version, to_version) in newest(table, data):
        return crosswalk_rows(table, from_version, to_version, data)
    return tuple(turned(row) for row in crosswalk_rows(table, to_version, from_version, data))


def turned(row: CrosswalkRow) -> CrosswalkRow:
    """Return what ``row`` says, seen from the other edition."""
    return CrosswalkRow(
        from_version=row.to_version,
        to_version=row.from_version,
        origin=row.target,
        target=row.origin,
        relation=row.relation.inverse if row.relation else None,
        note=row.note,
    )


def links(rows: tuple[CrosswalkRow, ...]) -> Links:
    """Return the correspondences that ``rows`` state."""
    found: dict[str, dict[str, Relation]] = defaultdict(dict)
    for row in rows:
        if row.origin and row.target and row.relation:
            found[row.origin][row.target] = row.relation
    return dict(found)


def reversed_links(forward: Links) -> Links:
    """Return the same correspondences from the other side."""
    found: dict[str, dict[str, Relation]] = defaultdict(dict)
    for source, targets in forward.items():
        for target, relation in targets.items():
            found[target][source] = relation.inverse
    return dict(found)


def chained(first: Links, second: Links) -> Links:
    """Return where two steps lead; where several ways lead to one code and differ, it is partial."""
    found: dict[str, dict[str, Relation]] = defaultdict(dict)
    for source, targets in first.items():
        for target, relation in _onward(targets, second):
            known = found[source].setdefault(target, relation)
            found[source][target] = known if known is relation else Relation.PARTIAL
    return dict(found)


def _onward(targets: Mapping[str, Relation], second: Links) -> Iterator[tuple[str, Relation]]:
    for middle, before in targets.items():
        for target, after in second.get(middle, {}).items():
            yield target, before.then(after)


def _neighbours(version: str, connected: tuple[tuple[str, str], ...]) -> set[str]:
    return {other for pair in connected if version in pair for other in pair if other != version}


def _back(version: str, came_from: Mapping[str, str]) -> tuple[str, ...]:
    found = [version]
    while came_from[found[0]] != found[0]:
        found.insert(0, came_from[found[0]])
    return tuple(found)
