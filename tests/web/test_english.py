"""The pages of an account in English: no word of the other language is left, and changing it loses nobody's place."""

import re

import pytest

from tests import samples
from tests.web.node import WEB
from tests.web.site import somebody

TABS = ("Profile", "Searches", "Matches", "Applications", "Alerts", "My data", "Security")
_INDONESIAN = re.compile(r"\b(?:Anda|yang|dan|tidak|belum|sudah|dengan|untuk|kami|Simpan|Keluar|Masuk)\b")


@pytest.fixture
def english(phone, platform_url):
    page = phone.tab(f"{platform_url}/#/masuk")
    page.press("English")
    page.reads("No account yet?")
    return page


def test_every_page_of_an_account_is_in_english(english):
    page = english
    address, _ = somebody()
    page.fill("E-mail or mobile number", address)
    page.fill("Password", samples.PASSWORD)
    page.press("Continue")
    page.press("My account")
    for name in TABS:
        page.press(name)
        page.until(f"document.querySelector('nav [aria-current]')?.innerText === '{name}'")
        page.until("!document.querySelector('[aria-busy=true]') && __all('main')[0].innerText.length > 60")
        page.check()
        assert page.run("document.documentElement.lang") == "en"
        assert not _INDONESIAN.search(page.text.replace(address, "").replace("Indonesia", "")), page.text


def test_the_language_is_kept_and_changes_where_one_is(english, platform_url):
    page = english
    page.press("Create one")
    page.reads("One of them is enough")
    page.check()
    page.press("Indonesia")
    page.reads("Cukup satu: e-mail atau nomor HP.")
    page.press("English")
    page.open(f"{platform_url}/")
    page.reads("What work are you looking for?")
    assert page.run("document.title") == "Padan – find work"


def test_the_page_about_weaknesses_is_in_both_languages(phone, platform_url):
    page = phone.tab(f"{platform_url}/app/keamanan.html")
    page.reads("Reporting a weakness")
    page.check()
    spoken = page.run("[...document.querySelectorAll('[lang=en]')].map((node) => node.innerText).join(' ')")
    assert not _INDONESIAN.search(spoken)


def test_no_text_of_one_language_is_the_others(tmp_path):
    for file in ("texts.js", "texts_own.js"):
        english = (WEB / file).read_text(encoding="utf-8").split("\n  en: {")[1]
        said = " ".join(re.findall(r'"([^"]*)"', english))
        assert not _INDONESIAN.search(said)
