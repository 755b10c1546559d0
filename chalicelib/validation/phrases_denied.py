"""Phrases that ask nothing of an applicant: denied, done away with, or said of what the employer offers.

The words of a requirement stand as well in *Kami tidak meminta usia maksimal 25 tahun* and *Mes khusus wanita*. What a
sentence refuses (*tidak menerima pelamar yang sudah menikah*) is a requirement and no denial of one.
"""

import re
from collections.abc import Iterable, Iterator

from chalicelib.validation.catalogue import Observation
from chalicelib.validation.phrases import Phrases, either, longest_first, marked, places, whole
from chalicelib.validation.reading import Passage

_NOT = r"\b(?:tidak|tdk|tak|gak?|nggak|ngga|enggak|bukan|jangan|tanpa|do not|don't|does not|never|not|no|without)"
_DEMAND = (
    r"(?:me|di ?)?(?:minta|(?:mper)?syaratkan|nsyaratkan|wajibkan|ngharuskan|nuntut|ngutamakan|mprioritaskan|mbatasi"
    r"|mberlakukan|nerapkan|netapkan|nentukan|mpermasalahkan|mpersoalkan|mentingkan|nilai|nolak|mandang"
    r"|mbedakan|ncantumkan|lihat|syaratkan|persyaratkan|batasi|tuntut|tentukan)"
    r"|requir(?:e|ing)|ask(?:ing)? for|insist(?:ing)? on|impos(?:e|ing)|reject(?:ing)?|exclud(?:e|ing)|prefer"
)
_RULE = (
    r"(?:ketentuan|syarat|persyaratan|batas\w*|aturan|peraturan|kriteria|keharusan|kewajiban|larangan|pembatasan"
    r"|preferensi|diskriminasi|requirements?|limits?|rules?|restrictions?|preferences?)"
)
_HAVING = r"(?:(?:lagi|ada(?:nya)?|punya|memiliki|mempunyai|terdapat|memakai|menggunakan|have|be|an?|any|age)\W+){0,3}"
_ON = (
    r"(?:(?!\b(?:pengalaman|experience|ijazah|biaya|keahlian|tapi|tetapi|namun|melainkan|hanya|but|kecuali)\b)[^,;:()])"
)
_ALSO = r"(?:(?:untuk|bagi|buat|yang|yg|seorang|pelamar|kandidat|karyawan|orang|for|to|be|an?|ber)\W+){0,3}"
_BINDING = (
    r"(?:hanya|cuman?|sekadar|harus|wajib|mesti|perlu|khusus|terbatas|diwajibkan|diharuskan|dikhususkan|just|only"
    r"|necessarily|exclusively|limited|restricted|required)"
)
_DENIED = either(
    rf"{_NOT} (?:pernah |akan |lagi |kami )?(?:{_DEMAND})\b{_ON}{{0,45}}$",
    rf"{_NOT} {_HAVING}{_RULE}\b{_ON}{{0,30}}$",
    rf"{_NOT} (?:lagi )?{_BINDING}\W+{_ALSO}$",
)
_NOT_RIGHT_BEFORE = re.compile(rf"{_NOT} (?:lagi )?$")
_BINDS = re.compile(rf"\W*(?:{_BINDING}|(?:di|meng)?utamakan|must|prefer\w*|(?:age )?{_RULE})\b")
_NOT_FOR = re.compile(rf"{_NOT} (?:untuk|bagi|buat|for) (?:\w+ )?$")
_ALONE = re.compile(r".{0,30}?\b(?:saja|aja|doang|only|alone)\b")
_DONE_AWAY = re.compile(
    r"\W{1,3}(?:(?:itu|ini|tersebut|ini|kini|sekarang|yang|dulu|lagi|now|is|are|was|were|has|have|been"
    r"|no longer)\W+){0,3}"
    r"(?:(?:sudah |telah )?(?:di ?hapus|di ?cabut|di ?tiadakan|di ?hilangkan)"
    r"|(?:sudah )?(?:tidak|tdk|tak|bukan) (?:lagi )?(?:ber ?laku|di ?berlakukan|ada|menjadi|jadi|syarat|masalah"
    r"|di ?syaratkan|di ?persyaratkan|di ?wajibkan|di ?haruskan|kami syaratkan|kami wajibkan|wajib\b|harus\b)"
    r"|removed|dropped|abolished|does not apply|do not apply|not (?:a )?requir|not necessary|not needed"
    r"|appl(?:y|ies) no)"
)
_GIVEN = (
    r"(?:fasilitas|benefits?|keuntungan|tunjangan|manfaat|kompensasi|kami (?:menyediakan|sediakan|menawarkan"
    r"|memberi\w*)"
    r"|yang (?:kami tawarkan|didapat\w*)|tersedia|di ?sediakan|facilit(?:y|ies)|perks?|we (?:offer|provide))"
)
_OFFERED = re.compile(rf"\b{_GIVEN}\b[^;]*$")
_THING = re.compile(
    r"\b(?:mess?|asrama|kamar|dormitor(?:y|ies)|dorm|antar[- ]jemput|jemputan|shuttle|toilet|ruang \w+|loker|seragam"
    r"|parkir|cuti|leave|mushol?la)\b[^,]*$"
)
_HEADED = re.compile(rf"(?:^|\n)[\W\d]*{_GIVEN}\b[^\n.]{{0,30}}:?[ \t]*\n(?:[ \t]*\S[^\n]*\n)*[^\n]*$")
_OTHER_HEAD = re.compile(r"\n[^\n,]{2,40}:[ \t]*(?:\n|$)|\b(?:syarat|kualifikasi|kriteria|requirements?)\b")
_FOR_APPLICANTS = re.compile(
    r"\b(?:syarat\w*|persyaratan|kualifikasi|kriteria|pelamar|kandidat|calon|dicari|mencari|dibutuhkan|lowongan"
    r"|requirements?|applicants?|candidates?|qualifications?)\b"
)
_PERSON = (
    r"(?:pria|wanita|laki\s?-?\s?laki|laki2|perempuan|cewek?|cowok?|(?:fe)?males?|(?:wo)?m[ae]n|kandidat|pelamar"
    r"|karyawan|karyawati|orang|gadis)"
)
_PERSONS_OWN = re.compile(
    rf"^(?:\W*\b(?:{_PERSON}|khusus|hanya|(?:di)?utamakan|usia|umur|berusia|ma(?:ks|x)\w*|yang|yg|only)\b)+\W*$"
)
"""An item of which nothing but the kind of person stands before the phrase is no thing offered."""

_SECTION = 600


def asked(texts: Iterable[Passage], *kinds: Phrases) -> Iterator[Observation]:
    """Yield what `spotted` does, without the phrases that ask nothing of an applicant."""
    for passage in texts:
        yield from of_applicants(passage, (place for kind in kinds for place in places(passage, kind)))


def of_applicants(passage: Passage, found: Iterable[tuple[int, int]]) -> Iterator[Observation]:
    """Yield the observations for those ``found`` places that ask something of an applicant, each as whole words."""
    kept = {whole(passage.lowered, *place) for place in found if not asks_nothing(passage, *place)}
    yield from marked(passage, sorted(kept, key=longest_first))


def asks_nothing(passage: Passage, start: int, end: int) -> bool:
    """Tell whether the words around a phrase deny it, do away with it, or say it of something offered."""
    return _denied(passage, start, end) or _is_offered(passage, start)


def _denied(passage: Passage, start: int, end: int) -> bool:
    before, after = passage.before(start, 90), passage.after(end)
    if _DENIED.search(before) or _DONE_AWAY.match(after):
        return True
    phrase = passage.lowered[start:end]
    if _NOT_RIGHT_BEFORE.search(before) and _BINDS.match(phrase):
        return True
    return _NOT_FOR.search(before) is not None and _ALONE.match(phrase + after) is not None


def _is_offered(passage: Passage, start: int) -> bool:
    """Tell whether the phrase is of what is offered; an item of a list that begins with the phrase asks for it."""
    before = passage.before(start, 200)
    if passage.pointer == "/benefits":
        return _FOR_APPLICANTS.search(before) is None
    item = before.rpartition(",")[2].strip(" \t\xa0-–—*•")
    if not item or _PERSONS_OWN.match(item) or _FOR_APPLICANTS.search(before):
        return False
    if _OFFERED.search(before) or _THING.search(item):
        return True
    section = passage.lowered[max(0, start - _SECTION) : start]
    headed = _HEADED.search(section)
    return headed is not None and _OTHER_HEAD.search(headed[0].lstrip().partition("\n")[2]) is None
