"""The form of contract that a text states, as a code of the table of employment types."""

import re
from collections.abc import Iterator

import msgspec

from chalicelib.facts.model import TITLE, Fact
from chalicelib.facts.passages import fact
from chalicelib.validation.reading import Passage
from chalicelib.validation.rules.durations import DURATION

_IN_TITLE, _STATED, _LISTED = 0.95, 0.85, 0.75
_WORK = re.compile(
    r"\b(?:bekerja|kerja|pekerjaan|posisi|position|positions|status|job|jam|sistem|system|role|peran|basis|employment"
    r"|employee|karyawan|pegawai|staff?|staf|tipe|type|available|contract|kontrak|dibutuhkan|dicari|lowongan|hiring"
    r"|work|working|worker|schedule|waktu|internship|magang)\b"
)
_LIST_ITEM = re.compile(r"^[\s\d.)(/|:–•*-]*$")
_NO_OFFER = re.compile(
    r"\b(?:menjadi|diangkat|dijadikan|peluang|berpeluang|kesempatan|potential|become|opportunity|bukan|tidak|not|no"
    r"|pengalaman|experience[ds]?|selain|converted?|membimbing|understand\w*|mengelola|mengurus|manage|handling?|administrasi|tim"
    r"|dokumen|draft|review|surat|legal|vendor|supplier|klien|client|proyek|tender|data|berkas|perpanjangan|absensi|pengecekan|laporan|progres)\b[^\n,;]{0,40}$"
)
_NOT_MEANT = re.compile(
    r"^\W{0,3}(?:offer|experience|pengalaman|management|manajemen|vendor|supplier|review|akan diangkat)"
)


class Form(msgspec.Struct, frozen=True, kw_only=True):
    """Words for one form: in ``title`` any mention counts, in a description only ``text``."""

    code: str
    title: re.Pattern[str]
    text: re.Pattern[str]


_FULL = r"full[\s-]?time(?:r)?\b|\bpenuh waktu\b|\bpurna ?waktu\b"
_PART = r"part[\s-]?time(?:r)?\b|\bparuh[\s-]?waktu\b"
_FORMS = (
    Form(
        code="INTERN",
        title=re.compile(r"\b(?:magang|intern|interns|internship|pkl)\b"),
        text=re.compile(
            r"\b(?:program|posisi|lowongan|status|sistem|durasi|periode|masa|peserta) magang\b"
            rf"|\bmagang (?:selama )?{DURATION}|\bmagang berbayar\b|\bpaid internship\b|\bfull[\s-]?time internship\b"
            r"|\binternship (?:program|period|position|duration)\b"
        ),
    ),
    Form(code="PART_TIME", title=re.compile(rf"\b(?:{_PART})"), text=re.compile(rf"\b(?:{_PART})")),
    Form(
        code="PER_DIEM",
        title=re.compile(r"\b(?:harian lepas|daily workers?|pekerja harian|karyawan harian)\b"),
        text=re.compile(r"\b(?:harian lepas|(?:karyawan|pekerja|tenaga) harian|daily workers?)\b"),
    ),
    Form(
        code="CONTRACTOR",
        title=re.compile(
            r"\b(?:freelancers?|freelance|kontrak|pkwt|project based"
            r"|contract(?! (?:manage|admin|engineer|officer|special|drafter)))\b"
        ),
        text=re.compile(
            r"\b(?:karyawan|pegawai|status|sistem|sistim|hubungan kerja) (?:kerja )?(?:kontrak|pkwt)\b"
            rf"|\b(?:masa |durasi )?kontrak(?: kerja)?:? (?:selama )?{DURATION}|\b{DURATION} (?:kontrak|contract)\b"
            r"|\bcontract[ -](?:basis|based|employee|position|staff|duration|role)\b|\bproject[ -]based\b"
            r"|\b(?:sistem|status|bekerja|kerja|secara|posisi|work) freelance\b|\bfixed[ -]term\b"
        ),
    ),
    Form(
        code="FULL_TIME",
        title=re.compile(rf"\b(?:{_FULL}|pkwtt\b|permanent\b)"),
        text=re.compile(
            rf"\b(?:{_FULL}|pkwtt\b|(?:karyawan|pegawai|status) tetap\b"
            r"|permanent (?:employee|position|staff|basis|role)\b)"
        ),
    ),
)


def contract(passages: tuple[Passage, ...]) -> Fact[str] | None:
    """Return the form of contract; None where the text states several that exclude each other."""
    found = tuple(each for passage in passages for each in _stated(passage))
    told = tuple(each for each in found if each.pointer == TITLE) or found
    codes = {each.value for each in told}
    if {"FULL_TIME", "PART_TIME"} <= codes:
        return None
    return told[0] if told else None


def _stated(passage: Passage) -> Iterator[Fact[str]]:
    """Yield the forms in the order of the table above: an internship in full time is an internship."""
    in_title = passage.pointer == TITLE
    for form in _FORMS:
        for match in (form.title if in_title else form.text).finditer(passage.lowered):
            sure = _IN_TITLE if in_title else _sureness(passage, match)
            if sure:
                yield fact(passage, *match.span(), form.code, sure)


def _sureness(passage: Passage, match: re.Match[str]) -> float:
    """Return how surely the words are about this work's contract; 0 for a slogan, a promise or somebody else's."""
    before, after = passage.before(match.start()), passage.after(match.end())
    if _NO_OFFER.search(before) or _NOT_MEANT.match(after):
        return 0.0
    if _WORK.search(before) or _WORK.search(match[0]) or _WORK.match(after.strip()):
        return _STATED
    return _LISTED if _LIST_ITEM.match(before) else 0.0
