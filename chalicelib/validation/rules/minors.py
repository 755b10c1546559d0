"""Ages under eighteen that an advert invites, and the work that is closed to them.

Law 13/2003: children are people under 18 (article 1) and are not employed (article 68), but for light work from 13 on
(article 69) and for training; who is 15 or more may work where it harms neither health nor school (Convention 138,
ratified by Law 20/1999). Hazardous work is closed to everybody under 18 (article 74; Decree KEP-235/MEN/2003), and so
is work at night; women who are pregnant may not be made to work at night where a doctor finds it harmful (article 76).
"""

import re
from collections.abc import Iterator

from chalicelib.texts import Text
from chalicelib.validation.catalogue import CATALOGUE, Observation
from chalicelib.validation.phrases import Phrases, either, spotted
from chalicelib.validation.rules.children import CHILDREN, least_age
from chalicelib.validation.subject import Subject

ADULT = 18
LEAST_AGE = 15

_AGE = (
    r"\b(?:ber)?(?:usia|umur)\b(?! (?:kendaraan|mobil|motor|mesin|perusahaan|bangunan|piutang|aset|anak|unit))"
    r"|\bage[ds]?\b"
)
_UPPER = r"(?:mak\w*|max\w*|paling (?:tinggi|tua)|di ?bawah|kurang|hingga|sampai|under|below|not|up to|tidak lebih|<|≤)"
_INVITED = Phrases(
    words=frozenset({"usia", "umur", "berusia", "berumur", "age", "aged", "ages", "old"}),
    pattern=either(
        rf"(?:{_AGE})(?:(?!{_UPPER})[^\n;!?•\d]){{0,25}}(?<!\d)1[0-7](?!\d|[.,]\d)(?:\s*(?:-|–|s/d|sampai|hingga|to"
        rf"|until)"
        r"\s*\d\d(?!\d))?(?:\s*(?:tahun|thn?|years?)\b)?",
        r"(?<!\d)(?<!max )(?<!maks )1[0-7]\s*(?:-|–|to|until)\s*\d\d years old\b",
        r"\b(?:min(?:imum|imal)?\.?|at least) 1[0-7] years old\b",
    ),
    unless_before=re.compile(
        r"\b(?:anak|anak-anak|balita|siswa|murid|bayi|pasien|peserta didik|kids|children|mengajar|students?|remaja"
        r"|target"
        r"|audiens?|audience|pengguna|customer|pelanggan|kendaraan|mobil|motor|mesin|perusahaan|company|piutang|teens?"
        r"|nasabah|konsumen|pengunjung|tamu)\b[^\n;!?]{0,30}$|\bmak\w*\W+$|\bmax\w*\W+$"
    ),
    unless_after=re.compile(
        r"\W{0,3}(?:bulan|hari|months?|anak|siswa|juta|kg|jam|orang|ke bawah|tahun (?:pengalaman|berdiri))"
    ),
)
_FIRST = re.compile(r"1[0-7]")
_NIGHT = re.compile(
    r"\b(?:shift malam|kerja malam|bekerja malam|malam hari|night shift|dinas malam|jaga malam|shift 3|tiga shift"
    r"|3 shift)\b"
)
_PREGNANT = Phrases(
    words=frozenset({"hamil", "pregnant"}),
    pattern=either(
        r"\b(?:ibu|wanita|perempuan|karyawati|sedang) hamil\b[^\n.;!?•]{0,40}\b(?:shift|kerja|dinas|lembur) malam\b",
        r"\b(?:shift|kerja|dinas|lembur) malam\b[^\n.;!?•]{0,40}\b(?:meski(?:pun)?|walau(?:pun)?"
        r"|termasuk)\b[^\n.;!?•]{0,20}"
        r"\bhamil\b",
        r"\bpregnant (?:women|employees|workers)\b[^\n.;!?•]{0,40}\bnight shifts?\b",
    ),
    unless_before=re.compile(r"\b(?:tidak|bukan|dilarang|kecuali|not|no|except)\W+(?:\w+\W+){0,3}$"),
    unless_after=re.compile(r"\W{0,3}(?:tidak|dilarang|not)"),
)
_FORBIDS = re.compile(r"\b(?:tidak|dilarang|bebas|dibebaskan|not|exempt)\b")


@CATALOGUE.rule(
    "child_labour",
    version=1,
    message=Text(
        "“{phrase}” mengundang anak di bawah 15 tahun. Anak tidak boleh dipekerjakan.",
        "“{phrase}” invites children under 15. Children may not be employed.",
    ),
    legal_basis="UU 13/2003 Pasal 68-69; UU 20/1999 (Konvensi ILO 138)",
)
def child_labour(subject: Subject) -> Iterator[Observation]:
    """An age under the least at which anybody may work."""
    for found, age in subject.once(_ages):
        if age < LEAST_AGE:
            yield found


@CATALOGUE.rule(
    "minors_invited",
    version=1,
    message=Text(
        "“{phrase}” mengundang orang di bawah 18 tahun: hanya untuk pekerjaan yang tidak berbahaya, tidak pada malam "
        "hari, "
        "dan dengan izin orang tua.",
        "“{phrase}” invites people under 18: only for work that is not hazardous, not at night, and with their "
        "parents' "
        "consent.",
    ),
    legal_basis="UU 13/2003 Pasal 68-71; UU 20/1999 (Konvensi ILO 138)",
)
def minors_invited(subject: Subject) -> Iterator[Observation]:
    """An age from 15 to 17."""
    for found, age in subject.once(_ages):
        if age >= LEAST_AGE:
            yield found


@CATALOGUE.rule(
    "minors_in_hazardous_work",
    version=1,
    message=Text(
        "“{phrase}” mengundang orang di bawah 18 tahun untuk pekerjaan berbahaya ({reason_id}).",
        "“{phrase}” invites people under 18 to hazardous work ({reason_en}).",
    ),
    legal_basis="UU 13/2003 Pasal 74; Kepmenakertrans KEP-235/MEN/2003",
)
def minors_in_hazardous_work(subject: Subject) -> Iterator[Observation]:
    """An age under 18, and an occupation whose usual work is closed to them."""
    occupation = subject.content.occupation
    reason = subject.reference.hazard(occupation) if occupation else None
    if reason is None:
        return
    for found, _ in subject.once(_ages):
        values = {"reason_id": reason.id, "reason_en": reason.en}
        yield Observation(pointer=found.pointer, phrase=found.phrase, span=found.span, values=values)


@CATALOGUE.rule(
    "night_work_of_protected",
    version=1,
    message=Text(
        "“{phrase}”: kerja malam tertutup bagi orang di bawah 18 tahun, dan bagi perempuan hamil bila membahayakan "
        "kandungannya.",
        "“{phrase}”: night work is closed to people under 18, and to pregnant women where it would harm them.",
    ),
    legal_basis="UU 13/2003 Pasal 74 dan 76; Kepmenakertrans KEP-235/MEN/2003",
)
def night_work_of_protected(subject: Subject) -> Iterator[Observation]:
    """Night shifts for those whom an age under 18 invites, or for pregnant women."""
    young = subject.once(_ages)
    if young and any(_NIGHT.search(passage.lowered) for passage in subject.texts):
        for found, _ in young:
            yield found
    for found in spotted(subject.texts, _PREGNANT):
        if not _FORBIDS.search((found.phrase or "").lower()):
            yield found


def _ages(subject: Subject) -> tuple[tuple[Observation, int], ...]:
    """Return the invitations of people under eighteen, each with the least age."""
    ages = ((found, _least(found.phrase or "")) for found in spotted(subject.texts, _INVITED, CHILDREN))
    return tuple((found, age) for found, age in ages if age is not None)


def _least(phrase: str) -> int | None:
    first = _FIRST.search(phrase)
    return least_age(phrase) or (int(first[0]) if first else None)
