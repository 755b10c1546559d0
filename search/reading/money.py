"""Pay in a query: ``5jt``, ``5 juta``, ``Rp5.000.000,-``, ``5-7jt``, ``500rb/hari``, ``3 jutaan``, ``gaji umr``."""

import re

import msgspec

from search.answer import Money
from search.reading.amounts import AFTER, NUMBER, UNIT, WORD, a_month, is_grouped, times, value

LARGEST = 10_000_000_000
_LEAST = 100_000
"""A month's pay below this is not meant as pay."""
_PLAIN_LEAST, _PLAIN_MOST = 1_000_000, 99_999_999
"""Between these a bare round number is pay; below it may be anything, above it is rather a telephone's."""
_ROUND = 10_000
_CUE = r"gaji(?:h|nya)?|gj|gapok|gp|upah|bayaran|dibayar|salary|penghasilan|pendapatan|honor|income|pay|wages?|thp"
_FILLING = (
    r"pokok|bersih|nett?o?|gross|kotor|rata\s*-?\s*rata|yang|yg|sebesar|sekitar|kisaran|range|kira\s*-?\s*kira|"
    r"kurang\s+lebih|around|about|of|is|tetap|harapan|expected|antara|between|:|=|±"
)
_FROM = (
    r"di\s*atas|lebih\s+dari|minimal|minimum|min\.?|mulai\s+dari|mulai|dari|at\s+least|above|over|more\s+than|from|"
    r"starting|paling\s+(?:sedikit|kecil|rendah)|>=?|≥"
)
_UP_TO = (
    r"di\s*bawah|kurang\s+dari|maksimal|maksimum|maks\.?|maximum|max\.?|paling\s+(?:banyak|tinggi|besar)|up\s*to|below|"
    r"under|less\s+than|at\s+most|sampai|hingga|s/d|<=?|≤"
)
_OTHER_THING = (
    r"(?!\s*(?:tahun|thn|th|hari|jam|orang|org|km|bulan|bln|shift|x|kali|persen|menit|minggu|anak|lantai|m2|meter|cm|kg|"
    r"ton|gram|liter|years?|months?|hours?|days?)\b|\s*%)"
)
"""After these a bare number counts something else; behind a unit of money it is pay (``5jt jam 8-5``)."""
_BETWEEN = re.compile(rf"\b(?:antara|between)\s+((?:rp\.?\s*)?\d[\d.,]*\s*(?:{UNIT})?)\s+(?:dan|and)\s+(?=\d|rp)")
_PAY = re.compile(
    rf"(?:(?<!\w)(?P<cue>{_CUE})(?!\w)\s*)?"
    rf"(?P<period_before>{AFTER}\s*)?"
    rf"(?:(?:{_FILLING})\s*){{0,3}}"
    rf"(?:(?<!\w)(?P<most>{_UP_TO})\s*|(?<!\w)(?P<least>{_FROM})\s*)?"
    rf"(?:(?<!\w)(?P<currency>rp|idr)\.?\s*|(?<![\w.,+])\+(?!62)(?=\d)|(?<![\w.,+]))"
    rf"(?P<low>{NUMBER}|{WORD})\s*(?P<low_unit>{UNIT}(?!\w))?(?:,-|\.-)?"
    rf"(?:\s+(?P<thousands>\d{{3}})\s*(?:ribu|rb)\b)?"
    rf"(?:\s*(?:-|~|s/d|s\.d\.?|sd|sampai\s+dengan|sampai|hingga|to|\.\.+)\s*(?:(?:rp|idr)\.?\s*)?"
    rf"(?P<high>{NUMBER})\s*(?P<unit>{UNIT}(?!\w))?(?:,-|\.-)?)?"
    rf"(?![\w])(?(high)(?(unit)|{_OTHER_THING})|(?(low_unit)|(?(currency)|{_OTHER_THING})))(?:\s*(?P<period>{AFTER}))?"
    rf"(?:\s*(?P<beyond>\+|(?:dan\s+)?(?:ke\s*atas|up)\b|lebih\b|plus\b|an\b))?"
)
_IN_WORDS = re.compile(r"(?<![\w.,])(\d{1,3}(?:[.,]\d)?)\s*-?\s*an\s+(?=(?:juta|jt|ribu|rb)\b)")
"""``5-an juta``: about five million."""
_MILLIONS = re.compile(r"(?<!\w)((?:rp|idr)\.?\s*\d{1,2}(?:[.,]\d)?)\s*m(?!\w)")
"""Behind the currency English writes millions so; thousand millions are nobody's pay."""
_FOREIGN = re.compile(
    r"(?:usd|us\$|s\$|\$|sgd|myr|rm|ntd|twd|hkd|€|¥)\s?\d[\d.,]*\s*k?(?!\w)"
    r"|(?<![\w.,])\d[\d.,]*\s*k?\s*(?:usd|dollars?|dolar|ringgit|yen|euro|riyal|won|sgd|myr|hkd|twd)\b"
)
_WAGE = re.compile(
    rf"(?:(?<!\w)(?:{_CUE})(?!\w)\s*)?(?:(?P<most>{_UP_TO})\s*|(?:{_FROM}|sesuai|setara|standar|standart|ikut|"
    rf"{_FILLING})\s+){{0,3}}"
    r"(?<!\w)(?:umr|umk|ump|umsk|umsp|upah\s+minimum(?:\s+(?:regional|kota|kabupaten|provinsi))?|minimum\s+wage)(?!\w)"
    r"(?:\s+20\d\d\b)?"
)


class Found(msgspec.Struct, frozen=True):
    """The pay, if any, and the text without it.

    ``wage``: the words, if the minimum wage of the place was asked for and no amount was. ``passed_over`` is pay that
    cannot be searched for: the most that is wanted, money of other countries.
    """

    money: Money | None
    rest: str
    wage: str | None = None
    passed_over: tuple[str, ...] = ()


def find_money(text: str) -> Found:
    """Return the first amount of pay in ``text`` (lower case), as rupiah a month; of a range its lower end."""
    over: list[str] = []
    rest, wage = _wage(_foreign(text, over), over)
    rest = _MILLIONS.sub(r"\1jt", _IN_WORDS.sub(r"\1 ", _BETWEEN.sub(r"\1 - ", rest)))
    money: Money | None = None
    for found in reversed(list(_PAY.finditer(rest))):
        amount = _amount(found)
        if amount is None:
            continue
        words = _told(found[0])
        rest = f"{rest[: found.start()]} {rest[found.end() :]}"
        if found["most"] and found["high"] is None:
            over.append(words)
        else:
            money = Money(words=words, minimum=amount)
    return Found(money, rest, None if money else wage, tuple(over))


def _foreign(text: str, over: list[str]) -> str:
    over.extend(_told(found[0]) for found in _FOREIGN.finditer(text))
    return _FOREIGN.sub(" ", text)


def _wage(text: str, over: list[str]) -> tuple[str, str | None]:
    found = _WAGE.search(text)
    if found is None:
        return text, None
    rest, words = _WAGE.sub(" ", text), _told(found[0])
    if found["most"] is None:
        return rest, words
    over.append(words)
    return rest, None


def _told(words: str) -> str:
    return " ".join(words.split())


def _amount(found: re.Match[str]) -> int | None:
    if not _is_pay(found):
        return None
    amount = round(_sum(found) * a_month(found["period"] or found["period_before"]))
    return amount if _LEAST <= amount <= LARGEST else None


def _is_pay(found: re.Match[str]) -> bool:
    """Tell whether a number is meant as pay: it says so, or it looks like nothing else."""
    unit, low = _unit(found), value(found["low"])
    if found["currency"] or (unit and not unit.startswith("k")):
        return True
    if found["cue"]:
        return not (not unit and re.fullmatch(r"20[12]\d", found["low"]))
    if unit:
        return low >= 1_000 or found["period"] is not None
    if found["period"] is not None:
        return low >= _ROUND
    if is_grouped(found["low"]):
        return low >= _PLAIN_LEAST
    return _PLAIN_LEAST <= low <= _PLAIN_MOST and low % _ROUND == 0


def _unit(found: re.Match[str]) -> str:
    return found["low_unit"] or found["unit"] or ""


def _sum(found: re.Match[str]) -> float:
    low, unit = value(found["low"]), _unit(found)
    if unit:
        own = times(unit)
        if not found["low_unit"] and found["high"] and low > value(found["high"]):
            own = 1e3  # "800-1,2jt" goes from eight hundred thousand
        return low * own + (float(found["thousands"]) * 1e3 if found["thousands"] and own == 1e6 else 0.0)
    return low if found["currency"] and low >= 1_000 else low * _unsaid(found, low)


def _unsaid(found: re.Match[str], low: float) -> float:
    """Return what a bare number is counted in: nobody states a month's pay in rupiah below a hundred thousand.

    ``gaji 5`` is five million, ``gaji 3500`` as many thousand, ``gaji 150 per hari`` a hundred and fifty thousand.
    """
    often = a_month(found["period"] or found["period_before"]) > 1
    if low < 100 and not often:
        return 1e6
    return 1e3 if low < (1_000 if often else 100_000) else 1.0
