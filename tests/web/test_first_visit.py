"""What the first page weighs on a slow line, and how it is used without seeing or without a mouse."""

import gzip
import re

import pytest

from tests.web.node import WEB

FIRST_VISIT = 24 * 1024
"""Bytes that the first page may weigh as the edge sends it: under four seconds at 50 kilobits a second."""
PAGES = ("", "#/masuk", "#/daftar", "#/terhapus", "#/lowongan/vac_1")
_FOUND = {
    "total": 1,
    "items": [
        {
            "id": "vac_1",
            "title": "Penjaga toko bahan bangunan dan perlengkapan pertukangan serba ada" * 2,
            "employer": {"name": "PT" + "Sangatpanjangsekalinamanya" * 4},
            "region": {"label": "Kota Administrasi Jakarta Selatan"},
            "salary": {"minimum": 4_500_000, "maximum": None},
            "snippet": "jaga <mark>toko</mark>",
            "stated_in_text": [],
            "also_on": [{"partner": "par_1", "name": None, "url": "https://" + "panjang" * 20 + ".example/x"}],
            "relaxed": ["region"],
        }
    ],
    "understood": {"concepts": [{"words": "toko", "label": "Penjaga Toko"}], "also": []},
    "did_you_mean": "penjaga toko",
    "next": "c1",
    "search_id": None,
    "facets": {},
}
_WORDINGS = {
    "items": [
        {"purpose": "research", "version": 1, "title": "Penelitian" * 8}
        | dict.fromkeys(("text", "data", "kept", "without"), "Kalimat panjang tentang hal itu." * 6)
    ]
}


@pytest.fixture
def page(phone, pages):
    found = phone.blank()
    found.answer("GET", "/v1/vacancies/vac_1", 404, {"detail": "Tidak ditemukan."})
    found.answer("GET", "/v1/vacancies", 200, _FOUND)
    found.answer("GET", "/v1/consents", 200, _WORDINGS)
    return found.open(f"{pages}/")


def test_the_first_page_is_light_and_fetches_nothing_that_a_search_does_not_need(page, pages):
    page.reads("Jakarta Selatan")
    files = {url.removeprefix(pages).partition("?")[0] for url in page.asked if url.startswith(pages)}
    own = {name for name in files if name.startswith("/app/")}
    weight = sum(len(gzip.compress((WEB / name.removeprefix("/app/")).read_bytes(), 6)) for name in own)
    weight += len(gzip.compress((WEB / "index.html").read_bytes(), 6))
    assert len(own) >= 5
    assert weight <= FIRST_VISIT, sorted(own)
    later = {"account", "rights", "safety", "joining", "entering", "applying", "alerts", "texts_own", "vacancy"}
    assert not own & {f"/app/{name}.js" for name in later}
    others = [url for url in page.asked if not url.startswith((pages, "data:", "about:"))]
    assert others == []


def test_what_is_fetched_ahead_is_what_the_first_page_uses(page, pages):
    page.reads("Jakarta Selatan")
    ahead = set(re.findall(r'modulepreload" href="([^"]+)"', (WEB / "index.html").read_text()))
    used = {url.removeprefix(pages) for url in page.asked if url.startswith(f"{pages}/app/") and url.endswith(".js")}
    assert ahead | {"/app/app.js"} == used


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize("language", ["id", "en"])
def test_every_open_page_fits_a_small_screen_has_names_and_fails_nowhere(page, pages, address, language):
    page.run(f"localStorage.setItem('language', '{language}')")
    page.open(f"{pages}/?{language}{address}")
    page.until("document.readyState === 'complete' && __all('main').some((node) => node.innerText.length > 20)")
    page.until("!document.querySelector('[aria-busy=true]')")
    page.check()
    assert page.run("document.documentElement.lang") == language


def test_a_long_word_in_a_vacancy_widens_nothing(page):
    page.reads("Jakarta Selatan")
    assert page.overflow() == []


def test_the_search_is_used_by_keys_alone(page):
    page.reads("Jakarta Selatan")
    page.run("document.activeElement.blur()")
    visited = []
    for _ in range(12):
        page.key("Tab")
        visited.append(page.run("__name(document.activeElement) || document.activeElement.id"))
    assert visited[0].startswith("Masuk")
    assert "English" in visited
    assert any(name == "words" or "Pekerjaan" in name for name in visited)
    assert any(name.startswith("Penjaga toko") for name in visited)


def test_the_focus_can_be_seen(page):
    page.reads("Jakarta Selatan")
    page.run("document.activeElement.blur()")
    for _ in range(5):
        page.key("Tab")
        shown = page.run(
            "(() => { const style = getComputedStyle(document.activeElement);"
            " return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0; })()"
        )
        assert shown, page.run("document.activeElement.outerHTML")
