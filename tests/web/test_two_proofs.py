"""Where two proofs are needed: unknown devices, known ones, and what to do without the password or the contact."""

import pytest

from chalicelib import settings
from chalicelib.people import office_codes, verification
from chalicelib.people.codes import code_of
from chalicelib.people.registration import Registration, register
from chalicelib.people.verification_model import Channel
from local.development.accounts import active_person
from security.accounts import accounts
from security.principal import Audience, Principal
from tests import samples
from tests.web.site import code_for, person_of, somebody


@pytest.fixture(autouse=True)
def required(platform_url, monkeypatch):
    monkeypatch.setenv("PADAN_SECOND_PROOF", "required")
    settings.forget()
    yield
    monkeypatch.undo()
    settings.forget()


@pytest.fixture
def member(required):
    return somebody()


@pytest.fixture
def start(phone, platform_url):
    return phone.tab(f"{platform_url}/#/masuk")


def _contact(page, address, password=""):
    page.fill("E-mail atau nomor HP", address)
    page.fill("Kata sandi", password)
    page.press("Lanjut")


def _with_both(page, address, person_id):
    _contact(page, address, samples.PASSWORD)
    page.reads("perangkat ini belum kami kenal")
    page.fill("Kode", code_for(person_id))
    page.press("Masuk")
    page.reads("Akun saya")


def test_an_unknown_device_gives_both_proofs_and_is_known_from_then_on(start, member):
    page = start
    _with_both(page, *member)
    page.press("Akun saya")
    page.press("Keamanan")
    page.reads("Perangkat yang dikenal")
    page.check()
    assert page.text.count("perangkat ini") >= 2, "this session and this device are told apart"
    page.press("Keluar")
    _contact(page, member[0], samples.PASSWORD)
    page.reads("Akun saya")
    page.press("Akun saya")
    page.press("Keluar")
    _contact(page, member[0])
    page.reads("Bila ada akun dengan kontak ini")
    page.fill("Kode", code_for(member[1]))
    page.press("Masuk")
    page.reads("Akun saya")


def test_a_code_on_an_unknown_device_asks_for_the_password_too(start, member):
    page = start
    _contact(page, member[0])
    page.reads("Bila ada akun dengan kontak ini")
    page.fill("Kode", code_for(member[1]))
    page.press("Masuk")
    page.reads("Isi juga kata sandi Anda.")
    page.check()
    page.fill("Kata sandi", "salah-salah-salah")
    page.press("Masuk")
    page.reads("salah")
    page.fill("Kata sandi", samples.PASSWORD)
    page.press("Masuk")
    page.reads("Akun saya")


def test_without_the_password_there_are_two_other_ways(start, member):
    page = start
    _contact(page, member[0])
    page.reads("Bila ada akun dengan kontak ini")
    page.fill("Kode", code_for(member[1]))
    page.press("Masuk")
    page.press("Lupa kata sandi?")
    page.reads("Bila kontak Anda hanya satu")
    page.check()
    page.press("Saya punya kode dari kantor")
    page.reads("Isi kode yang Anda terima dari petugas")
    page.check()
    page.fill("Kode dari kantor", "salah-salah")
    page.press("Masuk")
    page.reads("salah")
    page.press("Pakai kontak lain")
    page.reads("Belum punya akun?")


def test_a_device_that_is_forgotten_is_unknown_again(start, member):
    page = start
    _with_both(page, *member)
    page.press("Akun saya")
    page.press("Keamanan")
    page.press("Lupakan")
    page.reads("Sudah dilupakan.")
    page.reads("Belum ada.")
    page.check()
    page.press("Keluar")
    _contact(page, member[0], samples.PASSWORD)
    page.reads("perangkat ini belum kami kenal")


def test_whoever_registers_is_known_at_once(phone, platform_url):
    address = samples.email()
    page = phone.tab(f"{platform_url}/#/daftar")
    page.reads("Cukup satu")
    page.fill("E-mail", address)
    page.fill("Kata sandi", samples.PASSWORD)
    page.press("Buat akun")
    page.reads("Kami mengirim kode ke e-mail Anda")
    page.fill("Kode", code_for(person_of(address)))
    page.press("Buktikan")
    page.press("Akun saya")
    page.press("Keluar")
    _contact(page, address, samples.PASSWORD)
    page.reads("Akun saya")


def test_on_a_shared_device_both_proofs_are_asked_for_each_time(start, member):
    page = start
    for _ in range(2):
        page.reads("Belum punya akun?")
        page.press("Perangkat ini dipakai orang lain juga")
        _with_both(page, *member)
        page.press("Akun saya")
        page.press("Keluar")
    assert page.run("localStorage.getItem('devices')") is None


def test_another_phone_is_signed_out_from_this_one(start, member, browser, platform_url):
    page = start
    _with_both(page, *member)
    with browser.phone() as other:
        theirs = other.tab(f"{platform_url}/#/masuk")
        _with_both(theirs, *member)
        page.press("Akun saya")
        page.press("Keamanan")
        page.reads("Tempat Anda masuk")
        page.press("Keluarkan")
        page.reads("Sudah dikeluarkan.")
        page.check()
        theirs.press("Akun saya")
        theirs.reads("Belum punya akun?")
    page.press("Keluar dari semua perangkat")
    page.reads("Belum punya akun?")
    assert any("termasuk yang ini" in said for said in page.dialogs)


def test_one_proof_of_somebody_who_has_no_other_opens_only_what_makes_one(start):
    address, person_id = somebody()
    accounts().delete(person_id)
    accounts().create(person_id, groups=("seeker",))
    page = start
    _contact(page, address)
    page.reads("Bila ada akun dengan kontak ini")
    page.fill("Kode", code_for(person_id))
    page.press("Masuk")
    page.reads("Anda masuk dengan satu bukti saja")
    page.check()
    page.press("Pencarian")
    page.reads("Buktikan kontak Anda, pasang aplikasi autentikator, atau buat kata sandi bila belum punya.")
    page.press("Keamanan akun")
    page.fill("E-mail atau nomor HP", address)
    page.press("Kirim kode")
    page.reads("Kode dikirim")
    page.fill("Kode", code_for(person_id))
    page.fill("Kata sandi baru", "harimau-kayu-merah-77")
    page.press("Ganti kata sandi")
    page.reads("Kata sandi diganti")
    page.press("Pencarian")
    page.reads("Belum ada pencarian tersimpan")


def test_another_password_is_no_second_proof_and_the_page_says_so(start):
    address = samples.email()
    register(Registration(password=samples.PASSWORD, email=address))
    page = start
    _contact(page, address, samples.PASSWORD)
    page.reads("Anda masuk dengan satu bukti saja")
    page.fill("atau kata sandi sekarang", samples.PASSWORD)
    page.fill("Kata sandi baru", "harimau-kayu-merah-77")
    page.press("Ganti kata sandi")
    page.reads("Kata sandi diganti")
    page.press("Pencarian")
    page.reads("Buktikan kontak Anda, pasang aplikasi autentikator")
    page.press("Keamanan akun")
    page.reads("Anda masuk dengan satu bukti saja")
    page.check()


def _at_the_password(page, address, person_id):
    """A code was right on this unknown device, and the password is forgotten."""
    _contact(page, address)
    page.reads("Bila ada akun dengan kontak ini")
    page.fill("Kode", code_for(person_id))
    page.press("Masuk")
    page.reads("Isi juga kata sandi Anda.")


def test_a_code_from_an_office_helps_whoever_lost_the_password(start, member):
    address, person_id = member
    officer = Principal(id=somebody("officer", "region-32")[1], roles=frozenset({Audience.OFFICER}), regions=("32",))
    code = office_codes.hand_out(officer, person_id).code
    _at_the_password(start, address, person_id)
    start.press("Saya punya kode dari kantor")
    start.fill("Kode dari kantor", f" {code} ")
    start.press("Masuk")
    start.reads("Akun saya")
    assert start.run("JSON.parse(localStorage.getItem('devices')).length") == 1


def test_the_other_contact_helps_whoever_lost_the_password(start):
    address, number = samples.email(), samples.phone()
    person_id = active_person(Registration(email=address, phone=number, password=samples.PASSWORD))
    begun = verification.start(person_id, Channel.PHONE)
    verification.confirm(person_id, begun.id, code_of(begun.id))
    _at_the_password(start, address, person_id)
    start.press("Lupa kata sandi?")
    start.fill("Kontak Anda yang lain", number)
    start.press("Kirim kode")
    start.reads("Bila ada akun dengan kontak ini")
    start.check()
    start.fill("Kode", code_for(person_id))
    start.press("Masuk")
    start.reads("Akun saya")


def test_whoever_never_proved_a_contact_proves_it_and_everything_is_open(start):
    address = samples.email()
    person_id = register(Registration(email=address, password=samples.PASSWORD))
    _contact(start, address, samples.PASSWORD)
    start.reads("Anda masuk dengan satu bukti saja")
    start.press("Kirim kode ke HP saya")
    start.reads("Tidak ada kontak seperti itu")
    start.press("Kirim kode ke e-mail saya")
    start.reads("Kami mengirim kode ke e-mail Anda.")
    start.check()
    start.fill("Kode 6 angka", code_for(person_id))
    start.press("Buktikan")
    start.reads("Sudah terbukti.")
    start.press("Pencarian")
    start.reads("Belum ada pencarian tersimpan")
