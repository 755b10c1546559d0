"""Rights that no contract can take away: holiday allowance, social insurance, leave, rest, paid overtime."""

import re
from collections.abc import Iterator

from chalicelib.texts import Text
from chalicelib.validation.catalogue import CATALOGUE, Observation
from chalicelib.validation.phrases import Phrases, either, spotted
from chalicelib.validation.subject import Subject

_NONE = (
    r"(?:tanpa|tidak (?:ada|dapat|mendapat(?:kan)?|menerima|termasuk|disediakan)"
    r"|tdk (?:ada|dapat)|belum ada|no|without)"
)
_THR_WORD = r"(?:thr\b|tunjangan hari raya|religious holiday allowance)"
_THR = Phrases(
    words=frozenset({"thr", "raya", "allowance"}),
    pattern=either(
        rf"\b{_NONE}\s{_THR_WORD}",
        rf"\b{_THR_WORD}\s?(?:tidak (?:ada|diberikan|dibayarkan)|tdk ada|not (?:included|provided|given))\b",
    ),
    unless_after=re.compile(r"\W{0,3}(?:yang (?:belum|tertunda)|dipotong|dicicil)"),
)
_BPJS_WORD = r"(?:bpjs(?:tk)?\b|jaminan sosial|social security|jamsostek)"
_INSURANCE = Phrases(
    words=frozenset({"bpjs", "bpjstk", "sosial", "social", "jamsostek"}),
    pattern=either(
        rf"\b{_NONE}\s{_BPJS_WORD}(?: (?:kesehatan|ketenagakerjaan))?",
        rf"\b{_BPJS_WORD}(?: (?:kesehatan|ketenagakerjaan))?\s?(?:tidak (?:ada|ditanggung|diberikan|disediakan)"
        r"|ditanggung (?:sendiri|karyawan|pekerja)|tdk ada|not (?:included|provided))\b",
    ),
    unless_after=re.compile(r"\W{0,3}(?:aktif|lama|tunggakan|nunggak)"),
)
_LEAVE = Phrases(
    words=frozenset({"cuti", "leave"}),
    pattern=either(
        rf"\b{_NONE}\s(?:hak |jatah )?cuti\b",
        r"\b(?:tidak (?:boleh|bisa|diperkenankan|diizinkan)|dilarang) (?:meng)?(?:ambil )?cuti\b",
        r"\bcuti\s(?:tahunan\s|melahirkan\s|hamil\s|haid\s)?(?:tidak (?:ada|diberikan|dibayar)|dihilangkan|unpaid"
        r"|potong gaji)\b",
        r"\b(?:no|without) (?:annual |paid |maternity |sick )?leave\b(?! (?:a|the|your|any|behind|blank))",
    ),
    unless_after=re.compile(r"\W{0,3}(?:bersama|di luar tanggungan|gaji|mendadak|encashment)"),
)
_REST = Phrases(
    words=frozenset({"libur", "7", "tujuh", "seven", "off"}),
    pattern=either(
        r"\b(?:tanpa|tidak ada|tdk ada) (?:hari )?libur\b(?! (?:nasional|lebaran|bersama))",
        r"\b(?:7|tujuh) hari (?:kerja|seminggu|dalam seminggu)\b(?! kalender)",
        r"\b(?:masuk|bekerja|kerja) (?:7|tujuh) hari\b(?! (?:sebelum|setelah|kalender))",
        r"\blibur\s(?:cuma |hanya )?(?:1|satu|se)\s?(?:x|kali|hari)?\s?(?:per|dalam|se|/|tiap|setiap)\s?(?:1 |satu )?"
        r"(?:bulan|2 minggu)\b",
        r"\b(?:no|without(?: any)?) days? off\b",
        r"\b(?:work(?:ing)? )?(?:7|seven) days (?:a|per) week\b",
    ),
    unless_before=re.compile(
        r"\b(?:toko|outlet|cafe|restoran|buka|open|operasional|opens?|layanan|support|maksimal|dalam|paling lambat|max"
        r"|waktu|kami|selama|sebelum|minimal|within|klinik|gerai|shift|shifting|24)\b[^\n]{0,30}$"
    ),
    unless_after=re.compile(
        r"\W{0,4}(?:\w+\W+){0,3}?(?:shift|rolling|bergantian|sebelum|setelah|sejak|proses|maksimal)"
    ),
)
_OVERTIME = Phrases(
    words=frozenset({"lembur", "lemburan", "overtime"}),
    pattern=either(
        r"\b(?:tanpa|tidak ada|tdk ada) (?:uang |upah |bayaran )lembur\b",
        r"\blembur(?:an)?\s(?:tidak|tdk|tanpa|gak|ga) (?:di ?bayar(?:kan)?|dihitung|bayaran|dapat (?:uang|upah))\b",
        r"\b(?:bersedia|siap|mau) lembur (?:tanpa|tidak) (?:dibayar|bayaran|upah|uang)\b",
        r"\bunpaid overtime\b|\bovertime (?:is |will be )?(?:unpaid|not paid|without pay)\b|\bno overtime (?:pay"
        r"|payment)\b",
    ),
    unless_before=re.compile(r"\b(?:bukan|menghitung|never|not)\W+(?:\w+\W+){0,2}$"),
)


@CATALOGUE.rule(
    "holiday_allowance_denied",
    version=1,
    message=Text(
        "“{phrase}”: tunjangan hari raya (THR) wajib diberikan mulai masa kerja satu bulan.",
        "“{phrase}”: the religious holiday allowance (THR) is owed from the first month of work on.",
    ),
    legal_basis="PP 36/2021 Pasal 9; Permenaker 6/2016 Pasal 2",
)
def holiday_allowance_denied(subject: Subject) -> Iterator[Observation]:
    """The employer says that it pays none."""
    yield from spotted(subject.texts, _THR)


@CATALOGUE.rule(
    "insurance_denied",
    version=1,
    message=Text(
        "“{phrase}”: pemberi kerja wajib mendaftarkan pekerja pada BPJS Kesehatan dan Ketenagakerjaan.",
        "“{phrase}”: employers must register workers with BPJS for health and employment.",
    ),
    legal_basis="UU 24/2011 Pasal 14-15; UU 13/2003 Pasal 99",
)
def insurance_denied(subject: Subject) -> Iterator[Observation]:
    """The employer says that it registers nobody, or leaves it to the worker."""
    yield from spotted(subject.texts, _INSURANCE)


@CATALOGUE.rule(
    "leave_denied",
    version=1,
    message=Text(
        "“{phrase}”: cuti tahunan, melahirkan dan haid adalah hak pekerja.",
        "“{phrase}”: annual, maternity and menstrual leave are rights of the worker.",
    ),
    legal_basis="UU 13/2003 Pasal 79, 81-82 dan 84 jo. UU 6/2023",
)
def leave_denied(subject: Subject) -> Iterator[Observation]:
    """The employer says that there is no leave."""
    yield from spotted(subject.texts, _LEAVE)


@CATALOGUE.rule(
    "rest_denied",
    version=1,
    message=Text(
        "“{phrase}”: pekerja berhak atas istirahat mingguan, satu hari untuk enam hari kerja.",
        "“{phrase}”: workers have a right to a day of rest after six days of work.",
    ),
    legal_basis="UU 13/2003 Pasal 79 ayat (2) jo. UU 6/2023; PP 35/2021 Pasal 22",
)
def rest_denied(subject: Subject) -> Iterator[Observation]:
    """Work on every day of the week, or a day off a month."""
    yield from spotted(subject.texts, _REST)


@CATALOGUE.rule(
    "overtime_unpaid",
    version=1,
    message=Text(
        "“{phrase}”: kerja lembur wajib dibayar, kecuali bagi golongan jabatan tertentu dengan upah lebih tinggi.",
        "“{phrase}”: overtime must be paid, but for certain posts that are paid more for it.",
    ),
    legal_basis="UU 13/2003 Pasal 78 jo. UU 6/2023; PP 35/2021 Pasal 27 dan 31",
)
def overtime_unpaid(subject: Subject) -> Iterator[Observation]:
    """The employer says that overtime is not paid."""
    yield from spotted(subject.texts, _OVERTIME)
