"""Weekly hours and places of work."""

import pytest


@pytest.mark.parametrize(("text", "hours"), [
    ("40 jam per minggu", 40),
    ("20 hours a week", 20),
    ("8 jam sehari dan 5 hari kerja", 40),
    ("5 hari kerja, 8 jam per hari", 40),
    ("Senin-Sabtu 09.00 - 17.00", 42),
    ("Monday - Friday 9 am - 6 pm", 40),
    ("Senin - Jumat (09.00 - 17.00), Sabtu (09.00 - 14.00)", 40),
    ("Jam kerja Senin s/d Jumat pukul 08.00 s/d 17.00 WIB", 40),
])  # fmt: skip
def test_hours_are_weekly(value, text, hours):
    assert value("hours", text) == hours


@pytest.mark.parametrize("text", [
    "",
    "Jam kerja fleksibel",
    "Toko buka Senin-Minggu 08.00-22.00",
    "Interview Senin-Jumat 09.00-15.00",
    "Maksimal 40 jam per minggu",
    "8 jam per hari",
    "Senin - Jumat",
    "Jumat - Senin 08.00-16.00",
    "120 jam per minggu",
])  # fmt: skip
def test_other_hours_are_not_taken(value, text):
    assert value("hours", text) is None


@pytest.mark.parametrize(("title", "text", "code"), [
    ("Kasir", "Penempatan: Surabaya", "35.78"),
    ("Kasir", "Bersedia ditempatkan di Jakarta Selatan", "31.74"),
    ("Kasir", "Placement: Semarang", "33.74"),
    ("Kasir", "Lokasi kerja di Denpasar, Bali", "51.71"),
    ("Kasir", "MenarikPenempatan di Kota BekasiMemiliki SIM C", "32.75"),
    ("Kasir", "Penempatan Jakarta Barat dan Jakarta Utara", "31"),
    ("Kasir Palembang", "Jujur", "16.71"),
    ("Kasir Palembang", "Penempatan: Medan", "12.71"),
])  # fmt: skip
def test_places_of_work_are_read(value, title, text, code):
    assert value("region", text, title) == code


@pytest.mark.parametrize("text", [
    "",
    "Bersedia ditempatkan di seluruh Indonesia",
    "Bersedia ditempatkan di luar kota",
    "Penempatan: Surabaya, Medan, Makassar",
    "Penempatan Kalimantan",
    "Penempatan sesuai kebutuhan",
    "Produk kami terkenal di Bandung",
])  # fmt: skip
def test_several_or_vague_places_give_none(value, text):
    assert value("region", text) is None


def test_where_one_lives_is_less_sure_than_where_one_works(read):
    home, work = read("Domisili Surabaya").region, read("Penempatan Surabaya").region
    assert home.value == work.value
    assert home.confidence < work.confidence
