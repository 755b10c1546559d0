"""What the patterns of the interface ask for, in words for people: an expression in an error says little to most."""

import re
from collections.abc import Mapping

from chalicelib.texts import Text

_DIGITS = re.compile(r"\^\[0-9\]\{(?P<count>\d+)\}\$")
_ASKED: Mapping[str, Text] = {
    r"^20[0-9]{2}-(0[1-9]|1[0-2])$": Text(
        "Tulis tahun dan bulan sebagai YYYY-MM, misalnya 2026-11.", "Write year and month as YYYY-MM, such as 2026-11."
    ),
    r"^[0-9]{2}(\.[0-9]{2})?$": Text(
        "Tulis kode wilayah, misalnya 32 atau 32.73.", "Write the code of a region, such as 32 or 32.73."
    ),
    r"^https?://[^\s/]+\.[^\s]+$": Text(
        "Tulis alamat situs lengkap, misalnya https://contoh.co.id.",
        "Write the whole address of the site, such as https://contoh.co.id.",
    ),
    r"^[^@\s]+@[^@\s]+\.[^@\s]+$": Text(
        "Tulis alamat surel, misalnya hrd@contoh.co.id.", "Write an e-mail address, such as hrd@contoh.co.id."
    ),
    r"^\+?[0-9 ()-]{6,20}$": Text(
        "Tulis nomor telepon, misalnya +62 22 1234567.", "Write a telephone number, such as +62 22 1234567."
    ),
    r"\S.*\S": Text("Tulis paling sedikit dua huruf, bukan spasi.", "Write at least two letters, not blanks."),
    r"^(/[^/]+)+$": Text(
        "Tulis tempat isian dengan garis miring di depan, misalnya /description.",
        "Write the place of the field with a slash before it, such as /description.",
    ),
    r"^[A-Za-z0-9._:/-]+$": Text(
        "Hanya huruf, angka, dan tanda . _ : / - tanpa spasi.", "Only letters, digits and . _ : / - without blanks."
    ),
    r"^[0-9A-Za-z.-]+$": Text(
        "Hanya huruf, angka, titik, dan tanda hubung.", "Only letters, digits, full stops and hyphens."
    ),
    r"^[0-9A-Za-z][0-9A-Za-z ./-]*[0-9A-Za-z]$": Text(
        "Hanya huruf, angka, spasi, dan tanda . / - di antaranya.", "Only letters, digits, and blanks or . / - between."
    ),
    r"^[!-~]+$": Text("Hanya huruf Latin, angka, dan tanda baca tanpa spasi.", "Only plain letters, digits and marks."),
    r'^(W/)?"[0-9]{1,15}"$': Text(
        'Tulis ETag yang Anda terima, misalnya "3".', 'Write the ETag that you were given, such as "3".'
    ),
}
_GENERAL = Text("Bentuknya tidak sesuai.", "This is not of the form that is asked for.")


def known(pattern: str) -> bool:
    """Tell whether there are words for ``pattern``."""
    return pattern in _ASKED or _DIGITS.fullmatch(pattern) is not None


def asked(pattern: str) -> Text:
    """Return what ``pattern`` asks for; never the expression itself."""
    if digits := _DIGITS.fullmatch(pattern):
        count = digits["count"]
        return Text(f"Harus tepat {count} angka, tanpa spasi.", f"This must be exactly {count} digits, without blanks.")
    return _ASKED.get(pattern, _GENERAL)
