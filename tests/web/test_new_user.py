"""A new user's whole way through the pages in a real browser, at the size of a cheap phone, over the real interface."""

import json

import pytest

from chalicelib import people
from local.engines.polling import wait_until
from tests import samples
from tests.web.site import code_for, person_of, published

CONTACT_URL = "https://karya-sentosa.example/lamar"


@pytest.fixture(scope="module")
def vacancies(platform_url):
    return published("Kasir Toko Melati"), published("Sopir Truk Anggrek", contact_url=CONTACT_URL)


@pytest.fixture
def joined(phone, platform_url, vacancies):
    """Somebody's phone on which they have registered and proven their address, with the address."""
    address = samples.email()
    page = phone.tab(f"{platform_url}/#/daftar")
    page.reads("Cukup satu")
    page.check()
    page.fill("Nama", "Sari Melati")
    page.fill("E-mail", address)
    page.fill("Kata sandi", samples.PASSWORD)
    page.press("Kabar lowongan lewat e-mail")
    page.press("Buat akun")
    page.reads("Kami mengirim kode ke e-mail Anda")
    page.check()
    page.fill("Kode", code_for(person_of(address)))
    page.press("Buktikan")
    page.reads("Akun saya")
    page.address = address
    return page


def test_a_new_user_registers_searches_and_applies(joined):
    page = joined
    page.fill("Pekerjaan apa", "kasir melati")
    page.press("Cari")
    page.reads("Kasir Toko Melati")
    page.check()
    page.press("Simpan pencarian ini")
    page.reads("Tersimpan.")
    page.press("Kasir Toko Melati")
    page.reads("Lamar lewat Padan")
    page.check()
    page.press("Lamar lewat Padan")
    page.fill("Pesan untuk perusahaan", "Saya bisa mulai besok.")
    page.press("Kirim lamaran")
    page.reads("Lamaran Anda terkirim.")
    page.press("Lihat lamaran saya")
    page.reads("terkirim ·")
    page.check()
    page.press("Tarik lamaran")
    page.reads("Anda tarik")
    assert any("Kasir Toko Melati" in said for said in page.dialogs)
    page.check()


def test_a_new_user_says_what_they_have_and_look_for(joined):
    page = joined
    page.press("Akun saya")
    page.press("Profil")
    page.reads("Yang saya cari")
    page.check()
    page.fill("Tentang saya", "Teliti dan ramah")
    _choose(page, 0, "bekasi", "Kota Bekasi")
    page.fill("Pekerjaan, misalnya", "kasir toko")
    page.fill("Tahun", "2")
    page.press("Tambah pengalaman")
    page.reads("kasir toko, 2 tahun")
    page.fill("Pekerjaan, misalnya", "sopir truk")
    page.choose("Jenjang", "smk")
    page.fill("Tahun lulus", "2019")
    _choose(page, 1, "excel", "Microsoft Excel")
    _choose(page, 2, "kasir", "Kasir")
    page.fill("Gaji paling sedikit", "4500000")
    page.press("Bersedia pindah")
    page.check()
    page.press("Simpan profil")
    page.reads("Profil tersimpan.")
    page.check()
    kept = people.get(person_of(page.address))[0].profile
    assert (kept.headline, kept.region, kept.skills) == ("Teliti dan ramah", "32.75", ("sk_excel",))
    assert [(each.title, each.months, each.occupation) for each in kept.experiences] == [
        ("kasir toko", 24, "5230"),
        ("sopir truk", 0, "8332"),
    ]
    assert [(each.level, each.year) for each in kept.educations] == [("smk", 2019)]
    assert kept.wishes.occupations == ("5230",)
    assert (kept.wishes.pay_minimum, kept.wishes.willing_to_move, kept.wishes.remote) == (4_500_000, True, False)
    page.press("Kota Bekasi ✕")
    page.reads("Dihapus dari pilihan.")
    page.press("Simpan profil")
    page.reads("Profil tersimpan.")
    assert people.get(person_of(page.address))[0].profile.region is None


def _choose(page, place, typed, name):
    """Type into one of the fields that search, and take what is offered."""
    page.run(f"(() => {{ const node = __all('input[name=words]')[{place}]; node.focus(); node.select(); }})()")
    page.ask("Input.insertText", text=typed)
    page.press(name)
    page.reads(" ✕")


def test_elsewhere_is_applied_elsewhere(joined, vacancies, platform_url):
    page = joined.open(f"{platform_url}/#/lowongan/{vacancies[1].id}")
    page.reads("Lamar di situs perusahaan")
    assert "Lamar lewat Padan" not in page.text
    page.check()


def test_saved_searches_and_alerts_are_changed_on_their_pages(joined):
    page = joined
    page.fill("Pekerjaan apa", "sopir")
    page.press("Cari")
    page.press("Simpan pencarian ini")
    page.reads("Tersimpan.")
    page.press("Akun saya")
    page.reads("Ganti nama")
    page.check()
    page.press("Jeda")
    page.reads("dijeda")
    page.press("Hapus")
    page.reads("Sudah dihapus.")
    page.press("Cocok")
    page.reads("Belum ada lowongan yang cocok")
    page.check()
    page.press("Kabar")
    page.reads("Jam tenang")
    page.check()
    page.choose("Seberapa sering", "weekly")
    page.press("Simpan pengaturan")
    page.reads("Pengaturan tersimpan.")
    assert page.errors == []


def test_every_right_over_ones_data_is_used_on_the_page(joined, tmp_path):
    page = joined
    page.press("Akun saya")
    page.press("Data saya")
    page.reads("Hapus semua data saya")
    page.check()
    page.fill("Nama", "Sari Kenanga")
    page.press("Perbaiki")
    page.reads("Sudah diperbaiki.")
    page.press("Kabar lowongan lewat e-mail: ya")
    page.press("Tarik persetujuan")
    page.reads("Persetujuan ditarik")
    page.press("Penelitian pasar kerja: tidak")
    page.press("Setuju")
    page.reads("Persetujuan dicatat.")
    page.fill("Nama", "Sari Cempaka")
    page.press("Perbaiki")
    page.until("document.querySelector('section').innerText.includes('Sudah diperbaiki.')")
    page.press("Simpan saja, jangan pakai")
    page.reads("Data Anda hanya disimpan sejak")
    page.press("Cabut pembatasan")
    page.reads("Data Anda dipakai sesuai persetujuan.")
    page.press("Tolak penilaian otomatis")
    page.reads("Anda menolak penilaian otomatis sejak")
    page.press("Cabut keberatan")
    page.reads("Profil Anda dicocokkan secara otomatis.")
    page.fill("Jelaskan", "Tolong jelaskan bagaimana lamaran saya dinilai.")
    page.press("Kirim permohonan")
    page.reads("Permohonan diterima.")
    page.reads("dijawab paling lambat")
    page.check()
    exported = _downloaded(page, tmp_path)
    assert exported["about"]["name"] == "Sari Cempaka"
    assert exported["rights_requests"]
    page.press("Hapus semua data saya")
    page.reads("Akun dan data Anda sudah dihapus.")
    assert any("tidak dapat dibatalkan" in said for said in page.dialogs)
    page.check()
    assert page.run("localStorage.getItem('session')") is None


def _downloaded(page, folder):
    page.keep_downloads(folder)
    page.press("Unduh data saya")
    file = folder / "padan.json"
    page.reads("Sudah diunduh.")
    wait_until(file.is_file, 15, "the download")
    return json.loads(file.read_bytes())


def test_a_contact_is_changed_with_a_code_and_proven_anew(joined):
    page = joined
    page.press("Akun saya")
    page.press("Data saya")
    page.reads("Hapus semua data saya")
    new = samples.email()
    person = person_of(page.address)
    page.press(f"Kirim kode ke {page.address}")
    page.reads("Kode dikirim")
    page.fill("E-mail", new)
    page.fill("Kode", code_for(person))
    page.press("Perbaiki")
    page.reads("belum terbukti milik Anda")
    page.check()
    page.press(f"Kirim kode ke {new}")
    page.reads("Kami mengirim kode ke e-mail Anda.")
    page.fill("Kode", code_for(person))
    page.press("Buktikan")
    page.reads("Sudah terbukti.")
    page.lacks("belum terbukti milik Anda")
    page.check()
