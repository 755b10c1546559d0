"""Forms of contract, and words that only look like one."""

import pytest


@pytest.mark.parametrize(("title", "text", "code"), [
    ("Kasir (Part Time)", "", "PART_TIME"),
    ("Barista paruh waktu", "Dibutuhkan segera", "PART_TIME"),
    ("Marketing Intern", "", "INTERN"),
    ("Magang Desain", "Bersedia bekerja full time", "INTERN"),
    ("Freelance Copywriter", "", "CONTRACTOR"),
    ("Admin", "Bersedia bekerja full time", "FULL_TIME"),
    ("Admin", "- Full time (09.00-17.00)", "FULL_TIME"),
    ("Admin", "Status karyawan tetap", "FULL_TIME"),
    ("Admin", "Posisi paruh waktu", "PART_TIME"),
    ("Admin", "Status karyawan kontrak", "CONTRACTOR"),
    ("Admin", "Kontrak kerja selama 1 tahun", "CONTRACTOR"),
    ("Admin", "6 months contract", "CONTRACTOR"),
    ("Admin", "Sistem kerja harian lepas", "PER_DIEM"),
    ("Admin", "Program magang selama 6 bulan", "INTERN"),
])  # fmt: skip
def test_forms_are_read(value, title, text, code):
    assert value("employment_type", text, title) == code


@pytest.mark.parametrize(("title", "text"), [
    ("Admin", ""),
    ("Contract Manager", "Prepares agreements"),
    ("Admin", "Kami membuat Anda bahagia full time"),
    ("Admin", "Berpeluang menjadi karyawan tetap"),
    ("Admin", "Mengurus perpanjangan kontrak kerja 1 tahun"),
    ("Admin", "Understand internship program"),
    ("Admin", "Bisa full time atau part time"),
    ("Admin", "Bukan pekerjaan part time"),
    ("Sales Kontraktor", "Menghubungi kontraktor"),
])  # fmt: skip
def test_slogans_promises_and_duties_are_no_contract(value, title, text):
    assert value("employment_type", text, title) is None
