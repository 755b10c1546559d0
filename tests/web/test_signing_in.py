"""Signing in on the pages in a real browser over the real interface: every way, two factors, sessions and devices."""

import pytest

from chalicelib import settings
from security.accounts import accounts
from tests import samples
from tests.people.factors import code_now
from tests.web.site import code_for, person_of, somebody


def _signed_in(page, address, password=samples.PASSWORD):
    page.reads("E-mail atau nomor HP")
    page.fill("E-mail atau nomor HP", address)
    page.fill("Kata sandi", password)
    page.press("Lanjut")
    return page


@pytest.fixture
def member(platform_url):
    return somebody()


@pytest.fixture
def start(phone, platform_url):
    return phone.tab(f"{platform_url}/#/masuk")


def test_a_password_opens_the_pages_and_signing_out_closes_them(start, member):
    start.check()
    _signed_in(start, member[0])
    start.reads("Akun saya")
    start.press("Akun saya")
    start.reads("Belum ada pencarian tersimpan")
    start.check()
    start.press("Keluar")
    start.reads("Belum punya akun?")
    assert start.run("localStorage.getItem('session') ?? sessionStorage.getItem('session')") is None


def test_a_wrong_password_is_told_where_it_was_typed_and_the_right_one_still_works(start, member):
    _signed_in(start, member[0], "salah-salah-salah")
    start.reads("Akun, kata sandi atau kode salah.")
    start.check()
    _signed_in(start, member[0])
    start.reads("Akun saya")


def test_without_a_password_a_code_is_sent_and_can_be_sent_again(start, member):
    address, person_id = member
    start.fill("E-mail atau nomor HP", address)
    start.press("Lanjut")
    start.reads("Bila ada akun dengan kontak ini")
    start.check()
    start.fill("Kode", "000000")
    start.press("Masuk")
    start.reads("Akun, kata sandi atau kode salah.")
    start.press("Kirim kode lagi")
    start.reads("Kode baru sedang dikirim")
    start.fill("Kode", code_for(person_id))
    start.press("Masuk")
    start.reads("Akun saya")


def test_on_a_shared_device_nothing_is_left_when_the_tab_goes(start, member, phone, platform_url):
    start.fill("E-mail atau nomor HP", member[0])
    start.fill("Kata sandi", samples.PASSWORD)
    start.press("Perangkat ini dipakai orang lain juga")
    start.press("Lanjut")
    start.reads("Akun saya")
    assert start.run("Object.keys(localStorage).filter((name) => name !== 'language')") == []
    start.close()
    phone.tab(f"{platform_url}/").reads("Masuk")


@pytest.fixture
def officer(platform_url, monkeypatch):
    """An officer who has no second factor yet, where offices need one."""
    monkeypatch.setenv("PADAN_SECOND_FACTOR", "required")
    settings.forget()
    yield somebody("officer", "region-32")
    monkeypatch.undo()
    settings.forget()


def test_an_officer_sets_up_an_authenticator_and_signs_in_with_it_and_with_a_recovery_code(start, officer):
    page = start
    _signed_in(page, officer[0])
    page.reads("Akun saya")
    page.press("Akun saya")
    page.press("Keamanan")
    page.reads("Pasang atau lepas autentikator")
    page.check()
    page.press("Pasang atau lepas autentikator")
    page.reads("Kunci ini hanya tampil sekali")
    page.check()
    secret = page.run("document.querySelector('.secret').innerText").replace(" ", "")
    assert page.run("document.querySelector('a.button').href").startswith("otpauth://totp/")
    page.fill("Kode yang tampil di aplikasi", "000000")
    page.press("Pasang")
    page.reads("salah")
    page.fill("Kode yang tampil di aplikasi", code_now(secret, -1))
    page.run("document.querySelector('.secret').parentElement.querySelector('form').requestSubmit()")
    page.reads("Simpan kode pemulihan ini")
    page.check()
    recovery = page.run("[...document.querySelectorAll('.codes li')].map((each) => each.innerText)")
    assert len(recovery) == 10
    for proof in (code_now(secret), recovery[0]):
        page.press("Keluar")
        _signed_in(page, officer[0])
        page.reads("Buka aplikasi autentikator Anda")
        page.check()
        page.fill("Kode autentikator", proof)
        page.press("Masuk")
        page.reads("Akun saya")
        page.press("Akun saya")
    page.press("Keluar")
    _signed_in(page, officer[0])
    page.fill("Kode autentikator", recovery[0])
    page.press("Masuk")
    page.reads("sudah dipakai")


def test_the_authenticator_is_removed_with_its_code(start, member):
    from tests.people.factors import enrolled

    page = start
    _signed_in(page, member[0])
    page.reads("Akun saya")
    secret = enrolled(member[1])
    page.press("Akun saya")
    page.press("Keamanan")
    page.press("Pasang atau lepas autentikator")
    page.reads("Autentikator sudah terpasang.")
    page.fill("Kode autentikator", code_now(secret))
    page.press("Lepas autentikator")
    page.reads("Autentikator dilepas.")
    page.check()


def test_the_password_is_changed_and_the_page_goes_on(start, member):
    page = start
    _signed_in(page, member[0])
    page.reads("Akun saya")
    page.press("Akun saya")
    page.press("Keamanan")
    page.reads("Ganti kata sandi")
    page.fill("atau kata sandi sekarang", samples.PASSWORD)
    page.fill("Kata sandi baru", "harimau-kayu-merah-77")
    page.press("Ganti kata sandi")
    page.reads("Kata sandi diganti")
    page.check()
    page.press("Pencarian")
    page.reads("Belum ada pencarian tersimpan")
    page.press("Keluar")
    _signed_in(page, member[0], "harimau-kayu-merah-77")
    page.reads("Akun saya")


def test_a_session_that_ended_elsewhere_leads_to_signing_in_and_back_to_the_page(start, member):
    page = start
    _signed_in(page, member[0])
    page.reads("Akun saya")
    accounts().sign_out_everywhere(member[1])
    page.press("Akun saya")
    page.reads("Belum punya akun?")
    _signed_in(page, member[0])
    page.reads("Belum ada pencarian tersimpan")
    assert person_of(member[0]) == member[1]
    page.check()


_SPOILT = """
  (() => {
    const session = JSON.parse(localStorage.getItem("session"));
    localStorage.setItem("session", JSON.stringify({ ...session, access: "spoilt" }));
    return session.refresh;
  })()
"""


def test_a_session_goes_on_when_its_token_ends_in_whichever_tab(start, member, phone, platform_url):
    page = start
    _signed_in(page, member[0])
    page.reads("Akun saya")
    other = phone.tab(f"{platform_url}/#/cocok")
    other.reads("Belum ada lowongan yang cocok")
    handles = []
    for tab, name, said in (
        (page, "Akun saya", "Belum ada pencarian tersimpan"),
        (other, "Lamaran", "Anda belum melamar"),
        (page, "Cocok", "Belum ada lowongan yang cocok"),
        (other, "Kabar", "Jam tenang"),
    ):
        handles.append(page.run(_SPOILT))
        tab.press(name)
        tab.reads(said)
        tab.check()
    assert len(set(handles)) == len(handles), "each renewal hands out another one"


def test_a_session_on_another_phone_is_seen_and_ended(start, member, browser, platform_url):
    page = start
    _signed_in(page, member[0])
    page.reads("Akun saya")
    with browser.phone() as lost:
        theirs = _signed_in(lost.tab(f"{platform_url}/#/masuk"), member[0])
        theirs.reads("Akun saya")
        page.press("Akun saya")
        page.press("Keamanan")
        page.reads("Android, Chrome")
        page.press("Keluarkan: Android, Chrome")
        page.reads("Sudah dikeluarkan.")
        page.check()
        theirs.press("Akun saya")
        theirs.reads("Belum punya akun?")
    page.press("Keluar dari semua perangkat")
    page.reads("Belum punya akun?")
    assert any("termasuk yang ini" in said for said in page.dialogs)
