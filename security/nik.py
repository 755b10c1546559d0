"""The structure of the national identity number (NIK): place of first registration, birth date, serial number.

Sixteen digits: province, regency and district (two each), day (plus 40 for women), month and year of birth (two each),
serial (four). Source: Law 23/2006 on Population Administration, article 13, and its implementing regulation PP 37/2007,
article 37. Nothing here tells what a number says about its holder; it only checks that it can be one.
"""

import re
from datetime import date

from chalicelib.errors import InvalidInput, invalid
from chalicelib.texts import Text

_SEPARATORS = re.compile(r"[ .\-]")
_SIXTEEN = re.compile(r"[0-9]{16}")
_PROVINCES = frozenset(
    str(code)
    for start, end in ((11, 19), (21, 21), (31, 36), (51, 53), (61, 65), (71, 76), (81, 82), (91, 96))
    for code in range(start, end + 1)
)
"""The ministry's codes of the 38 provinces. A test compares them with the reference tables."""

_WOMEN = 40


def canonical_nik(plain: str, pointer: str) -> str:
    """Return the sixteen digits of ``plain``; raises `InvalidInput` at ``pointer`` without repeating any of them."""
    digits = _SEPARATORS.sub("", plain.strip())
    if not _SIXTEEN.fullmatch(digits):
        raise _refusal(pointer, "wrong_length", Text("NIK harus 16 angka.", "A NIK has 16 digits."))
    place_known = digits[:2] in _PROVINCES and digits[2:4] != "00" and digits[4:6] != "00"
    if not place_known or not _is_birth_date(digits[6:12]) or digits[12:] == "0000":
        detail = Text("NIK ini tidak mungkin benar; periksa kembali.", "This cannot be a NIK; please check it.")
        raise _refusal(pointer, "impossible_nik", detail)
    return digits


def _is_birth_date(digits: str) -> bool:
    day, month, year = int(digits[:2]), int(digits[2:4]), int(digits[4:])
    if day > _WOMEN:
        day -= _WOMEN
    return any(_is_date(century + year, month, day) for century in (1900, 2000))


def _is_date(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _refusal(pointer: str, code: str, detail: Text) -> InvalidInput:
    return invalid(pointer, code, detail)
