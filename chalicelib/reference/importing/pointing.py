"""Which tables name the codes of which, and what of them names a code that is gone."""

from collections import Counter
from collections.abc import Collection, Iterator
from pathlib import Path

import msgspec

from chalicelib.reference import files
from chalicelib.reference.files import TableFile
from chalicelib.reference.importing.layouts import running


class Pointer(msgspec.Struct, frozen=True):
    """A column of ``table`` that has codes of the table ``target``."""

    table: str
    column: str
    target: str


POINTERS = (
    Pointer("job_titles", "code", "occupations"),
    Pointer("skills", "occupations[]", "occupations"),
    Pointer("rank_groups", "trade", "occupations"),
    Pointer("rank_groups", "group", "occupations"),
    Pointer("occupation_descriptions", "code", "occupations"),
    Pointer("regulated_occupations", "code", "occupations"),
    Pointer("hazardous_work", "code", "occupations"),
    Pointer("regulated_occupations", "licence", "licences"),
    Pointer("licences", "implies[]", "licences"),
    Pointer("skills", "broader[]", "skills"),
    Pointer("skills", "related[]", "skills"),
    Pointer("minimum_wages", "region", "regions"),
    Pointer("region_names", "codes[]", "regions"),
    Pointer("districts", "regency", "regions"),
    Pointer("programmes", "field", "fields_of_study"),
    Pointer("language_tests", "language", "languages"),
    Pointer("language_tests", "passed", "language_levels"),
    Pointer("language_test_bands", "test", "language_tests"),
    Pointer("language_test_bands", "level", "language_levels"),
    Pointer("industries", "parent", "industries"),
    Pointer("pay_ranges", "occupation", "occupations"),
    Pointer("pay_ranges", "region", "regions"),
    Pointer("province_boxes", "province", "regions"),
    Pointer("region_neighbours", "region", "regions"),
    Pointer("region_neighbours", "neighbour", "regions"),
    Pointer("shared_names", "region", "regions"),
)


class Broken(msgspec.Struct, frozen=True, kw_only=True):
    """How many ``rows`` name a code that is gone in ``column``; ``codes`` are these, the most named first."""

    table: str
    column: str
    rows: int
    codes: tuple[str, ...]


def broken(target: TableFile, gone: Collection[str], data: Path = files.DATA) -> tuple[Broken, ...]:
    """Return what names the codes ``gone`` from ``target``, in running versions. Raises BadTable."""
    return tuple(_broken(target, gone, data)) if gone else ()


def _broken(target: TableFile, gone: Collection[str], data: Path) -> Iterator[Broken]:
    for pointer in POINTERS:
        table = target if pointer.table == target.name else running(pointer.table, data)
        if pointer.target != target.name or table is None or pointer.column not in table.columns:
            continue
        place = table.columns.index(pointer.column)
        named = [gone_ones for line in table.lines if (gone_ones := _named(line[place], gone))]
        counts = Counter(code for codes in named for code in codes)
        if named:
            codes = tuple(code for code, _ in counts.most_common())
            yield Broken(table=pointer.table, column=pointer.column, rows=len(named), codes=codes)


def _named(cell: str, gone: Collection[str]) -> tuple[str, ...]:
    return tuple(code for code in files.several(cell) if code in gone)
