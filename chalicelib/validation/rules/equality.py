"""The law and the words that the rules about persons share."""

import re

from chalicelib.texts import Text

EQUAL_CHANCES = "UU 13/2003 Pasal 5-6; UU 21/1999 (Konvensi ILO 111); SE Menaker M/6/HK.04/V/2025"
"""Manpower Act, the ratified discrimination convention, and the Minister's circular of 2025 on recruitment."""

RIGHTS = "UU 39/1999 Pasal 3 dan 38; " + EQUAL_CHANCES
"""With the Human Rights Act."""

NEGATED = r"\b(?:tidak|tdk|tak|bukan|tanpa|boleh|non|not|no|any|regardless|semua|without)\W+(?:\w+\W+){0,2}$"
"""Words before a phrase that turn it into its opposite."""

WELCOME = r"\W{0,3}(?:di ?perbolehkan|boleh|dipersilakan|welcome|tidak masalah|atau tidak|maupun tidak|tidak menjadi)"
"""Words after a phrase that turn it into an invitation."""

WARES = (
    r"\b(?:produk|product|barang|klinik|gym|fashion|pakaian|busana|baju|majalah|salon|perawatan|sepatu|sandal|tas|toko"
    r"|butik|brand|kosmetik|skincare|parfum|asrama|kost?|pesantren|komunitas|aksesoris|dalaman|apparel|clothing|shoes"
    r"|menjual|penjualan|pembalut|hijab|kemeja|celana|kaos|sekolah|perumahan|model|penyakit|kesehatan|target|konsumen"
    r"|pelanggan|pasien|penumpang|toilet|asuransi|pemberdayaan)\b"
)
"""What is made, sold or run for people of one kind, and is no requirement to an applicant."""

PREFERRED = (
    r"(?:khusus(?:nya)?|(?:lebih\s+)?di ?utamakan|utamakan|(?:lebih\s+)?disukai|hanya|harus|wajib|must be|pref+er\w*)"
)
"""Words that make a requirement of what follows."""


NOT = r"(?:tidak|tdk|tak|gak?|nggak|ngga|enggak|bukan|bkn|belum|blm|no|not)"
HAVE = r"(?:memiliki|mempunyai|punya|pny|ada|terdapat|mengidap|menderita)"

WANTED = (
    r"(?:(?:is |are |lebih |sangat )?(?:di ?utamakan|di ?prioritaskan|disukai|prefer\w*)|only|saja|aja|doang|wajib"
    r"|(?:nilai|jadi|menjadi) (?:plus|nilai plus))\b"
)
"""Words that make a requirement of what stands before them, as people write them."""

REFUSED = (
    r"(?:(?:tidak|tdk|belum|blm|gak?|nggak|tak)(?: (?:bisa|dapat|akan))?(?: kami)? (?:di ?)?(?:terima|pertimbangkan)"
    r"|di ?tolak|di ?larang(?: (?:melamar|mendaftar|apply|masuk))?"
    r"|(?:tidak|tdk) (?:boleh|bisa|diperkenankan|dapat) (?:melamar|mendaftar|daftar|apply)"
    r"|(?:will|can|shall) ?not (?:be )?(?:considered|accepted|apply)|(?:is|are) not accepted|need not apply)\b"
)
"""Words that shut out whoever is named before them."""

SHUT_OUT = r"\b(?:tidak|tdk|gak?|nggak|belum|blm)(?: (?:bisa|dapat|akan))? (?:me(?:ne)?rima|nerima|terima)"
"""Words that shut out whoever is named after them."""

PERSON = (
    r"(?:pria|wanita|laki\s?-?\s?laki|laki2|perempuan|cewek?|cowok?|females?|males?|wom[ae]n|m[ae]n|girls?|lady|ladies"
    r"|kandidat|candidates?|pelamar|applicants?|karyawan|karyawati|orang|gadis)"
)
"""Words for an applicant, before a word about what he or she is."""


def asks_for(indonesian: str, english: str) -> Text:
    """Return the message about a phrase that asks for ``indonesian`` / ``english``."""
    return Text(
        f"Frasa “{{phrase}}” mensyaratkan {indonesian}. Syarat ini tidak dapat diberlakukan dan tidak dipakai untuk "
        "menyaring; mohon diperbaiki.",
        f"The phrase “{{phrase}}” asks for {english}. It is not enforceable and never used to filter; please mend it.",
    )


UNLESS_WELCOME = re.compile(WELCOME)
