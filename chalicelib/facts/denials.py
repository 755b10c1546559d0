"""What a text names and does not want: ``tidak perlu SIM A``, ``bukan lowongan satpam``, ``SIM C tidak wajib``.

A negation reaches to the end of its list (``tidak memerlukan pengalaman kasir atau sales``), and not over a comma or a
word that begins another matter.
"""

import re

from chalicelib.facts.refusals import NEEDED, NOT, NOT_NEEDED
from chalicelib.validation.reading import Passage

_OTHER_MATTER = (
    r"(?:asal|asalkan|tapi|tetapi|namun|cukup|penting|melainkan|mampu|menguasai|memahami|mengerti|hanya|cuma|cuman|saja"
    r"|sekadar|sekedar|dan|serta|but|just|only|keberatan|masalah|minimal|min|wajib|harus|bersedia|diutamakan|lebih)"
)
_WORD = rf"(?:(?!{_OTHER_MATTER}\b)[^\W\d][\w-]*\s+)"
_LISTED = rf"{_WORD}{{0,2}}(?:{_WORD}{{0,3}}(?:/|\b(?:atau|ataupun|maupun|or|nor)\b)\s*{_WORD}{{0,2}}){{0,2}}"
_ABLE = r"(?:(?:bisa|mampu|menguasai|memiliki|mempunyai|punya|mengerti|paham|memahami|ada|di|have|be)\s+)?"
_JOB = r"(?:(?:lowongan|loker|posisi|pekerjaan|kerja|untuk|sebagai|seorang|bagian|tugas|job|a|an)\s+){0,2}"
_DOING = (
    r"(?:ada|menerima|mencari|termasuk|melayani|melakukan|menjadi|menggunakan|memakai|bisa|dapat|memiliki|punya"
    r"|mengerti|paham|sebagai|untuk|for|an?|any)"
)
_PLAINLY = NOT.replace("gak?", "gak")
"""Without ``ga``, which beside a skill is General Affairs (``HR & GA Administration``)."""
_LACKED = (
    r"(?:(?:harus|perlu|adanya|pengalaman|keahlian|kemampuan|keterampilan|skill|target|syarat|sertifikat|any|prior"
    r"|experience|in|as|sebagai|di|bidang)\s+){0,3}"
)
_NOT_WANTED = re.compile(
    rf"\b(?:{NOT} (?:di ?)?{NEEDED}|no need (?:for|of|to)|(?:not|n't) (?:require|need)\w*)\s+{_ABLE}{_LISTED}$"
    rf"|\b(?:tanpa|without)\s+{_LACKED}{_ABLE}$"
    rf"|\bbukan\s+{_JOB}(?:{_WORD}{{1,3}}(?:/|\b(?:atau|maupun|or)\b)\s*{_JOB})?$"
    rf"|\b(?:{_PLAINLY}|no|not|non|never)[\s-]+(?:{_DOING}\s+{_WORD}?)?$"
)
_SAID_OF_IT = r"(?:(?!\b(?:dan|serta|and)\b)[^\n.,;!?()]){0,25}?"
_NOT_WANTED_AFTER = re.compile(
    rf"^{_SAID_OF_IT}\b(?:{NOT} (?:lagi )?{NEEDED}|(?:is |are )?{NOT_NEEDED})\b(?=\W*(?:$|[\n.,;!?)]|karena\b|untuk\b))"
)


def is_unwanted(passage: Passage, start: int, end: int) -> bool:
    """Tell whether what is named from ``start`` to ``end`` of the lowered text is said not to be wanted or needed."""
    before = re.split(r"[,:()]", passage.before(start, 70))[-1]
    return bool(_NOT_WANTED.search(before) or _NOT_WANTED_AFTER.match(passage.after(end, 60)))
