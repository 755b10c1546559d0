"""Cells into values: money, places, dates, codes and choices as people write them in Indonesia."""

import re
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, time
from fractions import Fraction
from typing import Any

from chalicelib import reference
from chalicelib.clock import WESTERN_TIME
from chalicelib.partners.places import located
from chalicelib.partners.posting_types import JobPosting
from chalicelib.uploads.columns import Column, Form
from chalicelib.uploads.problems import BadCell
from chalicelib.vacancies.model import EmploymentType

Reader = Callable[[str, Column], Any]

MOST_RUPIAH = 10_000_000_000
_NUMBER = r"\d{1,3}(?:\.\d{3})+(?:,\d{1,2})?|\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?|\d{1,15}(?:[.,]\d{1,6})?"
_UNIT = r"juta|jt|ribu|rb|k"
_SUM = rf"(?:rp\.?|idr)?\s*({_NUMBER})\s*({_UNIT})?(?:,-|,00)?"
_PAY = re.compile(rf"{_SUM}(?:\s*(?:-|–|s/d|sd|s\.d\.|sampai|hingga|to)\s*{_SUM})?", re.IGNORECASE)
_CURRENCY = re.compile(r"[$€£¥]|\b(?:usd|sgd|eur|myr|rm|jpy|aud)\b", re.IGNORECASE)
_GROUPED = re.compile(r"\d{1,3}(?:[.,]\d{3})+(?:[.,]\d{1,2})?")
_TIMES: Mapping[str, int] = {"juta": 10**6, "jt": 10**6, "ribu": 1_000, "rb": 1_000, "k": 1_000, "": 1}
_MILLIONS = frozenset({"juta", "jt"})
"""Of these nobody writes thousands: ``1.250 juta`` is one and a quarter."""
_YES = frozenset({"ya", "y", "yes", "true", "1", "benar", "x", "v", "✓", "boleh", "iya"})
_NO = frozenset({"tidak", "t", "no", "n", "false", "0", "bukan", "-", "tdk", "salah"})
_MONTHS = (
    ("januari", "january", "jan"), ("februari", "february", "feb", "pebruari"), ("maret", "march", "mar"),
    ("april", "apr"), ("mei", "may"), ("juni", "june", "jun"), ("juli", "july", "jul"),
    ("agustus", "august", "agu", "ags", "aug", "agt"), ("september", "sep", "sept"),
    ("oktober", "october", "okt", "oct"), ("november", "nov", "nopember", "nop"),
    ("desember", "december", "des", "dec"),
)  # fmt: skip
_MONTH_NUMBERS = {name: number for number, names in enumerate(_MONTHS, start=1) for name in names}
_ISO_DATE = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ].*)?")
_DAY_FIRST = re.compile(r"(\d{1,2})[-/.\s](\d{1,2})[-/.\s](\d{4})")
_NAMED = re.compile(r"(?:[a-z']+,\s*)?(\d{1,2})[-\s]+([a-z]+)\.?[-,\s]+(\d{4})", re.IGNORECASE)
_SHORT_REGION = re.compile(r"(\d{2})[.,](\d)")
_REGION = re.compile(r"\d{2}(?:[.,]?\d{2})?")
_SPAN = re.compile(
    r"(\d{1,3}(?:[.,]\d)?)\s*(tahun|thn|th|years?|bulan|bln|months?)?(?:\s*(?:\+|ke atas))?", re.IGNORECASE
)
_COUNT = re.compile(
    r"(\d{1,3}(?:\.\d{3})+|\d{1,9})(?:,0+)?\s*(?:orang|org|jam|hours?|people)?", re.IGNORECASE | re.ASCII
)
_PARTS = re.compile(r"[;\n]|,(?!\d)")


def read(text: str, column: Column) -> Any:  # noqa: ANN401 - as many types as forms
    """Return the value of a filled cell in its column's form; raises `BadCell`."""
    if "\N{REPLACEMENT CHARACTER}" in text:
        raise BadCell("lost_character")
    return _READERS[column.form](text, column)


def money(text: str) -> tuple[Fraction, Fraction | None]:
    """Return the sum, or the lowest and highest of a range, in rupiah for whatever period; raises `BadCell`."""
    if currency := _CURRENCY.search(text):
        raise BadCell("foreign_currency", currency[0])
    match = _PAY.fullmatch(text.strip())
    if match is None:
        raise BadCell("no_amount", text)
    low, low_unit, high, high_unit = match.groups()
    # Of "4-5 juta" both are millions; "800 ribu - 1 juta" names both.
    first = _sum(low, low_unit or (high_unit if high else None))
    return first, _sum(high, high_unit or low_unit) if high else None


def moment(text: str) -> datetime:
    """Return the end of the named day in Jakarta, in UTC; raises `BadCell`."""
    try:
        day = _day(text.strip())
    except ValueError:
        raise BadCell("no_date", text) from None
    return datetime.combine(day, time(23, 59, 59), WESTERN_TIME).astimezone(UTC)


def parts(text: str) -> list[str]:
    """Return the entries of a cell with several, parted by semicolons, commas or line ends, each once."""
    return list(dict.fromkeys(part.strip() for part in _PARTS.split(text) if part.strip()))


def _sum(number: str, unit: str | None) -> Fraction:
    decimal = number
    if _GROUPED.fullmatch(number) and (unit or "").lower() not in _MILLIONS:
        separator = "." if "." in number else ","
        both = "." in number and "," in number
        thousands = min(number.find("."), number.find(",")) if both else number.find(separator)
        decimal = number.replace(number[thousands], "")
    found = Fraction(
        decimal.replace(".", "").replace(",", ".") if decimal.count(".") > 1 else decimal.replace(",", ".")
    )
    amount = found * _TIMES[(unit or "").lower()]
    if amount > MOST_RUPIAH:
        raise BadCell("out_of_range", f"0-{MOST_RUPIAH}")
    return amount


def _day(text: str) -> date:
    if match := _ISO_DATE.fullmatch(text):
        return date(int(match[1]), int(match[2]), int(match[3]))
    if match := _NAMED.fullmatch(text):
        return date(int(match[3]), _MONTH_NUMBERS.get(match[2].lower(), 0), int(match[1]))
    if match := _DAY_FIRST.fullmatch(text):
        # Indonesia writes the day first; what can only be a month first was written by another spreadsheet.
        day, month, year = int(match[1]), int(match[2]), int(match[3])
        if month > 12 >= day:
            raise BadCell("ambiguous_date", text)
        return date(year, month, day)
    raise ValueError(text)


def _text(text: str, column: Column) -> str:
    least, most = column.span
    one_line = " ".join(text.split()) if column.form is Form.TEXT else text
    if not least <= len(one_line) <= most:
        raise BadCell("length", f"{least}-{most}")
    return one_line


def _number(text: str, column: Column) -> str:  # noqa: ARG001 - a reader takes both
    if len(text) > 100 or not text.isprintable():
        raise BadCell("length", "1-100")
    return text


def _money(text: str, column: Column) -> tuple[Fraction, Fraction | None]:  # noqa: ARG001
    return money(text)


def _whole(text: str, column: Column) -> int:
    match = _COUNT.fullmatch(text.strip())
    if match is None:
        raise BadCell("no_number", text)
    return _within(int(match[1].replace(".", "")), column)


def _within(value: int, column: Column) -> int:
    least, most = column.span
    if not least <= value <= most:
        raise BadCell("out_of_range", f"{least}-{most}")
    return value


def _months(text: str, column: Column) -> int:
    bare = text.strip().casefold()
    if bare in ("-", "tidak ada", "tanpa pengalaman", "none", "fresh graduate"):
        return 0
    match = _SPAN.fullmatch(bare.removeprefix("minimal ").removeprefix("min. ").removeprefix("min "))
    if match is None:
        raise BadCell("no_number", text)
    amount = Fraction(match[1].replace(",", "."))
    years = (match[2] or "").startswith(("t", "y"))
    return _within(round(amount * 12 if years else amount), column)


def _choice(text: str, column: Column) -> bool:  # noqa: ARG001
    word = text.strip().casefold()
    if word in _YES:
        return True
    if word in _NO:
        return False
    raise BadCell("no_choice", text)


def _date(text: str, column: Column) -> datetime:  # noqa: ARG001
    return moment(text)


def _address(text: str, column: Column) -> str:
    address = text if "://" in text else f"https://{text}"
    if not re.fullmatch(r"https?://[^\s/.]+(?:\.[^\s/.]+)+(?:[/?#]\S*)?", address) or len(address) > column.span[1]:
        raise BadCell("no_address", text)
    return address


def _period(text: str, column: Column) -> str:  # noqa: ARG001
    word = text.strip().casefold().removeprefix("per ").removeprefix("/")
    periods = reference.pay_periods()
    code = word.upper() if word.upper() in periods else periods.resolve(word)
    if code is None:
        raise BadCell("unknown_period", text)
    return code


def _type(text: str, column: Column) -> EmploymentType:  # noqa: ARG001
    code = text.strip().upper().replace(" ", "_")
    known = code if code in set(EmploymentType) else reference.employment_types().resolve(text)
    if known is None or known not in set(EmploymentType):
        raise BadCell("unknown_type", text)
    return EmploymentType(known)


def _region(text: str, column: Column) -> str:  # noqa: ARG001
    code = text.strip()
    if short := _SHORT_REGION.fullmatch(code):
        # A spreadsheet took the code for a number and dropped its last zero.
        code = f"{short[1]}.{short[2]}0"
    if _REGION.fullmatch(code):
        digits = re.sub(r"\D", "", code)
        code = f"{digits[:2]}.{digits[2:]}" if len(digits) > 2 else digits
        if code not in reference.regions():
            raise BadCell("unknown_region", text)
        return code
    found = located(JobPosting(identifier="-", title="-", job_location=text[:200])).region
    if found is None:
        raise BadCell("unknown_region", text)
    return found


def _occupation(text: str, column: Column) -> str:  # noqa: ARG001
    match = re.match(r"\d{1,4}(?!\d)", text)
    # A spreadsheet drops the zero that codes of the armed forces begin with.
    code = match[0].zfill(4) if match else ""
    if reference.occupations().get(code) is None:
        raise BadCell("unknown_occupation", text)
    return code


def _education(text: str, column: Column) -> str:  # noqa: ARG001
    """The least of the levels that are named (``SMA/SMK``)."""
    levels = reference.education_levels()
    word = text.strip().casefold()
    exact = word if word in levels else levels.resolve(text)
    if exact is not None:
        return exact
    found = [code for code in levels.find_in(text[:200]) if levels.get(code)]
    if not found:
        raise BadCell("unknown_education", text)
    ranks = {code: level.rank for code in found if (level := levels.get(code))}
    return min(ranks, key=lambda code: ranks[code])


def _several(text: str, column: Column) -> list[str]:  # noqa: ARG001
    return parts(text)


_READERS: Mapping[Form, Reader] = {
    Form.NUMBER: _number,
    Form.TEXT: _text,
    Form.LONG_TEXT: _text,
    Form.OCCUPATION: _occupation,
    Form.REGION: _region,
    Form.SKILLS: _several,
    Form.LICENCES: _several,
    Form.LANGUAGES: _several,
    Form.MONEY: _money,
    Form.PERIOD: _period,
    Form.TYPE: _type,
    Form.EDUCATION: _education,
    Form.MONTHS: _months,
    Form.WHOLE: _whole,
    Form.CHOICE: _choice,
    Form.DATE: _date,
    Form.ADDRESS: _address,
}
