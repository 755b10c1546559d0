"""Industries, benefits, arrangements of work and periods of pay."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib import reference
from chalicelib.reference.model_work import ArrangementKind

INDUSTRIES = reference.industries()
PERIODS = reference.pay_periods()


def test_sections_and_divisions_are_those_of_the_classification():
    sections = [entry.code for entry in INDUSTRIES if entry.parent is None]
    assert "".join(sections) == "ABCDEFGHIJKLMNOPQRSTU"
    assert len(INDUSTRIES) == 21 + 88
    assert [entry.code for entry in INDUSTRIES.divisions("C")] == [str(number) for number in range(10, 34)]
    assert INDUSTRIES.divisions("10") == INDUSTRIES.divisions("Z") == ()


@given(st.sampled_from([entry.code for entry in INDUSTRIES]))
def test_every_industry_lies_in_a_section(code):
    section = INDUSTRIES.section_of(code)
    assert section.parent is None
    assert code == section.code or INDUSTRIES.get(code) in INDUSTRIES.divisions(section.code)


def test_an_unknown_industry_lies_nowhere():
    assert INDUSTRIES.section_of("04") is None


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Hotel", "55"),
        ("Apotek", "47"),
        ("Holding Company", "64"),
        ("Software House", "62"),
        ("Kelapa sawit", "01"),
        ("Pendidikan", "P"),
        ("E-commerce", "47"),
        ("Rumah Sakit", "86"),
        ("xyzzy", None),
    ],
)
def test_an_industry_by_what_people_call_it(name, code):
    assert INDUSTRIES.resolve(name) == code


def test_benefits_in_a_vacancy():
    text = "Fasilitas: BPJS Kesehatan, BPJS Ketenagakerjaan, THR, mess & uang makan; uang pesangon sesuai UU."
    assert reference.benefits().find_in(text) == (
        "bpjs_health",
        "bpjs_employment",
        "thr",
        "housing",
        "meals",
        "severance",
    )


def test_what_the_law_asks_of_every_employer():
    due = {benefit.code for benefit in reference.benefits() if benefit.statutory}
    assert {"thr", "bpjs_health", "bpjs_employment", "annual_leave", "overtime_pay"} <= due
    assert not {"housing", "bonus", "private_insurance"} & due


def test_arrangements_in_a_vacancy():
    found = reference.working_arrangements().find_in("WFH, 3 shift, senin - sabtu, siap lembur, outsourcing")
    assert found == ("remote", "shift", "six_days", "overtime", "outsourced")


def test_ordinary_words_are_no_arrangement():
    text = "Makan siang bersama, selamat pagi, mobile developer, bidang travel, mitra kami, lapangan kerja luas"
    assert reference.working_arrangements().find_in(text) == ()


@pytest.mark.parametrize("kind", ArrangementKind)
def test_every_kind_of_arrangement_has_some(kind):
    assert kind in {entry.kind for entry in reference.working_arrangements()}


@pytest.mark.parametrize(
    ("period", "amount", "month"),
    [
        ("HOUR", 20_000, 3_460_000),
        ("DAY", 150_000, 3_750_000),
        ("WEEK", 900_000, 3_900_000),
        ("YEAR", 60_000_000, 5_000_000),
    ],
)
def test_pay_of_a_month(period, amount, month):
    assert PERIODS.get(period).monthly(amount) == month


@given(st.integers(0, 10**9), st.sampled_from(list(PERIODS)))
def test_pay_of_a_month_is_exact_to_half_a_rupiah(amount, period):
    assert abs(period.monthly(amount) - amount * period.per_month) <= Fraction(1, 2)
    assert PERIODS.get("MONTH").monthly(amount) == amount


@pytest.mark.parametrize(
    ("name", "code"), [("per jam", "HOUR"), ("/hari", "DAY"), ("Mingguan", "WEEK"), ("bln", "MONTH"), ("p.a.", None)]
)
def test_a_period_by_name(name, code):
    assert PERIODS.resolve(name) == code


@pytest.mark.parametrize(
    "text", ["Memiliki laptop sendiri", "Bersedia lembur", "Perusahaan transportasi", "Training and HR"]
)
def test_what_is_asked_of_people_is_no_benefit(text):
    assert reference.benefits().find_in(text) == ()
