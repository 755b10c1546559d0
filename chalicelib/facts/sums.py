"""Sums that are no rupiah for a time: in another country's money, or for a piece of work."""

import re

_MONEY = (
    r"nt\$?|ntd|twd|yen|jpy|won|krw|ringgit|rm|myr|dolar|dollars?|usd|us\$|sgd|hkd|hk\$|aud|euros?|eur|riyal|sar|dirham"
    r"|aed|bath|baht|thb|peso|yuan|renminbi|rmb|cny|dinar|kwd|pounds?|gbp|francs?|chf|lira|rupee|[$€£¥₩฿]"
)
_AHEAD = re.compile(rf"(?:(?<![a-z])(?:{_MONEY}))\W{{0,2}}$")
_BEHIND = re.compile(rf"^\W{{0,2}}(?:{_MONEY})(?![a-z])")
_TWO_SUMS = re.compile(rf"^\s?(?:[-–—~]|s/d|sd|sampai|hingga|to)\s?[\d.,]+\W{{0,2}}(?:{_MONEY})(?![a-z])")
_ABROAD = re.compile(
    r"\b(?:penempatan|ditempatkan|bekerja|kerja|negara(?: tujuan| penempatan)?|magang|tki|pmi|tkw)\W{1,3}"
    r"(?:(?:di|ke|kerja|negara|luar negeri)\W{1,3}){0,2}"
    r"(?:jepang|japan|taiwan|korea|hong ?kong|malaysia|singapu?ra|singapore|brunei|arab|saudi|dubai|qatar|kuwait|jerman"
    r"|polandia|turki|australia|selandia|kanada|amerika|hungaria|rumania|kroasia|serbia|oman|bahrain|makau|macau)"
)
_PIECES = (
    r"(?:project|proyek|projek|unit|closing|orang|paket|artikel|video|konten|content|kunjungan|trip|rit|ritase|kg|pcs"
    r"|buah|meter|event|acara|sesi|pertemuan|siswa|titik|order|pax|halaman|desain|foto|lembar|ekor|item|barang"
    r"|transaksi|penjualan|lead)\b"
)
_PIECE = re.compile(rf"^(?:\s?rupiah)?\s?(?:per[\s-]{{1,2}}[a-z\d]|per{_PIECES}|(?:/|\b(?:se)?tiap)\s?{_PIECES})")


def is_foreign(text: str, start: int, end: int) -> bool:
    """Tell whether the sum from ``start`` to ``end`` is other money: its name stands beside it."""
    before, after = text[max(0, start - 12) : start], text[end : end + 30]
    return bool(_AHEAD.search(before) or _BEHIND.match(after) or _TWO_SUMS.match(after))


def is_abroad(text: str) -> bool:
    """Tell whether ``text`` offers work in another country, so that a sum without a currency may be in its money."""
    return _ABROAD.search(text) is not None


def is_piecework(text: str, end: int) -> bool:
    """Tell whether the sum that ends at ``end`` is paid for each piece (``per project``): its month is not known."""
    return _PIECE.match(text[end : end + 30]) is not None
