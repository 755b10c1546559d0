"""Pay in every form in which adverts write it."""

import pytest

from chalicelib.facts import is_sure

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


UNCALLED = [
    "Membuat kopi. Mengelola kas Rp 20.000.000 per hari.",
    "Memegang kas kecil Rp 5.000.000 per bulan",
    "Potongan mess Rp 500.000 per bulan",
    "Potong gaji Rp 500.000 per bulan untuk mess",
    "Sewa kendaraan Rp 3.000.000/bulan",
    "Cicilan motor Rp 900.000 per bulan",
    "Premi Rp 1.500.000 per bulan",
    "Subsidi kontrakan Rp 600.000 per bulan",
    "Bertanggung jawab atas Rp 20.000.000 per hari",
    "Uang jaga malam Rp 900.000 per bulan",
    "Iuran paguyuban:\n- Rp 900.000 per bulan",
    "Membayar gaji Rp 90.000.000 per bulan",
]


@pytest.mark.parametrize("text", UNCALLED)
def test_a_sum_that_nobody_calls_pay_is_never_used(read, text):
    found = read(text).pay
    assert found is None or not is_sure("pay", found)


@pytest.mark.parametrize("text", ["Rp 3.000.000 - 4.000.000 / bulan", "Jujur\n- Rp 3 juta/bulan + bonus\nRajin"])
def test_a_line_of_nothing_but_rupiah_for_a_period_is_pay(read, text):
    assert is_sure("pay", read(text).pay)


def test_rupiah_for_a_period_in_a_title_is_pay(read):
    assert is_sure("pay", read("Jujur", "Admin Toko Rp 4.000.000/bulan").pay)


@pytest.mark.parametrize("text", [
    "Gaji 15.000.000 NT / bulan Taiwan",
    "Gaji 25.000.000-30.000.000 NT/bulan",
    "Gaji 300.000 yen per bulan penempatan Jepang",
    "Gaji ¥ 300.000 per bulan",
    "Gaji pokok 2.500.000 won",
    "Salary USD 1,200,000 per month",
    "Gaji RM 1.500.000",
    "Penempatan di Jepang, gaji 300.000 per bulan",
    "Kerja ke Korea. Gaji 2.060.000",
])  # fmt: skip
def test_the_money_of_other_countries_is_no_rupiah(value, text):
    assert value("pay", text) is None


def test_rupiah_for_work_abroad_is_read(value):
    assert value("pay", "Penempatan di Jepang, gaji Rp 18 juta per bulan").minimum == 18 * JT


@pytest.mark.parametrize(
    "text", ["Fee 10jt per project", "Fee 500.000/artikel", "Honor 1 juta per sesi", "Upah 900rb tiap trip"]
)
def test_pay_for_a_piece_is_not_pay_for_a_month(value, text):
    assert value("pay", text) is None


@pytest.mark.parametrize(("text", "low"), [
    ("Gaji Rp 5.000.000 perusahaan menyediakan mess", 5 * JT),
    ("Gaji 5jt perbulan", 5 * JT),
    ("Gaji 5jt/nego", 5 * JT),
])  # fmt: skip
def test_words_that_only_begin_like_a_piece_take_nothing_away(value, text, low):
    assert value("pay", text).minimum == low


@pytest.mark.parametrize(("text", "read_"), [
    ("Gaji Rp 500.000.000 per bulan", False),
    ("Gaji Rp 20.000.000 per hari", False),
    ("Gaji Rp 100.000.000 per bulan", True),
    ("Gaji Rp 200.000 per bulan", False),
    ("Uang saku Rp 400.000 per bulan", True),
])  # fmt: skip
def test_no_sum_beyond_what_work_pays_is_believed(value, text, read_):
    assert (value("pay", text) is not None) is read_
