"""Contracts, hours and ages where the fields and the text speak together."""

import pytest

from chalicelib.vacancies.model import EmploymentType, VacancyContent
from chalicelib.validation.checking import check, outcome
from chalicelib.validation.model import Finding
from tests.validation.test_checking import CONTEXT


def found(code: str, description: str, **fields: object) -> list[Finding]:
    content = VacancyContent(title="Staf Toko", description=description, region="32.75", **fields)
    return [finding for finding in check(content, CONTEXT) if finding.code == code]


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [
        (EmploymentType.TEMPORARY, "Masa percobaan 3 bulan", True),
        (EmploymentType.TEMPORARY, "Masa percobaan 3 bulan lalu karyawan tetap", False),
        (EmploymentType.FULL_TIME, "Masa percobaan 3 bulan", False),
        (None, "Masa percobaan 3 bulan", False),
        (None, "Masa percobaan 3 bulan, kontrak kerja 1 tahun", True),
    ],
)
def test_probation_is_void_where_the_field_or_the_text_says_fixed_term(kind, text, expected):
    assert bool(found("probation_in_fixed_term", text, employment_type=kind)) is expected


@pytest.mark.parametrize(
    ("kind", "expected"), [(EmploymentType.INTERN, True), (EmploymentType.FULL_TIME, False), (None, False)]
)
def test_a_duration_alone_is_one_of_an_internship_where_the_field_says_so(kind, expected):
    assert bool(found("internship_too_long", "Durasi program 24 bulan", employment_type=kind)) is expected


@pytest.mark.parametrize("kind", list(EmploymentType))
def test_commission_alone_is_for_partners_and_volunteers(kind):
    partner = kind in (EmploymentType.CONTRACTOR, EmploymentType.VOLUNTEER)
    assert bool(found("base_pay_denied", "Tanpa gaji pokok", employment_type=kind)) is not partner


@pytest.mark.parametrize("hours", range(6, 20))
def test_hours_a_day_are_lawful_to_eight_and_overtime_to_twelve(hours):
    text = f"Jam kerja {hours} jam sehari"
    assert bool(found("stated_hours_with_overtime", text)) is (8 < hours <= 12)
    assert bool(found("stated_hours_unlawful", text)) is (hours > 12)


@pytest.mark.parametrize("hours", [35, 40, 41, 58, 59, 70])
def test_hours_a_week_are_lawful_to_forty_and_overtime_to_fifty_eight(hours):
    text = f"Bekerja {hours} jam seminggu"
    assert bool(found("stated_hours_with_overtime", text)) is (40 < hours <= 58)
    assert bool(found("stated_hours_unlawful", text)) is (hours > 58)


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("Jam kerja 07.00 - 21.00", "14"),
        ("Jam kerja: 06:00 s/d 20:30", "14"),
        ("Jam kerja jam 7 pagi - 9 malam", "14"),
        ("Waktu kerja pukul 08.00 sampai 22.00 WIB", "14"),
        ("Jam kerja 08.00 - 21.00", None),
        ("Jam kerja 21.00 - 05.00", None),
        ("Jam kerja 07.00 - 22.00 dibagi 2 shift", None),
    ],
)
def test_hours_of_the_clock_are_counted(text, hours):
    told = found("stated_hours_unlawful", text)
    assert [f"{hours} hours" in finding.message.en for finding in told] == ([True] if hours else [])


@pytest.mark.parametrize("age", range(10, 22))
def test_every_age_under_eighteen_is_told_once_by_the_rule_that_is_for_it(age):
    text = f"Usia minimal {age} tahun"
    assert len(found("child_labour", text)) == (age < 15)
    assert len(found("minors_invited", text)) == (15 <= age < 18)
    assert len(found("minors_in_hazardous_work", text, occupation="8332")) == (age < 18)


def test_a_hazard_is_told_in_each_language():
    (finding,) = found("minors_in_hazardous_work", "Usia minimal 17 tahun", occupation="8332")
    assert "Mesin berat" in finding.message.id
    assert "Heavy plant" in finding.message.en
    assert "Heavy plant" not in finding.message.id


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("Masa training 3 hari tidak dibayar", True),
        ("Gaji pertama ditahan sebagai jaminan", True),
        ("Jam kerja 14 jam sehari", True),
        ("Usia minimal 14 tahun", True),
        ("Tanpa THR", False),
        ("Ikatan dinas 2 tahun", False),
    ],
)
def test_what_harms_at_once_is_held_and_what_can_be_mended_is_published(text, held):
    content = VacancyContent(title="Staf Toko", description=f"Melayani pembeli di toko buah. {text}.", region="32.75")
    assert (outcome(check(content, CONTEXT)) == "hold") is held


UNITS = [
    "masa percobaan ",
    "kontrak ",
    "magang tanpa ",
    "usia 17 ",
    "jam kerja 07.00 - ",
    "denda jika ",
    "libur ",
    "gaji ",
]


@pytest.mark.parametrize("unit", UNITS)
def test_a_hostile_text_is_read_in_time(unit):
    import time

    text = (unit * 20_000)[:20_000]
    started = time.process_time()
    check(VacancyContent(title="Staf Toko", description=text), CONTEXT)
    assert time.process_time() - started < 1
