"""What people call the rows of a table, by another one: occupations by job titles; and how often they do."""

from collections.abc import Iterator, Mapping
from functools import cache

import msgspec

from chalicelib.reference import files
from chalicelib.reference.current import current_version, published
from chalicelib.reference.files import TableFile, several
from chalicelib.reference.occupations import TITLES_EDITION
from chalicelib.reference.title_counts import COUNTS
from search.normalise import normalise

Names = Mapping[str, tuple[str, ...]]
"""Normalised names by the code of what they name."""


class Naming(msgspec.Struct, frozen=True, kw_only=True):
    """A table of names: its column of the name, that of the codes, and the ``edition`` that these are of, if of one."""

    table: str
    name: str
    codes: str
    edition: str = ""


_NAMINGS: Mapping[str, Naming] = {
    "occupations": Naming(table="job_titles", name="title", codes="code", edition=TITLES_EDITION),
    "regions": Naming(table="region_names", name="name", codes="codes[]"),
}


def naming_table(of: TableFile) -> TableFile | None:
    """Return the table that has other names for the rows of ``of``, None without one. Raises BadTable.

    Job titles are of one edition: under the codes of another one they would be others' names.
    """
    naming = _NAMINGS.get(of.name)
    if naming is None or naming.table not in published() or naming.edition not in ("", of.version):
        return None
    return files.read(naming.table, current_version(naming.table))


def counting_table(of: TableFile) -> TableFile | None:
    """Return the table that counts how often the rows of ``of`` are used, None without one. Raises BadTable."""
    counted = of.name == "job_titles" and COUNTS in published()
    return files.read(COUNTS, current_version(COUNTS)) if counted else None


def usages(of: TableFile) -> Mapping[str, float]:
    """Return how many of a thousand vacancies use each row of ``of``, by code, where counted. Raises BadTable."""
    table = counting_table(of)
    if table is None:
        return {}
    title, share = table.columns.index("title"), table.columns.index("per_mille")
    return {line[title]: float(line[share]) for line in table.lines}


def everyday_names(of: TableFile) -> Names:
    """Return what people call the rows of ``of``. Raises BadTable."""
    table = naming_table(of)
    return _names(of.name, table.version) if table else {}


@cache
def _names(of: str, version: str) -> Names:
    found: dict[str, list[str]] = {}
    for code, name in _named(_NAMINGS[of], version):
        found.setdefault(code, []).append(name)
    return {code: tuple(names) for code, names in found.items()}


def _named(naming: Naming, version: str) -> Iterator[tuple[str, str]]:
    table = files.read(naming.table, version)
    name, codes = table.columns.index(naming.name), table.columns.index(naming.codes)
    for line in table.lines:
        for code in several(line[codes]):
            yield code, normalise(line[name])
