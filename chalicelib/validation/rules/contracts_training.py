"""Trials, training and internships: paid, and no longer than the law lets them last.

Who works is paid, from the first day and during probation no less than the minimum wage (Law 13/2003, article 60;
Government Regulation 36/2021). Interns get an allowance and stay a year at most (Ministerial Regulation 6/2020).
"""

import re
from collections.abc import Iterator

from chalicelib.texts import Text
from chalicelib.vacancies.model import EmploymentType
from chalicelib.validation.catalogue import CATALOGUE, Observation
from chalicelib.validation.phrases import Phrases, either, spotted
from chalicelib.validation.rules.durations import DURATION, months
from chalicelib.validation.subject import Subject

LONGEST_INTERNSHIP = 12
"""Months of an internship (Ministerial Regulation 6/2020)."""

_TRIAL = r"(?:training|trainee|pelatihan|masa percobaan|percobaan|probation|trial|orientasi|on ?job|ojt|uji coba)"
_UNPAID = (
    r"(?:tidak|tdk|belum|tanpa|gak|ga|nggak)\s?(?:di ?bayar|di ?gaji|dapat gaji|ada gaji|mendapat(?:kan)? gaji|gaji"
    r"|upah"
    r"|digajih|bayaran|dapat upah)\b|\bunpaid\b|\bwithout (?:pay|salary)\b|\bnot paid\b"
)
_UNPAID_TRIAL = Phrases(
    words=frozenset({"dibayar", "bayar", "digaji", "gaji", "digajih", "upah", "unpaid", "without", "paid", "bayaran"}),
    pattern=either(
        rf"\b(?:masa |selama |saat |periode )?{_TRIAL}\b[^\n.;!?•]{{0,35}}?\b(?:{_UNPAID})",
        rf"\b(?:{_UNPAID})[^\n.;!?•]{{0,20}}\b(?:selama|saat|masa|during|untuk)\W+(?:\w+\W+){{0,2}}?{_TRIAL}\b",
        rf"\bunpaid (?:\w+ )?{_TRIAL}\b",
        rf"\b{_TRIAL} (?:\d\S{{0,3}} (?:hari|minggu|bulan) )?(?:gratis|free|cuma-cuma)\b(?= tanpa (?:gaji|upah))",
    ),
    unless_before=re.compile(r"\b(?:tidak ada|no|bukan|tanpa) $"),
    unless_after=re.compile(r"\W{0,3}(?:biaya|potongan|sepeser|leave)"),
)
_INTERNSHIP = r"(?:magang|pemagangan|internship|intern|apprentice(?:ship)?)"
_INTERN_WORDS = frozenset({"magang", "pemagangan", "internship", "intern", "apprentice", "apprenticeship"})
_UNPAID_INTERN = Phrases(
    words=_INTERN_WORDS,
    pattern=either(
        rf"\bunpaid (?:\w+ )?{_INTERNSHIP}\b",
        rf"\b{_INTERNSHIP}\b[^\n.;!?•]{{0,40}}?(?:\bunpaid\b|\b(?:tanpa|tidak (?:ada|dapat|mendapat(?:kan)?"
        rf"|menerima))\s"
        r"(?:uang saku|gaji|upah|honor|bayaran|insentif|kompensasi)|\b(?:tidak|tdk) (?:di ?bayar|di ?gaji)"
        r"|\bno (?:allowance|stipend|pay|salary)\b|\bwithout (?:allowance|stipend|pay)\b)",
    ),
    unless_before=re.compile(r"\b(?:pkl|prakerin|praktik kerja lapangan|bukan|not an?|no) (?:\w+ )?$"),
    unless_after=re.compile(r"\W{0,3}(?:pkl|biaya)"),
)
_LONG_INTERN = Phrases(
    words=_INTERN_WORDS,
    pattern=either(
        rf"\b{_INTERNSHIP}\b\W{{0,3}}(?:program|selama|for|period|periode|durasi|duration|of|:)?\W{{0,3}}{DURATION}",
        rf"\b{DURATION}\W{{0,3}}(?:program\s)?{_INTERNSHIP}\b",
        rf"\b(?:durasi|periode|masa|program)\s{_INTERNSHIP}\W{{0,3}}(?:selama|adalah|:)?\W{{0,3}}{DURATION}",
    ),
    unless_before=re.compile(r"\b(?:pengalaman|experience|minimal|min|pernah|lulusan|usia)\W+(?:\w+\W+){0,2}$"),
    unless_after=re.compile(r"\W{0,3}(?:pengalaman|experience)"),
)
_TERM_OF_INTERN = Phrases(
    words=frozenset({"selama", "durasi", "periode", "jangka", "masa", "kontrak", "program", "duration", "period"}),
    pattern=either(
        rf"\b(?:durasi|periode|jangka waktu|masa magang|duration|period|kontrak|program)\b\W{{0,3}}(?:selama|of|adalah"
        rf"|:)?"
        rf"\W{{0,3}}{DURATION}"
    ),
)


@CATALOGUE.rule(
    "unpaid_trial",
    version=1,
    message=Text(
        "“{phrase}”: selama percobaan atau pelatihan kerja pun pekerja berhak atas upah, tidak di bawah upah minimum.",
        "“{phrase}”: work is paid during a trial or training too, and not below the minimum wage.",
    ),
    legal_basis="UU 13/2003 Pasal 60 ayat (2); PP 36/2021 Pasal 23",
)
def unpaid_trial(subject: Subject) -> Iterator[Observation]:
    """Days or months of work before pay begins."""
    yield from spotted(subject.texts, _UNPAID_TRIAL)


@CATALOGUE.rule(
    "internship_unpaid",
    version=1,
    message=Text(
        "“{phrase}”: peserta pemagangan berhak atas uang saku.",
        "“{phrase}”: interns have a right to an allowance.",
    ),
    legal_basis="Permenaker 6/2020 (hak peserta pemagangan)",
)
def internship_unpaid(subject: Subject) -> Iterator[Observation]:
    """An internship without an allowance; a school's own work practice (PKL) is another thing."""
    yield from spotted(subject.texts, _UNPAID_INTERN)


@CATALOGUE.rule(
    "internship_too_long",
    version=1,
    message=Text(
        "“{phrase}”: pemagangan paling lama 1 tahun.",
        "“{phrase}”: an internship lasts at most one year.",
    ),
    legal_basis="Permenaker 6/2020 (jangka waktu pemagangan)",
)
def internship_too_long(subject: Subject) -> Iterator[Observation]:
    """An internship of more than twelve months: cheap labour under another name."""
    intern = subject.content.employment_type is EmploymentType.INTERN
    kinds = (_LONG_INTERN, _TERM_OF_INTERN) if intern else (_LONG_INTERN,)
    for found in spotted(subject.texts, *kinds):
        if months((found.phrase or "").lower()) > LONGEST_INTERNSHIP:
            yield found
