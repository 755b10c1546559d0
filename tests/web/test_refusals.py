"""What one sees when the interface says no, does not answer, or the line breaks: words, a way on, and nothing lost."""

import json

import pytest

from chalicelib.errors import Overloaded, TooManyRequests
from chalicelib.texts import Language
from functions.problems import problem_response
from tests.web.node import WEB


def _waiting(error):
    """What the platform answers to ``error``: its body and headers."""
    answer = problem_response(error, "i", Language.INDONESIAN)
    return json.loads(answer.body), {"Retry_After": answer.headers["Retry-After"]}


_STATUSES = {
    401: ({"detail": "Belum masuk."}, {}, "Belum punya akun?"),
    403: ({"detail": "Tidak diizinkan."}, {}, "Tidak diizinkan."),
    409: ({"detail": "Sudah ada."}, {}, "Sudah ada."),
    412: ({"detail": "Data sudah berubah."}, {}, "Data sudah berubah."),
    429: (*_waiting(TooManyRequests(30)), "Terlalu banyak permintaan. Coba lagi dalam 30 detik."),
    500: ({"detail": "Kesalahan pada sistem."}, {}, "Kesalahan pada sistem."),
    502: ("<html>Bad gateway</html>", {}, "Layanan sedang tidak menjawab (502)."),
    503: (*_waiting(Overloaded(90)), "Layanan sedang sangat sibuk. Coba lagi dalam 90 detik."),
    0: (None, {}, "Tidak ada sambungan."),
}
_ME = "/v1/people/me"
PAGES = {
    "profil": _ME,
    "pencarian": f"{_ME}/saved-searches",
    "cocok": f"{_ME}/alerts/matches",
    "lamaran": f"{_ME}/applications",
    "kabar": f"{_ME}/alerts",
    "data-saya": _ME,
    "keamanan": f"{_ME}/sessions",
}
_NOTE_BODIES = """
  globalThis.bodies = [];
  const before = fetch;
  globalThis.fetch = (path, options) => { bodies.push(options.body); return before(path, options); };
"""
SIGNED_IN = "localStorage.setItem('session', JSON.stringify({ access: 'a', refresh: 'r', begun: 'b' }))"


@pytest.fixture
def signed_in(phone, pages):
    page = phone.blank().open(f"{pages}/app/keamanan.html")
    page.run(SIGNED_IN)
    return page


def _refused(page, address, status):
    body, headers, said = _STATUSES[status]
    page.answer_no_more()
    page.answer("GET", "/v1/", status, body, **headers)
    page.answer("POST", "/v1/sessions/refresh", 401, {"detail": "Sesi berakhir."})
    page.open(address)
    page.reads(said)
    page.check()


@pytest.mark.parametrize("name", PAGES)
def test_a_page_that_cannot_be_read_says_why(signed_in, pages, name):
    for status in (403, 429, 503, 0, 401):
        _refused(signed_in, f"{pages}/?{status}#/{name}", status)
    assert signed_in.run("localStorage.getItem('session')") is None, "a session that is over is forgotten"


@pytest.mark.parametrize("address", ["", "#/lowongan/vac_1", "#/daftar"])
def test_an_open_page_says_why(phone, pages, address):
    page = phone.blank()
    for status in _STATUSES.keys() - {401}:
        _refused(page, f"{pages}/?{status}{address}", status)


@pytest.mark.parametrize("status", [429, 503, 0])
def test_signing_in_says_why_and_keeps_what_was_typed(phone, pages, status):
    body, headers, said = _STATUSES[status]
    page = phone.tab(f"{pages}/#/masuk")
    page.answer("POST", "/v1/sessions", status, body, **headers)
    page.fill("E-mail atau nomor HP", "sari@contoh.invalid")
    page.fill("Kata sandi", "kuda laut biru")
    page.press("Lanjut")
    page.reads(said)
    page.check()
    assert page.run("__field('E-mail atau nomor HP').value") == "sari@contoh.invalid"
    page.answer_no_more()
    page.answer("POST", "/v1/sessions", 201, {"access_token": "a", "refresh_token": "r", "expires_in": 9})
    page.press("Lanjut")
    page.reads("Akun saya")


def _needs(page, code, then, *, field, typed):
    problem = {"detail": "Kurang.", "errors": [{"pointer": "/x", "code": code, "detail": "Kurang."}]}
    page.answer("POST", "/v1/sessions/codes", 202, {"code_id": "ver_1"})
    page.answer("POST", "/v1/sessions", 401, problem)
    page.press("Lanjut")
    page.reads(then)
    page.check()
    page.answer_no_more()
    page.answer("POST", "/v1/sessions/codes", 202, {"code_id": "ver_1"})
    page.answer(
        "POST", "/v1/sessions", 201, {"access_token": "a", "refresh_token": "r", "expires_in": 9, "device_token": "d"}
    )
    page.fill(field, typed)


@pytest.mark.parametrize(
    ("code", "then", "field", "sent"),
    [
        ("second_factor_needed", "Buka aplikasi autentikator", "Kode autentikator", {"second_factor": "123456"}),
        (
            "second_proof_needed",
            "perangkat ini belum kami kenal",
            "Kode 6 angka",
            {"code_id": "ver_1", "code": "123 456"},
        ),
    ],
)
def test_what_is_missing_is_asked_for_and_sent_with_what_was_given(phone, pages, code, then, field, sent):
    page = phone.tab(f"{pages}/#/masuk")
    page.fill("E-mail atau nomor HP", "sari@contoh.invalid")
    page.fill("Kata sandi", "kuda laut biru")
    _needs(page, code, then, field=field, typed="123 456")
    page.run(_NOTE_BODIES)
    page.press("Masuk")
    page.reads("Akun saya")
    body = page.run("JSON.parse(bodies[0])")
    assert body == {"email": "sari@contoh.invalid", "password": "kuda laut biru", **sent}
    assert page.run("JSON.parse(localStorage.getItem('devices'))[0][1]") == "d"


def test_one_part_that_cannot_be_read_leaves_the_others(signed_in, pages):
    page = signed_in
    person = {"name": "Sari", "email": "sari@contoh.invalid", "phone": None, "verified": ["email"], "has_nik": False}
    page.answer("GET", f"{_ME}/readings", 503, {"detail": "Layanan sibuk."})
    page.answer("GET", f"{_ME}/consents", 200, {"consents": {}})
    page.answer("GET", f"{_ME}/processing", 200, {"restricted_since": None, "objected_since": None})
    page.answer("GET", f"{_ME}/rights-requests", 429, *_waiting(TooManyRequests(5))[:1], Retry_After="5")
    page.answer("GET", _ME, 200, person, ETag='"1"')
    page.answer("GET", "/v1/consents", 200, {"items": []})
    page.open(f"{pages}/#/data-saya")
    for words in ("Data Anda dipakai sesuai persetujuan.", "Layanan sibuk.", "Coba lagi dalam 5 detik.", "Hapus akun"):
        page.reads(words)
    page.check()


@pytest.mark.parametrize(
    ("page_name", "path", "one", "words"),
    [
        (
            "lamaran",
            f"{_ME}/applications",
            {"id": "app_1", "vacancy_id": "vac_1", "employer_name": "PT", "state": "seen", "version": 1}
            | {"updated_at": "2030-01-01T00:00:00Z"},
            "title",
        ),
        (
            "data-saya",
            f"{_ME}/readings",
            {"at": "2030-01-01T00:00:00Z", "what": "profil", "reader": {"name": "Petugas"}},
            "why",
        ),
        (
            "data-saya",
            f"{_ME}/rights-requests",
            {"kind": "other", "received_at": "2030-01-01T00:00:00Z", "outcome": "done", "answer": None},
            "text",
        ),
    ],
)
def test_a_list_goes_on_page_by_page_to_its_end(signed_in, pages, page_name, path, one, words):
    page = signed_in
    page.answer("GET", f"{path}?cursor=c%3D2", 200, {"items": [one | {words: "yang ketiga"}], "next": None})
    page.answer("GET", f"{path}?cursor=c%3D1", 200, {"items": [one | {words: "yang kedua"}], "next": "c=2"})
    page.answer("GET", path, 200, {"items": [one | {words: "yang pertama"}], "next": "c=1"})
    page.answer("GET", "/v1/", 503, {"detail": "Sibuk."})
    page.open(f"{pages}/#/{page_name}")
    for said in ("yang pertama", "yang kedua", "yang ketiga"):
        page.reads(said)
        page.check()
        if said != "yang ketiga":
            page.press("Lebih banyak")
    page.lacks("Lebih banyak")


def test_what_changed_elsewhere_is_shown_as_it_is_now(signed_in, pages):
    page = signed_in
    person = {"name": "Sari", "email": "sari@contoh.invalid", "phone": None, "verified": ["email"], "has_nik": False}
    page.answer("GET", "/v1/people/me/", 503, {"detail": "Sibuk."})
    page.answer("GET", "/v1/consents", 503, {"detail": "Sibuk."})
    page.answer("PATCH", _ME, 412, {"detail": "Data sudah berubah."})
    page.answer("GET", _ME, 200, person, ETag='"1"')
    page.open(f"{pages}/#/data-saya")
    page.fill("Nama", "Sari Baru")
    page.answer_no_more()
    page.answer("PATCH", _ME, 412, {"detail": "Data sudah berubah."})
    page.answer("GET", _ME, 200, person | {"name": "Sari dari Ponsel"}, ETag='"2"')
    page.press("Perbaiki")
    page.reads("Baru saja diubah di tempat lain")
    assert page.run("__field('Nama').value") == "Sari dari Ponsel"


@pytest.mark.parametrize("code", ["second_factor_required", "second_proof_required"])
def test_whoever_needs_more_proof_is_led_to_where_it_is_given(signed_in, pages, code):
    page = signed_in
    problem = {"detail": "Pasang dahulu.", "errors": [{"pointer": "", "code": code, "detail": "Pasang dahulu."}]}
    page.answer("GET", "/v1/", 403, problem)
    page.open(f"{pages}/#/pencarian")
    page.reads("Pasang dahulu.")
    page.press("Keamanan akun")
    page.reads("Pasang atau lepas autentikator")
    page.check()


def test_every_page_is_tried_here():
    named = set((WEB / "account.js").read_text().split("const PAGES = {")[1].split("};")[0].replace('"', "").split())
    assert {f"{name}:" for name in PAGES} <= named
    assert sum(each.endswith(":") for each in named) == len(PAGES)
