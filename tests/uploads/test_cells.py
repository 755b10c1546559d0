"""Cells as people write them: money, places, dates, choices; what has two meanings is asked about and not guessed."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.clock import WESTERN_TIME
from chalicelib.uploads import cells, sums
from chalicelib.uploads.columns import COLUMNS
from chalicelib.uploads.headings import column_of
from chalicelib.uploads.problems import BadCell

BY_NAME = {column.name: column for column in COLUMNS}


def read(name: str, text: str) -> object:
    return cells.read(text, BY_NAME[name])


def refused(name: str, text: str) -> str:
    with pytest.raises(BadCell) as caught:
        read(name, text)
    return caught.value.code


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("4500000", 4_500_000, None),
        ("4.500.000", 4_500_000, None),
        ("4,500,000", 4_500_000, None),
        ("4.500.000,00", 4_500_000, None),
        ("Rp 4.500.000,-", 4_500_000, None),
        ("Rp4.500.000", 4_500_000, None),
        ("IDR 4500000", 4_500_000, None),
        ("4,5 juta", 4_500_000, None),
        ("4.5jt", 4_500_000, None),
        ("1.250 juta", 1_250_000, None),
        ("500rb", 500_000, None),
        ("4.500 ribu", 4_500_000, None),
        ("150k", 150_000, None),
        ("4-5 juta", 4_000_000, 5_000_000),
        ("4 juta - 5 juta", 4_000_000, 5_000_000),
        ("800 ribu s/d 1 juta", 800_000, 1_000_000),
        ("Rp4.000.000 sampai Rp5.000.000", 4_000_000, 5_000_000),
        ("4jt–5jt", 4_000_000, 5_000_000),
        ("0", 0, None),
    ],
)
def test_an_amount_is_read_as_it_is_meant(text, low, high):
    assert sums.money(text) == (low, high)


@pytest.mark.parametrize("text", ["banyak", "4 juta per", "4..5", "-4", "4 milyar", "4 5", "juta", "1e6"])
def test_what_is_no_amount_is_refused(text):
    assert refused("pay_minimum", text) == "no_amount"


@pytest.mark.parametrize(
    ("text", "low", "high", "period"),
    [
        ("6.100.000/bln", 6_100_000, None, "MONTH"),
        ("Rp 6.100.000,-/bulan", 6_100_000, None, "MONTH"),
        ("6.100.000 / bln.", 6_100_000, None, "MONTH"),
        ("150rb per hari", 150_000, None, "DAY"),
        ("6 juta sebulan", 6_000_000, None, "MONTH"),
        ("800 ribu s/d 1 juta/minggu", 800_000, 1_000_000, "WEEK"),
        ("4-5 juta per bulan", 4_000_000, 5_000_000, "MONTH"),
        ("4-5 juta", 4_000_000, 5_000_000, None),
    ],
)
def test_a_period_may_stand_beside_the_amount(text, low, high, period):
    assert sums.pay(text) == sums.Pay(low, high, period)


@pytest.mark.parametrize("text", ["-", "–", " Nego ", "NEGOTIABLE", "dirahasiakan", "Kompetitif"])
def test_words_that_state_no_pay_leave_it_out(text):
    assert sums.pay(text) is None


@pytest.mark.parametrize("text", ["UMR", "umk", "Sesuai UMK Bandung", "UMP + lembur", "UMR/bln", "Upah minimum"])
def test_a_minimum_wage_by_name_is_told_to_be_written_as_a_sum(text):
    assert refused("pay_minimum", text) == "minimum_wage"


@pytest.mark.parametrize("text", ["6 juta/orang", "6 juta per proyek"])
def test_a_period_that_is_none_is_named(text):
    assert refused("pay_minimum", text) == "unknown_period"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("title", "=cmd|' /C calc'!A0"),
        ("title", "+cmd|' /C calc'!A0"),
        ("title", "-2+3+cmd|' /C calc'!A0"),
        ("title", "@SUM(1+1)*cmd|' /C calc'!A0"),
        ("description", "=1+1"),
        ("external_id", "=1+1"),
        ("pay_minimum", "=1+1"),
        ("skills", "=1+1"),
    ],
)
def test_what_a_spreadsheet_would_compute_is_refused(name, text):
    assert refused(name, text) == "looks_like_formula"


@pytest.mark.parametrize(
    ("name", "text"),
    [("title", "- Kasir Toko"), ("description", "- Melayani pelanggan toko\n+ Menghitung kas = teliti")],
)
def test_a_list_in_a_text_is_no_formula(name, text):
    assert str(read(name, text)).startswith("-")


@pytest.mark.parametrize("text", ["USD 500", "$1,000", "500 SGD", "RM 2000", "€900"])
def test_other_money_than_rupiah_is_refused_as_such(text):
    assert refused("pay_minimum", text) == "foreign_currency"


@given(st.integers(0, 9_999_999_999))
def test_an_amount_means_the_same_however_its_thousands_are_parted(amount):
    forms = (str(amount), f"{amount:,}", f"{amount:,}".replace(",", "."), f"Rp {amount:,}".replace(",", ".") + ",-")
    assert {sums.money(form) for form in forms} == {(amount, None)}


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-12-31", date(2026, 12, 31)),
        ("2026/12/31", date(2026, 12, 31)),
        ("2026-12-31 00:00:00", date(2026, 12, 31)),
        ("31-12-2026", date(2026, 12, 31)),
        ("31/12/2026", date(2026, 12, 31)),
        ("31.12.2026", date(2026, 12, 31)),
        ("1/2/2026", date(2026, 2, 1)),
        ("31 Desember 2026", date(2026, 12, 31)),
        ("17 Agustus 2026", date(2026, 8, 17)),
        ("Senin, 17 Agt 2026", date(2026, 8, 17)),
        ("5 Mei 2026", date(2026, 5, 5)),
        ("5-May-2026", date(2026, 5, 5)),
    ],
)
def test_a_day_ends_at_midnight_in_jakarta(text, day):
    found = cells.moment(text).astimezone(WESTERN_TIME)
    assert (found.date(), found.hour, found.minute) == (day, 23, 59)


@pytest.mark.parametrize(
    "text", ["besok", "31-13-2026x", "2026-02-30", "32/01/2026", "31 Brumaire 2026", "12-2026", "0000-01-01"]
)
def test_what_is_no_day_is_refused(text):
    assert refused("expires_at", text) == "no_date"


def test_a_month_that_comes_first_is_asked_about():
    assert refused("expires_at", "12/31/2026") == "ambiguous_date"


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)))
def test_a_day_is_the_same_in_both_orders(day):
    assert cells.moment(f"{day:%d/%m/%Y}") == cells.moment(day.isoformat())
    assert cells.moment(day.isoformat()) - cells.moment((day - timedelta(days=1)).isoformat()) == timedelta(days=1)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("32.75", "32.75"),
        ("32,75", "32.75"),
        ("3275", "32.75"),
        ("32", "32"),
        ("35.1", "35.10"),
        ("Kota Bekasi", "32.75"),
        ("KOTA BANDUNG", "32.73"),
        ("Jakarta Selatan, DKI Jakarta", "31.74"),
    ],
)
def test_a_place_is_known_by_code_or_name(text, code):
    assert read("region", text) == code


@pytest.mark.parametrize("text", ["Atlantis", "99.99", "00", "321"])
def test_a_place_that_nobody_knows_is_refused(text):
    assert refused("region", text) == "unknown_region"


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("remote", "Ya", True),
        ("remote", "TIDAK", False),
        ("remote", "1", True),
        ("remote", "-", False),
        ("hours", "40", 40),
        ("hours", "40 jam", 40),
        ("openings", "1.000 orang", 1_000),
        ("experience_months", "18", 18),
        ("experience_months", "2 tahun", 24),
        ("experience_months", "minimal 1,5 tahun", 18),
        ("experience_months", "tanpa pengalaman", 0),
        ("education", "SMA/SMK", "sma"),
        ("education", "s1", "s1"),
        ("employment_type", "Paruh waktu", "PART_TIME"),
        ("employment_type", "full_time", "FULL_TIME"),
        ("pay_period", "per hari", "DAY"),
        ("pay_period", "MONTH", "MONTH"),
        ("occupation", "5230", "5230"),
        ("occupation", "5230 - Kasir", "5230"),
        ("contact_url", "karya.example/lamar", "https://karya.example/lamar"),
        ("title", " Kasir   Toko ", "Kasir Toko"),
    ],
)
def test_a_cell_is_read_in_the_form_of_its_column(name, text, value):
    assert read(name, text) == value


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [
        ("remote", "mungkin", "no_choice"),
        ("hours", "200", "out_of_range"),
        ("hours", "empat puluh", "no_number"),
        ("openings", "0", "out_of_range"),
        ("experience_months", "60 tahun", "out_of_range"),
        ("education", "paket hemat", "unknown_education"),
        ("employment_type", "suka-suka", "unknown_type"),
        ("pay_period", "proyek", "unknown_period"),
        ("occupation", "0000", "unknown_occupation"),
        ("occupation", "52301", "unknown_occupation"),
        ("contact_url", "javascript:alert(1)", "no_address"),
        ("contact_url", "hubungi saya", "no_address"),
        ("title", "Ka", "length"),
        ("external_id", "x" * 101, "length"),
    ],
)
def test_a_cell_that_cannot_be_used_says_why(name, text, code):
    assert refused(name, text) == code


@pytest.mark.parametrize("column", COLUMNS, ids=lambda column: column.name)
def test_a_column_is_found_by_every_name_that_it_has(column):
    names = (column.label.id, column.label.en, *column.synonyms, f"{column.label.id} / {column.label.en}")
    for name in names:
        assert column_of(name) is column
        assert column_of(f"  {name.upper()} (*) ") is column


@pytest.mark.parametrize("heading", ["", "Umur", "Warna favorit", "x" * 500, "Gaji Kotor Direktur"])
def test_other_headings_mean_nothing(heading):
    assert column_of(heading) is None
