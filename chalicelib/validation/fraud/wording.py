"""Words that the signs share: warnings against fraud, and work with other people's money and papers."""

import re

from chalicelib.texts import Text
from chalicelib.validation.fraud.model import Signal
from chalicelib.validation.phrases import Phrases, spotted

DENIED = (
    r"\b(?:tidak|tdk|tanpa|bukan|tak|gak|nggak|ga|jangan|bebas|gratis|never|not|no|don'?t|doesn'?t|won'?t|without"
    r"|free of"
    r"|waspada\w*|hati[ -]?hati|awas|penipu\w*|mengatasnamakan|scam(?:s|mers?)\b|fraud\w*|beware|any|apabila|jika"
    r"|hoax)\b"
)
"""Words before a phrase that deny it or warn of it."""

HANDLED = (
    r"\b(?:nasabah|pelanggan|customers?|clients?|klien|pasien|anggota koperasi|tenant|penyewa|siswa|mahasiswa|konsumen"
    r"|vendor|supplier|mengelola|mencatat|mengurus|menghitung|memproses|memverifikasi|verifikasi|memeriksa|menerima"
    r"|melakukan|melayani|menangani|menganalisis|menyelidiki|analy[sz](?:e|ing)|investigat(?:e|ing)|mengecek"
    r"|menginput|process(?:ing)?|manag(?:e|ing)|handl(?:e|ing)|verify(?:ing)?"
    r"|check(?:ing)?|prepar(?:e|ing)|record(?:ing)?|laporan|reports?|invoices?|tagihan)\b"
)
"""Words before a phrase that make it a duty of the job and no demand on the applicant."""

REACH = 140
"""Characters of the clause in which such a word is looked for: warnings are long sentences."""


def phrases(
    words: str, pattern: re.Pattern[str], *, unless: str = "", after: str = r"(?!)", handled: bool = True
) -> Phrases:
    """Return phrases with one of ``words`` that no warning, no denial and (with ``handled``) no duty stands before."""
    before = "|".join(part for part in (DENIED, HANDLED if handled else "", unless) if part)
    return Phrases(
        words=frozenset(words.split()),
        pattern=pattern,
        unless_before=re.compile(before),
        unless_after=re.compile(after),
        reach=REACH,
    )


def textual(code: str, name: Text, *kinds: Phrases) -> Signal:
    """Return a sign that is any of some phrases in the texts of a vacancy."""
    return Signal(code=code, name=name, observe=lambda subject: spotted(subject.texts, *kinds))


_WARNED = (
    r"\b(?:waspada\w*|hati[ -]?hati|awas|penipu\w*|mengatasnamakan|scam(?:s|mers?)?|fraud\w*|beware|hoax|jangan"
    r"|dilarang|melarang|(?:tidak|tdk|tak|gak|nggak|ga|never|not|don'?t|won'?t)(?: \w+){0,3} (?:meminta|minta"
    r"|memungut|dipungut|menarik|mengenakan|dikenakan|menanyakan|ask\w*|charg\w*|requir\w*|request\w*))\b"
)
_DENIED_HERE = (
    r"\b(?:tidak|tdk|tanpa|bukan|tak|gak|nggak|ga|bebas|gratis|never|not|no|don'?t|doesn'?t|won'?t|without|free of|any"
    r"|apabila|jika|pembeli|guests?|tamu|donatur|penumpang|pengguna|users?|warga|peserta didik|wali murid)\b[^,]*$"
)


def demands(
    some: str, pattern: re.Pattern[str], *, unless: str = r"(?!)", after: str = r"(?!)", sign: str = ""
) -> Phrases:
    """Return phrases that are demands on the applicant.

    A warning rules them out wherever it stands before them in the clause, a denial or a duty only between the last
    comma and them: a fraud that promises work with no interview, *transfer first*, demands no less.
    """
    return Phrases(
        words=frozenset(some.split()),
        sign=re.compile(sign) if sign else None,
        pattern=pattern,
        unless_before=re.compile(rf"{_WARNED}|{_DENIED_HERE}|{HANDLED}[^,]*$|{unless}"),
        unless_after=re.compile(after),
        reach=REACH,
    )
