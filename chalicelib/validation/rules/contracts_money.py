"""Money that binds or is kept back: penalties for leaving, wages withheld, work for commission alone."""

import re
from collections.abc import Iterator

from chalicelib.texts import Text
from chalicelib.vacancies.model import EmploymentType
from chalicelib.validation.catalogue import CATALOGUE, Observation
from chalicelib.validation.phrases import Phrases, either, spotted
from chalicelib.validation.subject import Subject

_LEAVES = (
    r"(?:resign\w*|mengundurkan diri|keluar|berhenti|putus kontrak|mundur|memutus(?:kan)? kontrak"
    r"|tidak menyelesaikan kontrak"
    r"|quit|leave early|leaving|terminat\w+ (?:the )?contract)"
)
_PENALTY = r"(?:penalti|pinalti|finalti|denda|ganti rugi|penalty|membayar kompensasi|kompensasi|fine)"
_BOND = Phrases(
    words=frozenset(
        {"penalti", "pinalti", "finalti", "penalty", "denda", "ganti", "ikatan", "bond", "kompensasi", "fine"}
    ),
    pattern=either(
        rf"\b{_PENALTY}\b[^\n.;!?•]{{0,45}}?\b(?:jika|bila|apabila|kalau|saat|if|for"
        rf"|upon)\b[^\n.;!?•]{{0,25}}?\b{_LEAVES}\b",
        rf"\b(?:jika|bila|apabila|kalau|if)\b[^\n.;!?•]{{0,20}}?\b{_LEAVES}\b[^\n;!?•]{{0,45}}?\b{_PENALTY}\b",
        rf"\b(?:sistem|ada|dikenakan|terkena|bersedia(?: membayar)?|kena)\s{_PENALTY}\b(?= *(?:kontrak|resign|rp"
        rf"|sebesar|\n|$"
        r"|[.,;]))",
        r"\bikatan dinas\b(?:\W{0,3}(?:selama|minimal)?\W{0,3}\d{1,2}\s?(?:tahun|thn|bulan))?",
        r"\b(?:training|service|employment) bond\b",
    ),
    unless_before=re.compile(
        r"\b(?:tidak|tdk|tanpa|no|bukan|without|pajak|keterlambatan|nasabah|pelanggan|customer|menghitung|menagih)\W+"
        r"(?:\w+\W+){0,2}$"
    ),
    unless_after=re.compile(r"\W{0,3}(?:pajak|keterlambatan|nasabah|dan benefit|& benefit|benefits?\b)"),
)
_WITHHELD = Phrases(
    words=frozenset(
        {
            "ditahan",
            "tahan",
            "penahanan",
            "menahan",
            "ditunda",
            "disimpan",
            "jaminan",
            "potong",
            "potongan",
            "withheld",
            "held",
            "kept",
        }
    ),
    pattern=either(
        r"\b(?:gaji|upah)(?: (?:bulan )?(?:pertama|1|awal))?\s(?:akan |di)?\s?(?:di ?tahan|ditunda|disimpan dulu"
        r"|jadi jaminan"
        r"|dijadikan jaminan|sebagai jaminan)\b",
        r"\b(?:tahan|penahanan|menahan|potong(?:an)?) gaji (?:bulan )?(?:pertama|1 bulan|awal|sebagai jaminan)\b",
        r"\b(?:first|one) month'?s? (?:salary|wages?) (?:will be |is )?(?:withheld|held|kept)\b",
        r"\b(?:salary|wages?) (?:will be |is )?(?:withheld|kept as (?:a )?(?:deposit|guarantee))\b",
    ),
    unless_before=re.compile(r"\b(?:tidak|tdk|tanpa|no|not|never|tidak ada|sistem penggajian)\W+(?:\w+\W+){0,2}$"),
)
_NO_BASE = Phrases(
    words=frozenset({"komisi", "pokok", "gapok", "commission", "base", "basic", "tetap"}),
    pattern=either(
        r"\b(?:tanpa|tidak ada|tdk ada|no) (?:gaji pokok|gapok|gaji tetap|base salary|basic salary)\b",
        r"\b(?:full|murni|hanya|only|pure) (?:komisi|commission)\b|\b(?:komisi|commission) (?:saja|only|murni"
        r"|based only)\b",
        r"\b(?:gaji|upah|sistem(?: gaji)?|salary)\W{0,3}(?:full |murni )?(?:berdasarkan komisi|commission only"
        r"|komisi 100 ?%)",
    ),
    unless_before=re.compile(r"\b(?:bukan|not|tidak)\W+(?:\w+\W+){0,1}$"),
)
_FREELANCE = frozenset({EmploymentType.CONTRACTOR, EmploymentType.VOLUNTEER})


@CATALOGUE.rule(
    "training_bond",
    version=1,
    message=Text(
        "“{phrase}”: sebutkan syaratnya; ganti rugi hanya dapat diminta atas sisa kontrak waktu tertentu atau biaya "
        "pelatihan yang disepakati.",
        "“{phrase}”: say on what terms; compensation can be asked only for the rest of a fixed term, or for the cost "
        "of "
        "training that was agreed.",
    ),
    legal_basis="UU 13/2003 Pasal 62; KUHPerdata Pasal 1320 dan 1338",
)
def training_bond(subject: Subject) -> Iterator[Observation]:
    """Who leaves has to pay: often more than the law lets an employer ask."""
    yield from spotted(subject.texts, _BOND)


@CATALOGUE.rule(
    "wage_withheld",
    version=1,
    message=Text(
        "“{phrase}”: upah wajib dibayar penuh pada waktu yang diperjanjikan dan tidak boleh ditahan sebagai jaminan.",
        "“{phrase}”: wages are paid in full when they are due and may not be kept as a pledge.",
    ),
    legal_basis="UU 13/2003 Pasal 93 dan 95 jo. UU 6/2023; PP 36/2021 Pasal 53-55",
)
def wage_withheld(subject: Subject) -> Iterator[Observation]:
    """The first wage stays with the employer."""
    yield from spotted(subject.texts, _WITHHELD)


@CATALOGUE.rule(
    "base_pay_denied",
    version=1,
    message=Text(
        "“{phrase}”: pekerja berhak atas upah minimum; hanya komisi berlaku bagi mitra, bukan karyawan.",
        "“{phrase}”: employees are owed the minimum wage; commission alone is for partners, not for employees.",
    ),
    legal_basis="PP 36/2021 Pasal 7 dan 23",
)
def base_pay_denied(subject: Subject) -> Iterator[Observation]:
    """Commission alone; self-employed partners and volunteers are left out."""
    if subject.content.employment_type not in _FREELANCE:
        yield from spotted(subject.texts, _NO_BASE)
