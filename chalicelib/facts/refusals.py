"""Words that turn a demand or a welcome into its opposite: ``bukan untuk fresh graduate``, ``pengalaman tidak wajib``.

A doubtful refusal counts as one: then nothing is read, which misleads nobody.
"""

import re

from chalicelib.validation.reading import Passage

NOT = r"(?:tidak|tdk|tak|gak?|nggak|ngga|enggak|belum|blm|bukan)"
_NO_LIMIT = (
    r"(?!(?:hanya|cuma|cuman|sekadar|sekedar|saja|menutup|membatasi|terbatas|masalah|apa|harus|perlu|wajib|ada|only)\b)"
)
_LETS_IN = (
    r"(?:untuk|bagi|buat|menerima|terima|merekrut|mencari|membuka|cocok|mempertimbangkan|memperkenankan|melayani"
    r"|memproses|butuh|membutuhkan|memerlukan|diperuntukkan|terbuka)"
)
_WHOM = r"(?:(?:untuk|bagi|buat|para|pelamar|kandidat|calon|lowongan|posisi|yang|dari|lulusan|a|an|any|the)\W+){0,3}"
_REFUSED_BEFORE = re.compile(
    rf"\b(?:kecuali|selain|bukan {_NO_LIMIT}|bukan$|except(?: for)?|excluding|other than|melatih|merekrut|maaf|sorry"
    rf"|{NOT} {_NO_LIMIT}(?:\w+ ){{0,2}}?{_LETS_IN}|{NOT}$|no|non|never"
    r"|not(?: (?:for|accepting|hiring|recruiting|looking for|open (?:to|for)|suitable for|considering|seeking))?"
    rf"|(?:do|does|will|can)(?: not|n't) (?:accept|hire|recruit|consider))\W*{_WHOM}$"
)
_ACCEPTED = (
    r"(?:bisa|boleh|dapat|di ?terima|kami terima|menerima|di ?perkenankan|di ?anjurkan|di ?sarankan|di ?i[zj]inkan"
    r"|di ?perbolehkan|di ?pertimbangkan|di ?proses|di ?layani|memenuhi|cocok|masuk|usah|perlu (?:me)?lamar|perlu apply"
    r"|di ?undang|di ?panggil|di ?butuhkan|di ?perlukan|di ?cari|untuk|kami (?:proses|cari|butuhkan)|melamar|apply)"
)
_DO_NOT = r"jangan(?! (?:ragu|sungkan|khawatir|kuatir|takut|lewatkan|malu|segan|lupa|tunggu))"
_WITHIN = r"[^\n.;!?]{0,40}?"
_REFUSED_AFTER = re.compile(
    rf"^{_WITHIN}\b(?:{NOT} (?:akan |lagi |kami )?{_ACCEPTED}|{_DO_NOT}|di ?larang|di ?tolak|mohon (?:tidak|maaf)|maaf"
    r"|need not|(?:will|can|do|does|are|is|may|should) ?n[o']t (?:be )?(?:considered|accepted|eligible|allowed|suitable"
    r"|encouraged|entertained|processed|apply|qualify|welcome)"
    r"|cannot|can't|not (?:accepted|eligible|allowed|considered))\b"
    rf"|^\W{{0,3}}(?:{NOT}(?! (?:masalah|apa|jadi|menjadi|mengapa|di ?permasalahkan|punya|ber|memiliki|ada))"
    r"|not(?! (?:a )?(?:problem|issue))|excluded)\b"
)
NEEDED = (
    r"(?:perlu|harus|wajib|butuh|mesti|mutlak|di ?perlukan|di ?butuhkan|di ?haruskan|di ?wajibkan|di ?persyaratkan"
    r"|di ?syaratkan|mensyaratkan|memerlukan|membutuhkan|mewajibkan|mengharuskan|meminta|jadi syarat|menjadi syarat)"
)
NOT_NEEDED = r"not (?:be )?(?:required|needed|necessary|mandatory|compulsory|essential|a must)"
_WAIVED_BEFORE = re.compile(
    rf"\b(?:{NOT} {NEEDED}|no need (?:for|of)|(?:not|n't) (?:require|need)\w*)(?: (?:di|untuk))?"
    r"\W+(?:(?:punya|memiliki|mempunyai|ada|ber|lulusan|pendidikan|min\w*|harus|ijazah|gelar|sarjana|pengalaman|terakhir"
    r"|bisa|mampu|have|an?|any|/|atau|maupun|dan|or|&)\W+){0,4}$"
)
_WAIVED_AFTER = re.compile(
    rf"^[^\n.,;!?]{{0,40}}?\b(?:{NOT} (?:lagi )?{NEEDED}|(?:is |are )?{NOT_NEEDED})(?=\W*(?:$|[\n.,;!?)]))"
)


def is_refused(passage: Passage, start: int, end: int) -> bool:
    """Tell whether those whom the words from ``start`` to ``end`` name are turned away."""
    before, after = passage.before(start, 60), passage.after(end, 80)
    return bool(_REFUSED_BEFORE.search(before) or _REFUSED_AFTER.match(after))


def is_waived(passage: Passage, start: int, end: int) -> bool:
    """Tell whether what the words from ``start`` to ``end`` name is said not to be needed."""
    before, after = passage.before(start, 60), passage.after(end, 80)
    return bool(_WAIVED_BEFORE.search(before) or _WAIVED_AFTER.match(after))
