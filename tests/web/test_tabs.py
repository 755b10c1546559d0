"""Two tabs of one device: one session, whose token for renewing is replaced each time and never used when it is old."""

import json
import threading

import pytest

from local.http.types import LocalRequest, LocalResponse
from tests.web.site import pages_alone


class Rotating:
    """An interface with the platform's rules: a refresh token before the present one is answered with the same next one
    for a while, as no test is longer; an older one ends the session. Of access tokens the latest is good.
    """

    def __init__(self):
        self._lock = threading.Lock()
        self.number = 1
        self.replayed = self.renewals = self.repeated = 0
        self.ended = False

    def __call__(self, request: LocalRequest) -> LocalResponse:
        with self._lock:
            return self._answer(request)

    def _answer(self, request):
        if request.path == "/v1/sessions/refresh":
            return self._renewed(json.loads(request.body)["refresh_token"])
        if request.headers.get("authorization") != f"Bearer a{self.number}" or self.ended:
            return _json(401, {"detail": "Belum masuk."})
        if request.method == "DELETE":
            self.ended = True
            return LocalResponse(status=204)
        return _json(200, {"items": []})

    def _renewed(self, token):
        if self.ended or token not in (f"r{self.number}", f"r{self.number - 1}"):
            self.replayed += 1
            self.ended = True
            return _json(401, {"detail": "Sesi berakhir."})
        if token == f"r{self.number}":
            self.number += 1
            self.renewals += 1
        else:
            self.repeated += 1
        return _json(200, {"access_token": f"a{self.number}", "refresh_token": f"r{self.number}", "expires_in": 9})


def _json(status, body):
    return LocalResponse(status=status, body=json.dumps(body).encode())


@pytest.fixture
def interface():
    return Rotating()


@pytest.fixture
def address(interface):
    with pages_alone(interface) as url:
        yield url


def _begin(phone, address):
    page = phone.blank().open(f"{address}/app/keamanan.html")
    page.run("localStorage.setItem('session', JSON.stringify({ access: 'gone', refresh: 'r1', begun: 'b' }))")
    return page


def test_tabs_that_meet_the_end_of_a_token_at_once_renew_it_once(phone, interface, address):
    tabs = [_begin(phone, address)] + [phone.blank() for _ in range(3)]
    for tab in tabs:
        tab.ask("Page.navigate", url=f"{address}/#/pencarian")
    for tab in tabs:
        tab.reads("Belum ada pencarian tersimpan")
        tab.check()
    assert (interface.renewals, interface.replayed) == (1, 0)


def test_a_tab_that_slept_takes_what_the_other_renewed_long_ago(phone, interface, address):
    first = _begin(phone, address)
    first.open(f"{address}/#/pencarian").reads("Belum ada pencarian tersimpan")
    second = phone.tab(f"{address}/#/pencarian")
    second.reads("Belum ada pencarian tersimpan")
    assert interface.renewals == 1
    # The second tab's token ends unnoticed while the first one works on.
    first.run("localStorage.setItem('session', JSON.stringify({ access: 'gone', refresh: 'r2', begun: 'b' }))")
    first.press("Lamaran")
    first.reads("Anda belum melamar")
    assert interface.renewals == 2
    second.press("Lamaran")
    second.reads("Anda belum melamar")
    assert (interface.renewals, interface.replayed) == (2, 0)


def test_signing_out_in_one_tab_closes_the_pages_in_the_other(phone, address):
    first = _begin(phone, address)
    first.open(f"{address}/#/pencarian").reads("Belum ada pencarian tersimpan")
    second = phone.tab(f"{address}/#/cocok")
    second.reads("Belum ada lowongan yang cocok")
    first.press("Keluar")
    first.reads("Belum punya akun?")
    second.reads("Belum punya akun?")
    assert second.errors == []


def test_another_person_in_another_tab_is_shown_their_own_pages(phone, interface, address):
    first = _begin(phone, address)
    first.open(f"{address}/#/pencarian").reads("Belum ada pencarian tersimpan")
    second = phone.blank().open(f"{address}/app/keamanan.html")
    first.run("document.querySelector('#account').append(document.createElement('hr'))")
    second.run(
        "localStorage.setItem('session', JSON.stringify({ access: 'a2', refresh: 'r2', begun: 'somebody else' }))"
    )
    first.until("!document.querySelector('#account hr')")
    first.reads("Belum ada pencarian tersimpan")
    assert interface.replayed == 0
