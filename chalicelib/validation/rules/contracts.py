"""Contracts for a fixed term, probation, and work through another company.

Law 13/2003 (articles 56 to 66) as amended by Law 6/2023, and Government Regulation 35/2021: a contract for a fixed term
(PKWT) lasts at most five years with its extensions and knows no probation; one without a term (PKWTT) may begin with at
most three months, paid no less than the minimum wage.
"""

import re
from collections.abc import Iterator

from chalicelib.texts import Text
from chalicelib.vacancies.model import EmploymentType
from chalicelib.validation.catalogue import CATALOGUE, Observation
from chalicelib.validation.phrases import Phrases, either, spotted
from chalicelib.validation.rules.durations import DURATION, months
from chalicelib.validation.subject import Subject

LONGEST_TERM = 60
"""Months of a fixed term with all extensions (Government Regulation 35/2021, article 8)."""

LONGEST_PROBATION = 3
"""Months of probation in a contract without a term (Law 13/2003, article 60)."""

_BESIDE = r"[\s(–’'-]{0,3}"
"""Between a duration and what lasts so long: a comma or a full stop ends what is said of it."""

_NOT = r"\b(?:tidak|tdk|tanpa|bukan|no|without|not)\W+(?:\w+\W+){0,2}$"
_LASTS = rf"[\s(:–-]{{0,3}}(?:selama|awal|pertama|jangka waktu|of|is|for)?[\s(:–-]{{0,3}}{DURATION}"
"""Behind a word: how long it lasts. What stands before it then is of something else."""

_TERM_WORD = r"(?:pkwt\b|(?:perjanjian|masa|durasi|sistem|status|karyawan|pegawai|ikatan) kontrak|kontrak(?: kerja)?)"
_OTHERS = (
    r"\b(?:pengalaman|experience|mengelola|menyusun|negosiasi|customer|klien|client|vendor|sewa|proyek|project|supplier"
    r"|pelanggan|rental|lease|service|garansi|dokumen|tender|draft|memonitor|administrasi)\b[^\n]{0,30}$"
)
_TERM = Phrases(
    words=frozenset({"kontrak", "pkwt", "contract", "fixed"}),
    pattern=either(
        rf"\b{_TERM_WORD}\W{{0,3}}(?:selama|awal|pertama|berdurasi|jangka waktu)?\W{{0,3}}{DURATION}",
        rf"\b{DURATION}{_BESIDE}(?:kontrak(?! (?:payung|sewa))|pkwt\b|contract\b|fixed[- ]term)"
        rf"(?!(?: kerja)?{_LASTS})",
        rf"\b(?:contract|fixed[- ]term)(?: (?:period|duration|basis|employment|contract|of)){{0,2}}\W{{0,3}}{DURATION}",
    ),
    unless_before=re.compile(f"{_NOT}|{_OTHERS}"),
)
_PROBATION_WORD = (
    r"(?:masa percobaan|masa probation|masa probasi|probation(?:ary)?(?: period)?|percobaan|trial period|masa trial)"
)
_PROBATION = Phrases(
    words=frozenset({"percobaan", "probation", "probationary", "probasi", "trial"}),
    pattern=either(
        rf"\b{_PROBATION_WORD}\W{{0,3}}(?:kerja|selama|of|is|for|:)?\W{{0,3}}{DURATION}",
        rf"\b{DURATION}{_BESIDE}(?:masa )?(?:percobaan|probation|probasi|trial)\b(?!(?: period| kerja)?{_LASTS})",
        rf"\b{_PROBATION_WORD}\b",
    ),
    unless_before=re.compile(
        rf"{_NOT}|\b(?:lulus|setelah|after|mengevaluasi|evaluasi|penilaian|laporan|clinical|uji)\W+$"
    ),
    unless_after=re.compile(r"\W{0,3}(?:laboratorium|produk|produksi|resep|mesin|karyawan baru|review|evaluation)"),
)
_PERMANENT = re.compile(r"\b(?:karyawan tetap|pegawai tetap|status tetap|diangkat tetap|pkwtt|permanent)\b")
_FIXED = re.compile(
    rf"\b(?:pkwt|(?:karyawan|pegawai|status|sistem|masa) kontrak|kontrak(?: kerja)? (?:selama )?{DURATION}"
    rf"|{DURATION} kontrak|fixed[- ]term|contract (?:employee|basis|position|staff)|{DURATION} contract)\b"
)
_OUTSOURCED = Phrases(
    words=frozenset({"outsourcing", "outsource", "outsourced", "outsoursing", "alih"}),
    pattern=either(
        r"\b(?:status|sistem|kontrak|karyawan|pegawai|tenaga|posisi|melalui|via|under"
        r"|penempatan)\W{1,3}(?:(?!bukan|tanpa|not|dan|and|atau)\w+\W+){0,2}?"
        r"(?:outsour[cs]ing|outsourced?|alih daya)\b",
        r"(?:^|[(\n/•-])\s*(?:outsour[cs]ing|alih daya)\b",
        r"\b(?:outsour[cs]ing|outsourced|alih daya) (?:position|employee|staff|based|basis)\b",
    ),
    unless_before=re.compile(
        rf"{_NOT}|\b(?:pengalaman|experience|mengelola|manage|vendor|koordinasi|mengawasi|perusahaan|bidang|layanan"
        rf"|jasa"
        r"|industri|penyedia|handle|kepada|dengan)\W+(?:\w+\W+){0,3}$"
    ),
    unless_after=re.compile(r"\W{0,3}(?:company|companies|industry|vendor|partner|lain|services?\b|tugas)"),
)


@CATALOGUE.rule(
    "fixed_term_too_long",
    version=1,
    message=Text(
        "“{phrase}”: kontrak waktu tertentu (PKWT) paling lama 5 tahun termasuk perpanjangannya.",
        "“{phrase}”: a fixed-term contract (PKWT) lasts at most five years with its extensions.",
    ),
    legal_basis="UU 13/2003 Pasal 56-59 jo. UU 6/2023; PP 35/2021 Pasal 8",
)
def fixed_term_too_long(subject: Subject) -> Iterator[Observation]:
    """A term beyond what the law allows; work that ends when it is finished (article 9) names no term."""
    for found in spotted(subject.texts, _TERM):
        if months((found.phrase or "").lower()) > LONGEST_TERM:
            yield found


@CATALOGUE.rule(
    "probation_too_long",
    version=1,
    message=Text(
        "“{phrase}”: masa percobaan paling lama 3 bulan, dan hanya untuk karyawan tetap (PKWTT).",
        "“{phrase}”: probation lasts at most three months, and only in a contract without a term (PKWTT).",
    ),
    legal_basis="UU 13/2003 Pasal 60 ayat (1)",
)
def probation_too_long(subject: Subject) -> Iterator[Observation]:
    """More than three months of probation."""
    for found in subject.once(_probations):
        if months((found.phrase or "").lower()) > LONGEST_PROBATION:
            yield found


@CATALOGUE.rule(
    "probation_in_fixed_term",
    version=1,
    message=Text(
        "“{phrase}”: kontrak waktu tertentu (PKWT) tidak boleh mensyaratkan masa percobaan; syarat itu batal demi "
        "hukum.",
        "“{phrase}”: a fixed-term contract (PKWT) may not ask for probation; the condition is void.",
    ),
    legal_basis="UU 13/2003 Pasal 58; PP 35/2021 Pasal 12",
)
def probation_in_fixed_term(subject: Subject) -> Iterator[Observation]:
    """Probation beside a fixed term, and no word of permanent employment."""
    found = subject.once(_probations)
    if not found or any(_PERMANENT.search(passage.lowered) for passage in subject.texts):
        return
    fixed = subject.content.employment_type is EmploymentType.TEMPORARY
    if fixed or any(_FIXED.search(passage.lowered) for passage in subject.texts):
        yield from found


@CATALOGUE.rule(
    "outsourcing_stated",
    version=1,
    message=Text(
        "“{phrase}”: pada alih daya, hak pekerja ditanggung perusahaan alih daya; sebutkan perusahaan itu dan "
        "perlindungannya.",
        "“{phrase}”: in outsourced work the outsourcing company answers for the worker's rights; name it and what it "
        "covers.",
    ),
    legal_basis="UU 13/2003 Pasal 64-66 jo. UU 6/2023; PP 35/2021 Pasal 18-20",
)
def outsourcing_stated(subject: Subject) -> Iterator[Observation]:
    """The work is done for another company than the employer."""
    yield from spotted(subject.texts, _OUTSOURCED)


def _probations(subject: Subject) -> tuple[Observation, ...]:
    return tuple(spotted(subject.texts, _PROBATION))
