"""Pay that a text offers: an amount that is called pay, or a line of nothing but rupiah for a period.

Other sums for a period (a till, a rent, a deduction) are read so unsurely that they are never used: no list of what
they may be instead can be whole.
"""

import re
from collections.abc import Iterator

from chalicelib.facts.model import TITLE, Fact, PayRange
from chalicelib.facts.passages import fact, surest
from chalicelib.facts.sums import is_abroad, is_foreign, is_piecework
from chalicelib.reference.pay import monthly
from chalicelib.validation.reading import Passage

LEAST, MOST = 300_000, 150_000_000
"""Rupiah a month between which a sum is believed to be pay; 854 fields of portals lie from 400,000 to 100 million."""
_CALLED, _UNMARKED, _UNCALLED = 0.95, 0.75, 0.4
_UNITS = {"jutaan": 1_000_000, "juta": 1_000_000, "jt": 1_000_000, "mio": 1_000_000, "million": 1_000_000}
_UNITS |= {"ribu": 1_000, "rebu": 1_000, "rb": 1_000, "k": 1_000}
_PERIODS = {
    **dict.fromkeys(("jam", "hour", "hr"), "HOUR"),
    **dict.fromkeys(("hari", "day", "shift"), "DAY"),
    **dict.fromkeys(("minggu", "pekan", "week"), "WEEK"),
    **dict.fromkeys(("bulan", "bln", "month", "mo"), "MONTH"),
    **dict.fromkeys(("tahun", "thn", "year", "annum"), "YEAR"),
}
_NUMBER = r"(?:\d{1,3}(?:[.,]\d{3}){1,3}(?:[.,]\d{2})?|\d{6,9}|\d{1,3}(?:[.,]\d{1,2})?)(?![\d])"


def _sum(name: str) -> str:
    return rf"(?P<{name}>{_NUMBER})(?:,--?)?\s?(?P<{name}_unit>(?:{'|'.join(_UNITS)})\b)?"


def _every(name: str) -> str:
    worded = rf"(?:/|per|\ba|\bse|setiap|tiap)[ -]?(?P<{name}>{'|'.join(_PERIODS)})\b"
    return rf"(?:\s?(?:{worded}|(?P<{name}ly>(?:month|dai|week|hour)ly)\b))"


_PAY = re.compile(
    rf"(?P<currency>\b(?:rp|idr)\b\.?\s?|\brp(?=\d))?(?<![\d.,%$€£¥]){_sum('low')}{_every('early')}?"
    rf"(?:\s?(?:-|–|—|~|s/d|s\.d\.?|sd\b|sampai(?: dengan)?|hingga|to\b|until)\s?(?:(?:rp|idr)\.?\s?)?"
    rf"{_sum('high')})?(?:\s?rupiah)?{_every('late')}?"
)
_CUE = re.compile(
    r"\b(?:gaji(?:nya)?|gapok|salary|salaries|upah|penghasilan|pendapatan|take home pay|thp|uang saku|honor(?:arium)?"
    r"|bayaran|remunerasi|income|compensation|kompensasi|wages?|basic pay|allowance magang|fee)\b"
)
_NOT_OFFERED = re.compile(
    r"\b(?:potong(?:an)?|dipotong(?: dari)?|pemotongan|selain|di ?luar|kenaikan|naik|pinjaman|kasbon|bukan|tanpa|klaim"
    r"|(?:mem)?bayar(?:kan)?|pembayaran|mengelola|menghitung|memproses|total|management|admin|platform|service)\W{1,2}$"
)
"""Before a word for pay: a deduction, a raise, wages that somebody pays out."""
_OTHER = re.compile(
    r"\b(?:bonus|komisi|commission|insentif|incentives?|tunjangan|allowance|target|omzet|omset|penjualan|sales|modal"
    r"|denda|penalty|biaya|deposit|jaminan|uang (?:makan|transport|kehadiran|lembur)|makan|transport|bpjs|asuransi"
    r"|insurance|anggaran|budget|limit|plafon|transaksi|nilai|proyek|project|aset|asset|harga|price|revenue|turnover"
    r"|kas|petty cash|potongan|sewa|rental|cicilan|angsuran|premi|subsidi|kontrakan|kost?|mess|iuran|setoran|dp|tagihan"
    r"|pembiayaan|investasi|saldo|dana|pengeluaran|hadiah|reward|reimburse\w*|pinjaman|kredit|pengguna|users?|followers?|pelanggan|customers?|karyawan)\b"
)
_UP_TO = re.compile(
    r"\b(?:hingga|sampai(?: dengan)?|s/d|up ?to|maks(?:imal)?|max(?:imum)?|mencapai)\W{0,3}(?:rp\W?|idr\W?)?$"
)
_FROM = re.compile(
    r"\b(?:mulai(?: dari)?|min(?:imal|imum)?|start(?:s|ing)?(?: from| at)?|from|dari)\W{0,3}(?:rp\W?|idr\W?)?$"
)
_UPWARDS = re.compile(r"^\s?(?:\+(?=\s*(?:$|[\n,;/]))|ke ?atas|and above|up\b)")
_LONG = re.compile(r"[.,]\d{3}|\d{6}")
"""A sum without currency or unit is pay only when it is written out: ``gaji, 5 hari kerja`` names days."""
_REACH = 45
_LINE_BEFORE = re.compile(r"(?:^|\n)[\s\d.)(/|:–•*-]*$")
_LINE_AFTER = re.compile(
    r"^(?:,-)?\s*(?:\(?(?:nett?o?|bersih|gross|kotor|nego(?:tiable)?)\)?)?\s*(?:$|[\n+,;]|\.(?!\d))"
)
_HEADING = re.compile(r"[^\n]*:[ \t]*\n[ \t]*[-–•*]?[ \t]*$")


def pay(passages: tuple[Passage, ...]) -> Fact[PayRange] | None:
    """Return the pay that is stated most surely."""
    return surest(found for passage in passages for found in _offers(passage))


def _offers(passage: Passage) -> Iterator[Fact[PayRange]]:
    text = passage.lowered
    abroad = is_abroad(text)
    for match in _PAY.finditer(text):
        window = text[max(0, match.start() - _REACH) : match.start()]
        if is_foreign(text, *match.span()) or is_piecework(text, match.end()) or (abroad and not _marked(match)):
            continue
        sure, period = _sureness(passage, match, window), _period(match)
        found = _range(match, window, text[match.end() : match.end() + 12], period or "MONTH") if sure else None
        if found is not None:
            start = match.start() - (len(window) - _cue(window) if sure > _UNCALLED and _cue(window) >= 0 else 0)
            yield fact(passage, start, match.end(), found, sure)


def _sureness(passage: Passage, match: re.Match[str], window: str) -> float:
    """Return how surely a sum is pay by what stands before it; 0 for one that is called otherwise."""
    cue, other = _cue(window), _last(_OTHER, window)
    if cue > other:
        written_out = _marked(match) or _LONG.search(match["low"]) is not None
        if written_out and not any(sign.isdigit() for sign in window[cue:]):
            return _CALLED if _marked(match) else _UNMARKED
    if other >= 0 or cue >= 0 or not (_marked(match) and _period(match)):
        return 0.0
    return _UNMARKED if passage.pointer == TITLE or _is_line(passage.lowered, match) else _UNCALLED


def _is_line(text: str, match: re.Match[str]) -> bool:
    """Whether nothing but the sum stands in its line, nor a heading that may call it otherwise above it."""
    before = text[max(0, match.start() - 2 * _REACH) : match.start()]
    alone = _LINE_BEFORE.search(before) and _LINE_AFTER.match(text[match.end() : match.end() + _REACH])
    return alone is not None and _HEADING.search(before) is None


def _marked(match: re.Match[str]) -> bool:
    return bool(match["currency"] or match["low_unit"] or match["high_unit"])


def _cue(window: str) -> int:
    """Return where the last word for pay that is offered begins, -1 without one."""
    starts = (match.start() for match in _CUE.finditer(window) if not _NOT_OFFERED.search(window[: match.start()]))
    return max(starts, default=-1)


def _last(pattern: re.Pattern[str], window: str) -> int:
    return max((match.start() for match in pattern.finditer(window)), default=-1)


def _period(match: re.Match[str]) -> str | None:
    for name in ("late", "early"):
        if match[name]:
            return _PERIODS[match[name]]
        if match[f"{name}ly"]:
            return _PERIODS[match[f"{name}ly"].removesuffix("ly").replace("dai", "day")]
    return None


def _range(match: re.Match[str], window: str, after: str, period: str) -> PayRange | None:
    """Return the sums as pay a month; None when they cannot be one."""
    low = _amount(match["low"], match["low_unit"] or match["high_unit"])
    high = _amount(match["high"], match["high_unit"] or match["low_unit"]) if match["high"] else low
    ends = [monthly(low, period), monthly(high, period)]
    if not (LEAST <= ends[0] <= MOST and ends[0] <= ends[1] <= MOST):
        return None
    if match["high"] is None and _UP_TO.search(window):
        return PayRange(maximum=ends[1], period=period)
    if match["high"] is None and (_FROM.search(window) or _UPWARDS.match(after)):
        return PayRange(minimum=ends[0], period=period)
    return PayRange(minimum=ends[0], maximum=ends[1], period=period)


def _amount(digits: str, unit: str | None) -> int:
    """Return whole rupiah: ``5.000.000`` and ``5,000,000`` have thousands, ``4,5 juta`` a decimal."""
    if grouped := re.match(r"\d{1,3}(?:[.,]\d{3})+", digits):
        whole = int(re.sub(r"[.,]", "", grouped[0]))
        return whole * _UNITS[unit] if unit and whole < 1_000 else whole
    return round(float(digits.replace(",", ".")) * _UNITS.get(unit or "", 1))
