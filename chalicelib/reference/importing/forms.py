"""Reading single cells into the one form that tables have. Whatever is not certain is refused, never guessed."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date
from enum import StrEnum

from chalicelib.reference.geography import EAST, NORTH, SOUTH, WEST
from chalicelib.reference.importing.columns import Form
from chalicelib.reference.model_calendar import DayKind
from chalicelib.reference.model_places import RegionKind

_FORMULA = re.compile(r"(^|;)'(?=[\t\r]|\s*[=+\-@＝＋－＠])")
_GROUPED_BY_POINT = re.compile(r"([0-9]{1,3}(?:\.[0-9]{3})+|[0-9]+)(?:,(?:0{1,2}|-))?")
_GROUPED_BY_COMMA = re.compile(r"([0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.0{1,2})?")
_RUPIAH = re.compile(r"rp\.?\s*", re.IGNORECASE)
_LONGEST_AMOUNT = 12
_NUMBER = re.compile(r"[+-]?[0-9]+(?:[.,][0-9]+)?")
_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_DAY_FIRST = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})")
_IN_WORDS = re.compile(r"(?:[^,0-9]+,\s*)?([0-9]{1,2})\s+([a-z]+)\s+([0-9]{4})", re.IGNORECASE)
_MONTHS = (
    ("januari", "january"), ("februari", "february", "pebruari"), ("maret", "march"), ("april",), ("mei", "may"),
    ("juni", "june"), ("juli", "july"), ("agustus", "august"), ("september",), ("oktober", "october"),
    ("november", "nopember"), ("desember", "december"),
)  # fmt: skip
_DAY_KINDS: Mapping[str, DayKind] = {
    "holiday": DayKind.HOLIDAY,
    "libur": DayKind.HOLIDAY,
    "libur nasional": DayKind.HOLIDAY,
    "hari libur nasional": DayKind.HOLIDAY,
    "national holiday": DayKind.HOLIDAY,
    "collective_leave": DayKind.COLLECTIVE_LEAVE,
    "collective leave": DayKind.COLLECTIVE_LEAVE,
    "cuti bersama": DayKind.COLLECTIVE_LEAVE,
}


_REGION_KINDS: Mapping[str, RegionKind] = {
    **{kind.value: kind for kind in RegionKind},
    "provinsi": RegionKind.PROVINCE,
    "kabupaten": RegionKind.REGENCY,
    "kab": RegionKind.REGENCY,
    "kab.": RegionKind.REGENCY,
    "kota": RegionKind.CITY,
}


class BadCell(Exception):
    """A cell is not in its form: the code of the problem, and the facts of its text."""

    def __init__(self, code: str, **facts: object) -> None:
        """Keep what is told."""
        super().__init__(code)
        self.code, self.facts = code, facts


def clean(cell: str) -> str:
    """Return ``cell`` composed (NFC), with single spaces, and without the apostrophes of this project's CSV files."""
    return _FORMULA.sub(r"\1", " ".join(unicodedata.normalize("NFC", cell).split()))


def read(form: Form, cell: str) -> str:
    """Return a clean, not empty ``cell`` as tables write it. Raises `BadCell`."""
    reader = _READERS.get(form)
    return reader(cell) if reader else cell


def _coded(pattern: str, indonesian: str, english: str) -> Callable[[str], str]:
    expression = re.compile(pattern)

    def reader(cell: str) -> str:
        if not expression.fullmatch(cell):
            raise BadCell("bad_code", value=cell, form=indonesian, form_en=english)
        return cell

    return reader


def _amount(cell: str) -> str:
    """Return whole rupiah. Three digits after a point or comma are thousands, two zeros are sen; else it is refused."""
    bare = _RUPIAH.sub("", cell, count=1) if _RUPIAH.match(cell) else cell
    found = _GROUPED_BY_POINT.fullmatch(bare) or _GROUPED_BY_COMMA.fullmatch(bare)
    digits = re.sub(r"[.,]", "", found[1]) if found else ""
    if not 0 < len(digits) <= _LONGEST_AMOUNT:
        raise BadCell("bad_amount", value=cell)
    return str(int(digits))


def _several(cell: str) -> str:
    return "; ".join(part.strip() for part in cell.split(";") if part.strip())


def _amounts(cell: str) -> str:
    return "; ".join(_amount(part.strip()) for part in cell.split(";") if part.strip())


def _year(cell: str) -> str:
    if not re.fullmatch(r"(19|20)[0-9]{2}", cell):
        raise BadCell("bad_year", value=cell)
    return cell


def _date(cell: str) -> str:
    try:
        return date(*_day(cell)).isoformat()
    except ValueError as problem:
        raise BadCell("bad_date", value=cell) from problem


def _day(cell: str) -> tuple[int, int, int]:
    """Return year, month and day; day before month as Indonesia writes it. Raises ValueError."""
    if found := _ISO.fullmatch(cell):
        return int(found[1]), int(found[2]), int(found[3])
    if found := _DAY_FIRST.fullmatch(cell):
        return int(found[3]), int(found[2]), int(found[1])
    if found := _IN_WORDS.fullmatch(cell):
        return int(found[3]), _month(found[2].lower()), int(found[1])
    raise ValueError(cell)


def _month(name: str) -> int:
    number = next((number for number, names in enumerate(_MONTHS, start=1) if name in names), None)
    if number is None:
        raise ValueError(name)
    return number


def _kind(known: Mapping[str, StrEnum]) -> Callable[[str], str]:
    def reader(cell: str) -> str:
        kind = known.get(cell.casefold())
        if kind is None:
            raise BadCell("unknown_kind", value=cell, known=", ".join(sorted(known)))
        return kind.value

    return reader


def _degrees(least: float, most: float) -> Callable[[str], str]:
    def reader(cell: str) -> str:
        if not _NUMBER.fullmatch(cell):
            raise BadCell("bad_number", value=cell)
        plain = cell.replace(",", ".").removeprefix("+")
        if not least <= float(plain) <= most:
            raise BadCell("outside_country", value=cell)
        return plain

    return reader


_POINTS = (
    "dengan titik, sebagai kode Kemendagri (kode BPS lain)",
    "with points, as Kemendagri writes them (those of BPS differ)",
)
_READERS: Mapping[Form, Callable[[str], str]] = {
    Form.SEVERAL: _several,
    Form.OCCUPATION: _coded("[0-9]{1,4}", "satu sampai empat angka", "one to four digits"),
    Form.REGION: _coded(r"[0-9]{2}(\.[0-9]{2})?", f"11 atau 11.01, {_POINTS[0]}", f"11 or 11.01, {_POINTS[1]}"),
    Form.DISTRICT: _coded(r"[0-9]{2}\.[0-9]{2}\.[0-9]{2}", f"11.01.01, {_POINTS[0]}", f"11.01.01, {_POINTS[1]}"),
    Form.INDUSTRY: _coded("[A-Z]|[0-9]{2}", "satu huruf atau dua angka", "a letter or two digits"),
    Form.AMOUNT: _amount,
    Form.AMOUNTS: _amounts,
    Form.YEAR: _year,
    Form.DATE: _date,
    Form.DAY_KIND: _kind(_DAY_KINDS),
    Form.REGION_KIND: _kind(_REGION_KINDS),
    Form.LATITUDE: _degrees(SOUTH, NORTH),
    Form.LONGITUDE: _degrees(WEST, EAST),
}
