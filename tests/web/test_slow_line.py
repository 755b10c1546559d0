"""On a slow line: what is pressed again is sent once, and what arrives late shows nothing that nobody waits for."""

import json
import threading

import pytest

from local.http.types import LocalRequest, LocalResponse
from tests.web.site import pages_alone
from tests.web.test_refusals import SIGNED_IN


class Slow:
    """An interface that leaves requests for ``held`` without an answer until it is let go."""

    def __init__(self, held):
        self.held = held
        self.go = threading.Event()
        self.asked = []

    def __call__(self, request: LocalRequest) -> LocalResponse:
        self.asked.append((request.method, request.path))
        if (request.method, request.path) == self.held:
            assert self.go.wait(60)
        return LocalResponse(body=json.dumps({"items": [], "next": None}).encode())

    @property
    def times(self):
        return self.asked.count(self.held)


@pytest.fixture
def served(request):
    interface = Slow(request.param)
    with pages_alone(interface) as url:
        yield interface, url
        interface.go.set()


@pytest.mark.parametrize("served", [("POST", "/v1/sessions")], indirect=True)
def test_what_is_pressed_again_is_sent_once(phone, served):
    interface, url = served
    page = phone.tab(f"{url}/#/masuk")
    page.fill("E-mail atau nomor HP", "sari@contoh.invalid")
    page.fill("Kata sandi", "kuda laut biru")
    for _ in range(3):
        page.press("Lanjut")
    page.until("document.querySelector('form button[aria-disabled=true]')")
    page.key("Enter")
    interface.go.set()
    page.until("!document.querySelector('form button[aria-disabled=true]')")
    assert interface.times == 1


@pytest.mark.parametrize("served", [("GET", "/v1/people/me/saved-searches")], indirect=True)
def test_what_arrives_late_does_not_take_the_place_of_what_was_opened_since(phone, served):
    interface, url = served
    page = phone.blank().open(f"{url}/app/keamanan.html")
    page.run(SIGNED_IN)
    page.open(f"{url}/#/pencarian")
    page.until("document.querySelector('[aria-busy=true]')")
    page.press("Lamaran")
    page.reads("Anda belum melamar")
    interface.go.set()
    page.until("performance.getEntriesByType('resource').some((one) => one.name.endsWith('saved-searches'))")
    page.reads("Anda belum melamar")
    assert "Belum ada pencarian" not in page.text
    page.check()


@pytest.mark.parametrize("served", [("DELETE", "/v1/sessions/current")], indirect=True)
def test_whoever_signs_out_is_out_at_once(phone, served):
    interface, url = served
    page = phone.blank().open(f"{url}/app/keamanan.html")
    page.run(SIGNED_IN)
    page.open(f"{url}/#/lamaran")
    page.press("Keluar")
    page.reads("Belum punya akun?")
    assert page.run("localStorage.getItem('session')") is None
    assert not interface.go.is_set(), "the platform has not answered yet"
