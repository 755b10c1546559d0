"""The codes of one edition of a classification and their tree, whatever else its table says."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path

from chalicelib.errors import FieldError, NotFound, invalid
from chalicelib.reference import files
from chalicelib.texts import Text

CROSSWALKS: Mapping[str, str] = {"occupations": "occupation_crosswalks", "industries": "industry_crosswalks"}
"""Classifications that come in editions, and the table of the crosswalks between these."""
SHOWN = {"occupation_crosswalks": "2014-2026", "industry_crosswalks": "2020-2025"}
"""The crosswalk of each table that is shown where none is named."""
CODES_OF: Mapping[str, str] = dict.fromkeys(
    ("hazardous_work", "occupation_descriptions", "pay_ranges", "regulated_occupations", "skills"), "2014"
)
"""Tables that name occupations, and the edition that their codes are of; of titles and ranks `occupations` says it."""
_BY_DIGITS = frozenset({"occupations"})
"""Tables whose codes without the last digit are the codes above; others have a column ``parent``."""


class Edition:
    """The codes of one edition, with what lies above and below each."""

    def __init__(self, version: str, parents: Mapping[str, str]) -> None:
        """Keep ``parents``: the code above each, empty at the top."""
        self.version = version
        self._parents = parents
        self._below: dict[str, list[str]] = defaultdict(list)
        for code, parent in parents.items():
            self._below[parent].append(code)

    def __contains__(self, code: object) -> bool:
        return code in self._parents

    def __iter__(self) -> Iterator[str]:
        return iter(self._parents)

    def __len__(self) -> int:
        return len(self._parents)

    def leaves(self, code: str = "") -> tuple[str, ...]:
        """Return the lowest codes under ``code``, the code itself when it is one; all of them for the empty text."""
        below = self._below.get(code)
        if below is None:
            return (code,) if code in self else ()
        return tuple(leaf for each in below for leaf in self.leaves(each))

    def level(self, code: str) -> int:
        """Return how many codes lie above ``code``."""
        return len(self._path(code)) - 1

    def at_level(self, code: str, level: int) -> str:
        """Return the code at or above ``code`` with ``level`` codes above it; ``code`` when it lies higher."""
        return self._path(code)[: level + 1][-1]

    def fewest(self, lowest: Collection[str], under: str = "") -> tuple[str, ...]:
        """Return the fewest codes with exactly the ``lowest`` ones under them."""
        if under and set(self.leaves(under)) <= set(lowest):
            return (under,)
        return tuple(code for each in self._below.get(under, ()) for code in self.fewest(lowest, each))

    def _path(self, code: str) -> tuple[str, ...]:
        found = [code]
        while above := self._parents[found[0]]:
            found.insert(0, above)
        return tuple(found)


def known_versions(table: str, data: Path = files.DATA) -> tuple[str, ...]:
    """Return the editions of ``table``. Raises `NotFound` for a table that has no editions."""
    if table not in CROSSWALKS:
        detail = Text("Tabel itu tidak terbit dalam edisi.", "That table does not come in editions.")
        raise NotFound(detail, [FieldError(pointer="table", code="unknown_code", detail=detail)])
    return files.versions(table, data)


def must_be_known(table: str, versions: Mapping[str, str], data: Path = files.DATA) -> None:
    """Raise `InvalidInput` on the first pointer of ``versions`` whose edition does not exist; `NotFound` as above."""
    known = known_versions(table, data)
    for pointer, version in versions.items():
        if version not in known:
            detail = Text(f"Edisi yang ada: {', '.join(known)}.", f"The editions are {', '.join(known)}.")
            raise invalid(pointer, "unknown_code", detail)


@cache
def edition(table: str, version: str, data: Path = files.DATA) -> Edition:
    """Return an edition. Raises as `must_be_known` does, on ``version``; BadTable."""
    must_be_known(table, {"version": version}, data)
    rows = files.read(table, version, data)
    return Edition(version, dict(_places(rows)))


def _places(rows: files.TableFile) -> Iterable[tuple[str, str]]:
    code = rows.columns.index("code")
    if rows.name in _BY_DIGITS:
        return ((line[code], line[code][:-1]) for line in rows.lines)
    above = rows.columns.index("parent")
    return ((line[code], line[above]) for line in rows.lines)
