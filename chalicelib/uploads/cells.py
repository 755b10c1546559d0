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
from chalicelib.uploads.sums import Pay, pay, period
from chalicelib.vacancies.model import EmploymentType

Reader = Callable[[str, Column], Any]

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
_RUN = re.compile(r"[=+@]|-\S")
"""How a text begins that a spreadsheet would compute, and that no title does."""
_PARTS = re.compile(r"[;\n]|,(?!\d)")


def read(text: str, column: Column) -> Any:  # noqa: ANN401 - as many types as forms
    """Return the value of a filled cell in its column's form; raises `BadCell`."""
    if "\N{REPLACEMENT CHARACTER}" in text:
        raise BadCell("lost_character")
    if text.startswith("=") or (column.name == "title" and _RUN.match(text)):
        raise BadCell("looks_like_formula", text)
    return _READERS[column.form](text, column)


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


def _pay(text: str, column: Column) -> Pay | None:  # noqa: ARG001
    return pay(text)


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
    return period(text)


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
    Form.MONEY: _pay,
    Form.PERIOD: _period,
    Form.TYPE: _type,
    Form.EDUCATION: _education,
    Form.MONTHS: _months,
    Form.WHOLE: _whole,
    Form.CHOICE: _choice,
    Form.DATE: _date,
    Form.ADDRESS: _address,
}
