"""Words about pregnancy as a requirement, which the rule about marital status reads: both shut out young women."""

import re

from chalicelib.validation.phrases import Phrases, either, words
from chalicelib.validation.rules.equality import NOT, REFUSED

_STATE = r"(?:hamil|mengandung|menyusui)"
_MUST = r"(?:wajib|harus|bersedia|siap|sanggup|lolos|lulus|melampirkan|lampirkan|hasil|surat|mandatory|must pass)"

PREGNANCY = Phrases(
    words=words("hamil kehamilan mengandung menyusui pregnant pregnancy testpack pack bayi balita bumil"),
    pattern=either(
        rf"\b{NOT} (?:boleh |akan )?(?:sedang |sdg |lagi )?(?:dalam (?:kondisi |keadaan )?)?{_STATE}\b",
        r"\b(?:must not|may not|should not|cannot) be pregnant\b|\bno plans? (?:to (?:get|be|become) pregnant|for"
        r" pregnancy)\b",
        rf"\b{_MUST}\W{{1,3}}(?:\w+\W{{1,3}}){{0,2}}?(?:tes|test)\W{{0,2}}(?:\w+\W{{1,3}})?(?:kehamilan|hamil|pack)\b",
        r"\b(?:tes|test) (?:kehamilan|hamil)\W{1,3}(?:wajib|negatif|sebelum|di ?lakukan)\b",
        r"\b(?:hasil|lampirkan|negatif) test ?pack\b|\btest ?pack negati(?:f|ve)\b",
        r"\bpregnancy tests? (?:is |are |result )?(?:required|mandatory|negative)\b|\b(?:negative|pass(?:ed)?|take)"
        r" (?:a )?pregnancy test\b",
        rf"\b(?:wanita|ibu|perempuan|pelamar|yang|yg|sedang|bumil) hamil\W{{1,3}}{REFUSED}|\bbumil\W{{1,3}}{REFUSED}",
        rf"\bpregnant\W{{1,3}}(?:wom[ae]n|applicants?|candidates?)?\W{{0,3}}{REFUSED}",
        r"\b(?:jika|bila|kalau|apabila|if) (?:\w+ )?(?:hamil|pregnant)\W{1,3}(?:\w+\W{1,3}){0,3}?"
        r"(?:di ?putus|dianggap|berhenti|mengundurkan|keluar|phk|di-?phk|terminated|resign)\w*",
        rf"\b{NOT} (?:me|be)?rencana(?:kan)? (?:untuk )?(?:ke)?hamil(?:an)?\b",
        r"\b(?:bersedia|siap|sanggup|mau) (?:utk |untuk )?(?:menunda|menahan|tidak merencanakan) (?:ke)?hamil(?:an)?\b",
        rf"\b{NOT} (?:punya|memiliki|mempunyai|ada) (?:bayi|balita)\b",
    ),
    unless_before=re.compile(
        r"\b(?:pasien|peserta|ibu-ibu|tunjangan|cuti|asuransi|edukasi|penyuluhan|program|customers?|pelanggan|tanpa"
        r"|tidak ada|tidak perlu|menjual|jual|melayani|memeriksa|baik|alat|boleh|hak|apakah|data|hamil (?:atau"
        r"|maupun))\b"
    ),
    unless_after=re.compile(
        r"\W{0,3}(?:(?:/|atau|maupun|or|dan)\W{0,3}(?:tidak|hamil|sedang)|boleh|dipersilakan|welcome)"
    ),
)
"""A test, a promise, a state that shuts out; leave and care for pregnant women are none."""
