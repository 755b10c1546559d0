"""Numbers in a query that are neither pay nor experience and say nothing about which vacancy is meant.

Telephone and identity numbers, mail and web addresses, house numbers, ages (never a criterion), counts of people, days
or hours, nearness to a home that nobody named; and a distance, which is read as nearness to the place that is named.
"""

import re

import msgspec

_BEFORE = r"(?:(?<!\w)(?:(?:no|nomor)\.?\s*)?(?:hp|wa|whatsapp|telp|tlp|telepon)\.?\s*:?\s*)?"
_PHONE = (
    rf"{_BEFORE}(?<![\w.,])(?:\+?62|0)[\s.-]?8\d(?:[\s.-]?\d){{6,11}}(?!\w)"
    rf"|{_BEFORE}(?<![\w.,])\(?0\d{{2,3}}\)?[\s-]\d{{5,8}}(?!\w)"
)
_IDENTITY = r"(?<![\w.,])\d{12,}(?!\w)"
_ADDRESS = r"(?<!\S)[^\s@]{1,64}@[^\s@]{1,255}\.[^\s@]{1,63}(?!\S)|https?://\S+|www\.\S+"
_HOUSE = r"(?<!\w)(?:no|nomor|nomer|rt|rw|blok|kav|lantai|lt)\.?\s*\d{1,4}[a-z]?(?:/\d{1,3})?(?!\w)"
_YEARS = r"(?:tahunan|tahun|thn|th|years?(?:\s+old)?|yo)"
_BOUND = r"(?:maksimal|maks\.?|max\.?|minimal|min\.?|di\s*atas|di\s*bawah|under|over|below|above|<=?|>=?)"
_AGE = (
    rf"(?<!\w)(?:usia|umur|age|aged)\s*:?\s*{_BOUND}?\s*\d{{1,2}}(?:\s*(?:-|sampai|sd|s/d|to)\s*\d{{1,2}})?"
    rf"(?:\s*{_YEARS})?(?:\s*ke\s*atas)?(?!\w)"
    rf"|(?<!\w)(?:{_BOUND}\s*)?(?:1[7-9]|[2-6]\d)(?:\s*(?:-|sampai|sd|s/d|to)\s*[1-6]\d)?\s*{_YEARS}(?:\s*ke\s*atas)?(?!\w)"
)
_ALWAYS = r"(?<!\w)24/7(?!\w)"
_COUNT = r"(?<!\w)\d{1,3}\s*(?:orang|org|karyawan|lowongan|posisi|shift|hari|jam|x\s*seminggu)(?:\s*kerja)?(?!\w)"
_CLOCK = r"\d{1,2}(?:[.:]\d{2})?"
_HOURS = (
    rf"(?<!\w)(?:jam|pukul)\s*{_CLOCK}(?:\s*(?:-|sampai|sd|s/d|to)\s*(?:jam\s*|pukul\s*)?{_CLOCK})?"
    r"(?:\s*(?:pagi|siang|sore|malam|wib|wita|wit|am|pm))?(?!\w)"
    r"|(?<!\w)jam\s+kerja(?:nya)?(?!\w)"
)
_WALK_IN = (
    r"(?<!\w)(?:walk\s*-?\s*in(?:\s+interview)?|open\s+(?:recruitment|recruit|rekrutmen|hiring)|oprec"
    r"|we\s*(?:'?\s*re|are)\s+hiring|(?:urgently|urgent)\s+(?:needed|hiring|required))(?!\w)"
)
"""How one is hired, not what for."""
_SUBJECTS = r"(?<!\w)(?:(?:semua|segala|bebas)\s+jurusan|all\s+majors?|any\s+majors?)(?!\w)"
_LASTING = r"(?<!\w)\d{1,2}\s*(?:minggu|bulan|tahun|thn|th|weeks?|months?|years?)(?!\w)"
"""How long something takes: experience was read before."""
_HERE = (
    r"(?<!\w)(?:dekat|deket|sekitar|sekitaran|near|around)\s+(?:dengan\s+|sama\s+)?"
    r"(?:rumah(?!\s+(?:sakit|makan))(?:\s+saya|ku)?|sini|saya|me|home|here|kost?(?:an)?|tempat\s+tinggal)(?!\w)"
)
"""Where the searcher lives, which the words do not say."""
_LICENCE = r"(?<=\bsim\sb[12]\s)umum\b|(?<=\bsim\sb[12])\s+umum\b"
"""A general licence is the licence of its class and more."""
_OVER = re.compile(
    "|".join(
        (
            _PHONE,
            _IDENTITY,
            _ADDRESS,
            _HOUSE,
            _AGE,
            _ALWAYS,
            _COUNT,
            _HOURS,
            _WALK_IN,
            _SUBJECTS,
            _LASTING,
            _HERE,
            _LICENCE,
        )
    )
)
_FAR = re.compile(
    rf"(?<!\w)(?:(?:radius|dalam|within|jarak|sejauh|{_BOUND})\s*){{0,2}}\d{{1,3}}(?:[.,]\d)?\s*(?:km|kilometer|kilo)(?!\w)"
    r"(?:\s*(?:dari|from|of)(?!\w))?"
)
_NEAR = " dekat "


class Passed(msgspec.Struct, frozen=True):
    """The text without what was passed over, and that."""

    rest: str
    passed_over: tuple[str, ...] = ()


def pass_over(text: str) -> Passed:
    """Return what is left of ``text`` (lower case, without pay and experience) to be searched for."""
    over: list[str] = []

    def take(found: re.Match[str]) -> str:
        over.append(" ".join(found[0].split()))
        return " "

    def take_distance(found: re.Match[str]) -> str:
        over.append(" ".join(found[0].split()))
        return _NEAR

    return Passed(_FAR.sub(take_distance, _OVER.sub(take, text)), tuple(over))
