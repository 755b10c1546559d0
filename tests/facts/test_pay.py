"""Pay in every form in which adverts write it."""

import pytest

JT = 1_000_000


@pytest.mark.parametrize(("text", "low", "high"), [
    ("Gaji Rp 5.000.000 - Rp 7.000.000 per bulan", 5 * JT, 7 * JT),
    ("Gaji: Rp5.000.000", 5 * JT, 5 * JT),
    ("Gaji 4.500.000", 4_500_000, 4_500_000),
    ("Gaji 5jt", 5 * JT, 5 * JT),
    ("gaji 5-7jt/bln", 5 * JT, 7 * JT),
    ("Gaji 4,5 juta s/d 6 juta", 4_500_000, 6 * JT),
    ("gajinya 3.5 jt sampai 4 jt kak", 3_500_000, 4 * JT),
    ("Salary IDR 6,000,000-IDR 7,000,000/month", 6 * JT, 7 * JT),
    ("Salary Rp5,000,000 – Rp7,000,000 per month", 5 * JT, 7 * JT),
    ("Gaji pokok 4.900.000 + tunjangan makan 500.000", 4_900_000, 4_900_000),
    ("Gaji up to 10 juta", None, 10 * JT),
    ("Gaji hingga Rp 10.000.000", None, 10 * JT),
    ("Gaji mulai dari Rp 3.500.000", 3_500_000, None),
    ("Gaji minimal 4 juta", 4 * JT, None),
    ("Gaji 5 juta ke atas", 5 * JT, None),
    ("Uang saku Rp 1.500.000/bulan", 1_500_000, 1_500_000),
    ("Rp 3.000.000 - 4.000.000 / bulan", 3 * JT, 4 * JT),
    ("Benefit:\nGaji:Rp5jtBPJS", 5 * JT, 5 * JT),
    ("Gaji Rp 60.000.000 per tahun", 5 * JT, 5 * JT),
    ("Upah 150rb per hari", 3_750_000, 3_750_000),
    ("Gaji Rp 4.500.000,-", 4_500_000, 4_500_000),
])  # fmt: skip
def test_pay_is_rupiah_a_month(value, text, low, high):
    found = value("pay", text)
    assert (found.minimum, found.maximum) == (low, high)


@pytest.mark.parametrize("text", [
    "",
    "Gaji kompetitif",
    "Gaji UMR Jakarta",
    "Perusahaan menawarkan gaji menarik, 5 hari kerja",
    "Menghitung income tax article 21",
    "Bonus hingga Rp 5.000.000 per bulan",
    "Target penjualan Rp 100.000.000 per bulan",
    "Omzet 2 miliar, cabang 50",
    "Gaji pokok + insentif Rp 500.000/bulan",
    "Tunjangan hingga 10 juta/bulan",
    "Denda Rp 1.000.000",
    "Hubungi 081200000000",
    "Gaji Rp 5",
    "Mengelola anggaran Rp 50.000.000/bulan",
])  # fmt: skip
def test_other_sums_are_no_pay(value, text):
    assert value("pay", text) is None


def test_the_period_is_kept(value):
    assert value("pay", "Upah Rp 20.000 per jam").period == "HOUR"
    assert value("pay", "Gaji 5jt").period == "MONTH"
