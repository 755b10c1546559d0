"""Fairness: the protected grounds, everyday wording, and what may be a genuine requirement of the work."""

import re
import tomllib
from pathlib import Path

import pytest

from chalicelib.vacancies.model import VacancyContent
from chalicelib.validation.catalogue import CATALOGUE
from chalicelib.validation.checking import Outcome, check, outcome
from chalicelib.validation.context import CheckContext, SourceKind
from chalicelib.validation.model import Severity
from chalicelib.validation.policy import CURRENT
from tests.validation.samples import NOW, KnownEverything

CASES = Path(__file__).parent / "cases"
GROUNDS = (
    "age_requirement",
    "sex_requirement",
    "religion_requirement",
    "ethnicity_requirement",
    "marital_requirement",
    "appearance_requirement",
    "disability_requirement",
    "health_requirement",
    "origin_requirement",
    "union_requirement",
)
ENGLISH = re.compile(
    r"\b(?:the|not|must|only|preferred|with|no|and|for|of|we|is|are|or|old|applicants?|candidates?|age[ds]?|free"
    r"|male|employees?)\b",
    re.IGNORECASE,
)
CONTEXT = CheckContext(now=NOW, employer_name="PT Wanita Muslim Mandiri", reference=KnownEverything())


def codes(title="Staf Toko", **fields):
    return {finding.code for finding in check(VacancyContent(title=title, **fields), CONTEXT)}


@pytest.mark.parametrize("code", GROUNDS)
def test_every_ground_has_eight_cases_of_each_kind(code):
    cases = tomllib.loads((CASES / f"{code}.toml").read_text(encoding="utf-8"))
    assert len(cases["found"]) >= 8
    assert len(cases["missed"]) >= 8


@pytest.mark.parametrize("code", GROUNDS)
def test_every_ground_has_three_english_cases_of_each_kind(code):
    cases = tomllib.loads((CASES / f"{code}.toml").read_text(encoding="utf-8"))
    for key in ("found", "missed"):
        texts = [case if isinstance(case, str) else case[0] for case in cases[key]]
        assert sum(ENGLISH.search(text) is not None for text in texts) >= 3, key


def test_genuine_requirements_have_as_many():
    cases = tomllib.loads((CASES / "content" / "occupational_requirement.toml").read_text(encoding="utf-8"))
    assert min(len(cases["found"]), len(cases["missed"])) >= 8


@pytest.mark.parametrize("code", GROUNDS)
def test_a_ground_is_named_in_both_languages_with_its_law(code):
    (rule,) = [rule for rule in CATALOGUE.rules if rule.code == code]
    assert rule.legal_basis
    assert "{phrase}" in rule.message.id
    assert "{phrase}" in rule.message.en


@pytest.mark.parametrize("code", GROUNDS)
def test_a_phrase_is_to_be_mended_and_no_vacancy_rejected_for_it(code):
    severities = set(CURRENT.severities[code].values())
    assert severities <= {Severity.MEND, Severity.WARN}
    assert CURRENT.severities[code][SourceKind.EMPLOYER] is Severity.MEND


ALLOWED = [
    "Tanpa batasan usia, agama, suku, maupun jenis kelamin",
    "Cuti melahirkan, asuransi keluarga, dan tunjangan menikah",
    "Menjual seragam pria, busana muslim, dan produk kecantikan wanita",
    "Pengalaman di Bank Muslim Contoh atau Klinik Pria Contoh",
    "Penyandang disabilitas dan pengidap HIV dipersilakan melamar",
    "Menguasai bahasa Mandarin, Jawa, dan Inggris",
    "We welcome applicants of any age, sex, religion, marital status or origin",
    "Domisili Bandung, sehat jasmani dan rohani, rapi dan sopan",
]


@pytest.mark.parametrize("text", ALLOWED)
def test_names_benefits_wares_and_denials_do_not_count(text):
    assert not codes(description=text, benefits=text[:2_000]) & set(GROUNDS)


@pytest.mark.parametrize(
    ("title", "text", "ground"),
    [
        ("Terapis Spa", "Khusus wanita", "sex_requirement"),
        ("Imam Masjid", "Beragama Islam", "religion_requirement"),
        ("Pramugari", "Tinggi badan minimal 160 cm", "appearance_requirement"),
    ],
)
def test_what_the_work_may_require_goes_to_an_officer(title, text, ground):
    content = VacancyContent(title=title, description=text, region="31.71")
    findings = check(content, CONTEXT)
    found = {finding.code: finding for finding in findings}
    assert ground not in found
    assert found["occupational_requirement"].severity is Severity.HOLD
    assert outcome(findings) is Outcome.HOLD
    assert ground in codes(title="Staf Gudang", description=text)


def test_a_genuine_requirement_on_one_ground_excuses_no_other():
    found = codes(title="Imam Masjid", description="Beragama Islam. Usia maksimal 35 tahun. Belum menikah.")
    assert {"occupational_requirement", "age_requirement", "marital_requirement"} <= found


@pytest.mark.parametrize(
    "near", ["Domisili Bekasi", "Diutamakan berdomisili di Malang", "Live near Sudirman preferred"]
)
def test_to_live_near_the_work_is_no_origin(near):
    assert "origin_requirement" not in codes(description=near)


def test_a_public_body_may_ask_about_parties():
    content = VacancyContent(title="Staf Sekretariat", description="Bukan anggota partai politik.", region="31.71")
    public = CheckContext(now=NOW, employer_name="Sekretariat", reference=KnownEverything(), source=SourceKind.PUBLIC)
    (finding,) = [each for each in check(content, public) if each.code == "union_requirement"]
    assert finding.severity is Severity.WARN


@pytest.mark.parametrize(
    "text", ["", "\n- ", "…", "wanita", "Usia", "tb tb tb", "kelahiran ke atas", "orang orang Jawa Jawa"]
)
def test_scraps_are_read_without_an_error(text):
    check(VacancyContent(title="Staf Toko", description=text), CONTEXT)
