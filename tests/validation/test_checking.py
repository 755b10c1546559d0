"""Severity, dates to mend by, outcomes, and what holds for any vacancy."""

import time
from collections import Counter
from datetime import timedelta
from string import Formatter

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib.texts import Text
from chalicelib.vacancies.model import EmploymentType, VacancyContent
from chalicelib.validation import policy
from chalicelib.validation.catalogue import CATALOGUE, Catalogue, Observation
from chalicelib.validation.checking import MOST_OF_A_RULE, Outcome, check, outcome
from chalicelib.validation.context import CheckContext, SourceKind
from chalicelib.validation.model import Finding, Severity
from chalicelib.validation.rules.minimum_wage import least_pay
from tests.validation.samples import NOW, KnownEverything

CONTEXT = CheckContext(now=NOW, employer_name="PT Contoh", source=SourceKind.PARTNER, reference=KnownEverything())
AGED = VacancyContent(
    title="Kasir", description="Melayani pembeli dan menghitung uang. Usia maksimal 25 tahun.", region="32.75"
)
VOCABULARY = """usia umur maksimal max 25 30 tahun - pria wanita / dan atau khusus male female only biaya uang jaminan
wajib transfer sebelum interview islam muslim belum menikah single tinggi 160 cm . , : • ( ) old years Rp500.000 gmail
bit.ly/a x@gmail.com tidak tanpa 🙂 İ ß"""
words = st.sampled_from([*VOCABULARY.split(), "\n"])
texts = st.lists(words, max_size=40).map(" ".join) | st.lists(words, max_size=40).map("".join)


def _severity(severity: Severity) -> Finding:
    return Finding(code="x", severity=severity, pointer="/x", message=Text("a", "b"), rule_version=1)


@pytest.mark.parametrize(
    ("severities", "expected"),
    [
        ((), Outcome.PUBLISH),
        ((Severity.WARN, Severity.MEND), Outcome.PUBLISH),
        ((Severity.WARN, Severity.HOLD), Outcome.HOLD),
        ((Severity.HOLD, Severity.REJECT, Severity.WARN), Outcome.REJECT),
    ],
)
def test_the_worst_finding_decides(severities, expected):
    assert outcome(map(_severity, severities)) is expected


def test_a_phrase_about_a_person_is_published_and_to_be_mended_in_a_fortnight():
    findings = check(AGED, CONTEXT)
    age = next(finding for finding in findings if finding.code == "age_requirement")
    assert age.severity is Severity.MEND
    assert age.mend_by == (NOW + timedelta(days=14)).date().isoformat()
    assert outcome(findings) is Outcome.PUBLISH
    assert age.legal_basis
    assert "Usia maksimal 25 tahun" in age.message.id


def test_the_date_to_mend_by_stays_and_then_the_vacancy_is_held():
    first = check(AGED, CONTEXT)
    later = msgspec.structs.replace(CONTEXT, now=NOW + timedelta(days=10), earlier=first)
    second = check(AGED, later)
    assert [finding.mend_by for finding in second if finding.mend_by] == ["2026-03-16"]
    last_day = check(AGED, msgspec.structs.replace(CONTEXT, now=NOW + timedelta(days=14), earlier=second))
    assert outcome(last_day) is Outcome.PUBLISH
    overdue = check(AGED, msgspec.structs.replace(CONTEXT, now=NOW + timedelta(days=15), earlier=second))
    assert outcome(overdue) is Outcome.HOLD


def test_mending_the_phrase_ends_it():
    mended = msgspec.structs.replace(AGED, description="Melayani pembeli dan menghitung uang di toko buah.")
    overdue = msgspec.structs.replace(CONTEXT, now=NOW + timedelta(days=90), earlier=check(AGED, CONTEXT))
    assert outcome(check(mended, overdue)) is Outcome.PUBLISH


def test_money_asked_of_the_applicant_is_held_whatever_the_source():
    for code in ("fee_asked", "diploma_held"):
        assert set(policy.CURRENT.severities[code].values()) == {Severity.HOLD}


def test_the_policy_may_differ_by_source():
    silent = VacancyContent(title="Kasir", region="32.75")
    by_source = {
        source: outcome(check(silent, msgspec.structs.replace(CONTEXT, source=source)))
        for source in (SourceKind.EMPLOYER, SourceKind.PARTNER)
    }
    assert by_source == {SourceKind.EMPLOYER: Outcome.HOLD, SourceKind.PARTNER: Outcome.PUBLISH}


def test_another_policy_makes_another_finding_of_the_same_observation():
    rows = {**policy.CURRENT.severities, "age_requirement": dict.fromkeys(SourceKind, Severity.REJECT)}
    strict = msgspec.structs.replace(policy.CURRENT, severities=rows)
    assert outcome(check(AGED, CONTEXT, strict)) is Outcome.REJECT


def test_a_version_of_a_rule_is_registered_once():
    catalogue = Catalogue()
    register = catalogue.rule("x", version=1, message=Text("a", "b"))
    register(lambda subject: ())
    with pytest.raises(ValueError, match="version 1 of rule x already"):
        register(lambda subject: ())


@pytest.mark.parametrize("rule", CATALOGUE.rules, ids=lambda rule: rule.code)
def test_every_message_can_be_written_in_both_languages(rule):
    parts = (*Formatter().parse(rule.message.id), *Formatter().parse(rule.message.en))
    names = {name for _, name, _, _ in parts if name}
    text = rule.message_for(Observation(pointer="/x", phrase="frasa", values=dict.fromkeys(names, "1")))
    assert text.id
    assert text.en
    assert text.id != text.en
    assert "{" not in text.id + text.en


@settings(deadline=None)
@given(texts, texts)
def test_any_text_is_checked_and_every_span_gives_its_phrase(description, benefits):
    content = VacancyContent(title="Staf Toko", description=description, benefits=benefits[:2_000])
    fields = {"/title": content.title, "/description": description, "/benefits": content.benefits}
    for finding in check(content, CONTEXT):
        if finding.span is not None:
            assert fields[finding.pointer][finding.span.start : finding.span.end] == finding.phrase
            assert finding.phrase


@settings(deadline=None)
@given(st.integers(1_000_000, 10_000_000), st.integers(1, 168), st.sampled_from([None, *EmploymentType]))
def test_the_least_pay_grows_with_the_hours_and_never_exceeds_the_minimum_wage(wage, hours, kind):
    least = least_pay(wage, kind, hours)
    assert least is not None
    assert 0 < least <= wage
    if hours > 1:
        assert least >= (least_pay(wage, kind, hours - 1) or 0)


def test_part_time_is_reckoned_by_the_hour():
    assert least_pay(5_040_000, EmploymentType.PART_TIME, 21) == 5_040_000 * 21 * 52 // (12 * 126)
    assert least_pay(5_040_000, EmploymentType.PART_TIME, 35) == 5_040_000
    assert least_pay(5_040_000, EmploymentType.PART_TIME, None) is None
    assert least_pay(5_040_000, EmploymentType.FULL_TIME, None) == 5_040_000


def test_the_platforms_own_tables_are_asked_when_no_others_are_given():
    known = msgspec.structs.replace(CONTEXT, reference=None)
    jakarta = msgspec.structs.replace(AGED, region="31.73", pay_minimum=1_000_000, description="Melayani pembeli toko")
    codes = {finding.code: finding for finding in check(jakarta, known)}
    assert "2026" in codes["pay_below_minimum"].message.en
    unknown = msgspec.structs.replace(AGED, region="99.99", occupation="0000", education="tidak-ada", skills=("tidak",))
    found = {finding.code for finding in check(unknown, known)}
    assert {"region_unknown", "occupation_unknown", "education_unknown", "skill_unknown"} <= found


def test_a_text_full_of_phrases_gives_few_findings_that_fit_into_an_item():
    full = VacancyContent(title="Staf Toko", description=("Usia maksimal 25 tahun. Wanita saja. " * 600)[:20_000])
    found = check(full, CONTEXT)
    assert Counter(finding.code for finding in found)["age_requirement"] == MOST_OF_A_RULE
    assert len(msgspec.json.encode(found)) < 20_000


HOSTILE = [
    "usia ",
    "usia maks ",
    "18 - ",
    "pria ",
    "wanita, ",
    "penampilan dan",
    "wajib bayar ",
    "a@",
    "bit.ly/",
    "aA",
    "1",
]


@pytest.mark.parametrize("unit", HOSTILE)
def test_a_hostile_text_is_read_in_time(unit):
    text = (unit * 20_000)[:20_000]
    started = time.process_time()
    check(VacancyContent(title="Staf Toko", description=text), CONTEXT)
    assert time.process_time() - started < 0.5


def test_a_wage_is_told_with_the_name_of_its_region():
    from chalicelib.validation.tables import ReferenceTables

    bekasi = ReferenceTables().minimum_wage("32.75", 2026)
    assert (bekasi.region, bekasi.name) == ("32.75", "Kota Bekasi")
    manado = ReferenceTables().minimum_wage("71.71", 2026)
    assert (manado.region, manado.name) == ("71", "Sulawesi Utara")
    pekalongan = ReferenceTables().minimum_wage("33.26", 2026)
    assert (pekalongan.region, pekalongan.year) == ("33.26", 2025)
    assert ReferenceTables().minimum_wage("32.75", 2027).year == 2026
    assert ReferenceTables().minimum_wage("32.75", 2020) is None


def test_unusual_pay_is_told_with_what_it_is_compared_to():
    seller = VacancyContent(title="Pramuniaga", occupation="5223", region="31.73", pay_maximum=900_000)
    (finding,) = [each for each in check(seller, CONTEXT) if each.code == "pay_unusual"]
    assert finding.pointer == "/pay_maximum"
    for told in ("Rp900.000", "Rp4.000.000", "Rp6.000.000", "12 vacancies of 2024", "group 5223", "DKI Jakarta"):
        assert told in finding.message.en


def test_usual_pay_is_that_of_the_published_table():
    from chalicelib.reference import typical_pay
    from chalicelib.validation.tables import ReferenceTables

    usual, known = ReferenceTables().usual_pay("5223", "31.71"), typical_pay("5223", "31.71").range
    assert (usual.low, usual.high, usual.count, usual.year) == (known.p25, known.p75, known.count, known.year)
    assert (usual.group, usual.place) == (known.occupation, "Daerah Khusus Ibukota Jakarta")
    assert ReferenceTables().usual_pay("5223", "").place == "Indonesia"
    assert ReferenceTables().usual_pay("0110", "31") is None
