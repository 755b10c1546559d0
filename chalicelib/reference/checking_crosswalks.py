"""Whether crosswalks tell the whole story between two editions, and nothing that their lines contradict."""

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

from chalicelib.reference import files
from chalicelib.reference.crosswalk_files import crosswalk_rows, named_editions, newest
from chalicelib.reference.editions import CODES_OF, CROSSWALKS, Edition, edition
from chalicelib.reference.model_crosswalk import CrosswalkRow, Relation
from chalicelib.reference.occupations import VERSION

Problems = Iterator[tuple[str, str]]
"""Keys of rows and what is wrong with them."""
_ONE_ORIGIN = (Relation.EXACT, Relation.NARROWER)
"""Relations of a code that has nothing of any other code of the edition before."""
_ONE_TARGET = (Relation.EXACT, Relation.BROADER)
"""Relations of a code that has everything of the code before."""


def crosswalk_checks(data: Path = files.DATA) -> Iterator[tuple[str, Callable[[], Problems]]]:
    """Yield each table of crosswalks with its checks, and whether all tables speak of the current occupations."""
    yield "occupations", spoken
    for table, name in CROSSWALKS.items():
        yield name, partial(named, table, data)
        for pair in newest(table, data):
            if set(pair) <= set(files.versions(table, data)):
                yield name, partial(between, table, *pair, data)


def spoken(current: str = VERSION, codes_of: Mapping[str, str] = CODES_OF) -> Problems:
    """Yield tables that name occupations by another edition than the current one: codes may mean others by now."""
    for table, version in codes_of.items():
        if version != current:
            yield current, f"is the current edition, and {table} has codes of {version}"


def named(table: str, data: Path = files.DATA) -> Problems:
    """Yield files whose name is not two editions of ``table``, and pairs that two files connect."""
    known = set(files.versions(table, data))
    connected = newest(table, data)
    for name in files.versions(CROSSWALKS[table], data):
        said = named_editions(name)
        if said is None:
            yield name, "is not named after two editions"
        elif not {*said[:2]} <= known:
            yield name, f"names an edition that does not exist: there are {', '.join(sorted(known))}"
        elif (said[1], said[0]) in connected:
            yield name, "connects editions that another file connects"


def between(table: str, from_version: str, to_version: str, data: Path = files.DATA) -> Problems:
    """Yield what is wrong with one crosswalk. Raises BadTable."""
    rows = crosswalk_rows(table, from_version, to_version, data)
    yield from _between(rows, edition(table, from_version, data), edition(table, to_version, data))


def told(table: str, rows: Sequence[CrosswalkRow]) -> Problems:
    """Yield what is wrong with the lines of a file that is to become a crosswalk of ``table``. Raises BadTable."""
    pairs = Counter((row.from_version, row.to_version) for row in rows)
    known = files.versions(table)
    for pair, count in pairs.most_common()[1:]:
        yield "-".join(pair), f"are the editions of {count} lines, and others of most"
    for before, after in [pair for pair, _ in pairs.most_common(1)]:
        if before == after or not {before, after} <= set(known):
            yield f"{before}-{after}", f"are no two editions: there are {', '.join(known)}"
        else:
            yield from _between(rows, edition(table, before), edition(table, after))


def shapes(rows: Sequence[CrosswalkRow]) -> Problems:
    """Yield lines that say neither what corresponds nor why nothing does, and codes of which both is said."""
    for row in rows:
        if not row.origin and not row.target:
            yield _key(row), "names no code"
        elif row.origin and row.target:
            if row.relation is None:
                yield _key(row), "does not say what the codes are to each other"
        elif row.relation is not None or not (row.note.id and row.note.en):
            yield _key(row), "needs a reason in both languages, and no relation, where one edition has no such code"
    paired = {row.origin for row in rows if row.target}, {row.target for row in rows if row.origin}
    for row in rows:
        if (row.origin in paired[0] and not row.target) or (row.target in paired[1] and not row.origin):
            yield _key(row), "is said to be retired or new, and to correspond to something"


def whole(version: str, named_codes: Sequence[str], lowest: Collection[str]) -> Problems:
    """Yield codes that are no lowest codes of the edition, and lowest codes of which nothing is said."""
    known = set(lowest)
    yield from ((code, f"is no lowest code of {version}") for code in sorted(set(named_codes) - known))
    yield from ((code, f"of {version} is not in the crosswalk") for code in sorted(known - set(named_codes)))


def consistent(rows: Sequence[CrosswalkRow]) -> Problems:
    """Yield relations that claim more than the lines together allow: what is exact is so for both codes alone."""
    pairs = [row for row in rows if row.origin and row.target]
    targets, origins = Counter(row.origin for row in pairs), Counter(row.target for row in pairs)
    for row in pairs:
        if row.relation in _ONE_ORIGIN and origins[row.target] > 1:
            yield _key(row), f"is {row.relation}, but {row.target} also has something of another code"
        if row.relation in _ONE_TARGET and targets[row.origin] > 1:
            yield _key(row), f"is {row.relation}, but {row.origin} also went to another code"


def _between(rows: Sequence[CrosswalkRow], before: Edition, after: Edition) -> Problems:
    yield from shapes(rows)
    yield from whole(before.version, [row.origin for row in rows if row.origin], before.leaves())
    yield from whole(after.version, [row.target for row in rows if row.target], after.leaves())
    yield from consistent(rows)


def _key(row: CrosswalkRow) -> str:
    return f"{row.origin}:{row.target}"
