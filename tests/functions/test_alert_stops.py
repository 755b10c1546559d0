"""The link that stops messages: looking is safe, one click is enough, and nobody else's messages stop."""

from datetime import timedelta

import pytest

from chalicelib import alerts
from chalicelib.alerts import stopping
from chalicelib.clock import SYSTEM_CLOCK, FixedClock, day_of
from chalicelib.errors import NotFound
from tests.alerts.world import seeker, settings_of

pytestmark = [pytest.mark.emulator, pytest.mark.usefixtures("store")]
PAGE = {"accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
ONE_CLICK = {"content-type": "application/x-www-form-urlencoded"}


@pytest.fixture
def owner():
    return seeker()


@pytest.fixture
def path(owner):
    link = alerts.stop_link(owner.id, SYSTEM_CLOCK.now())
    assert link.startswith("http://127.0.0.1:8000/v1/alert-stops?t=")
    return link.removeprefix("http://127.0.0.1:8000")


@pytest.mark.parametrize("headers", [{}, PAGE], ids=["json", "page"])
def test_whatever_opens_it_first_stops_nothing(caller, owner, path, headers):
    for _ in range(3):
        reply = caller.send("GET", path, headers=headers)
        assert reply.status == 200
        assert "no-store" in reply.headers["cache-control"]
    assert not settings_of(owner).stopped


def test_one_click_stops_and_again_changes_nothing(caller, owner, path):
    for _ in range(3):
        reply = caller.send("POST", path, b"List-Unsubscribe=One-Click", ONE_CLICK)
        assert (reply.status, reply.json["stopped"]) == (200, True)
    assert settings_of(owner).stopped
    assert caller.send("GET", path).json["stopped"] is True
    assert alerts.settings_of(owner).version == 1


def test_the_page_has_one_button_until_it_is_pressed(caller, owner, path):
    before = caller.send("GET", path, headers=PAGE)
    assert before.headers["content-type"].startswith("text/html")
    assert before.text.count("<button>") == 1
    assert '<form method="post">' in before.text
    assert "<script" not in before.text
    after = caller.send("POST", path, b"", {**PAGE, **ONE_CLICK})
    assert "<button>" not in after.text
    assert settings_of(owner).stopped
    assert owner.id not in before.text + after.text


def test_begun_again_by_the_person_the_old_link_stops_again(caller, owner, path):
    caller.send("POST", path)
    found = alerts.settings_of(owner)
    alerts.change_settings(owner, alerts.AlertSettings(), found.version)
    assert caller.send("GET", path).json["stopped"] is False
    caller.send("POST", path)
    assert settings_of(owner).stopped


def _tampered(token):
    last = token[:-2] + ("A" if token[-2] != "A" else "B") + token[-1]
    return [last, token[1:] + "A", token[:-1], token + "A", "A" * stopping.SIGNS, "..", "%00", "x" * 200]


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_whatever_was_not_made_here_is_unknown(caller, owner, path, method):
    token = path.rpartition("=")[2]
    for forged in _tampered(token):
        reply = caller.send(method, f"/v1/alert-stops?t={forged}")
        assert reply.status == 404 if forged != "%00" else reply.status in (400, 404), forged
        page = caller.send(method, f"/v1/alert-stops?t={forged}", headers=PAGE)
        assert page.status in (400, 404)
    assert not settings_of(owner).stopped


def test_another_persons_link_stops_another_person(caller, owner, path):
    other = seeker()
    caller.send("POST", path)
    assert settings_of(owner).stopped
    assert not settings_of(other).stopped


def test_a_link_is_good_for_half_a_year(owner):
    sent = SYSTEM_CLOCK.now()
    token = stopping.token_of(owner.id, day_of(sent + stopping.GOOD_FOR))
    alerts.look_at_stop(token, FixedClock(sent + stopping.GOOD_FOR))
    with pytest.raises(NotFound):
        alerts.stop(token, FixedClock(sent + stopping.GOOD_FOR + timedelta(days=1)))


def test_a_person_who_is_gone_has_no_link(caller):
    token = stopping.token_of("per_" + "0" * 26, day_of(SYSTEM_CLOCK.now() + timedelta(days=9)))
    assert caller.send("POST", f"/v1/alert-stops?t={token}").status == 404


def test_a_link_of_another_kind_stops_nothing(caller, owner):
    from chalicelib.vacancies.renewal_tokens import Offer, token_of

    renewal = token_of(Offer(vacancy_id="vac_" + "0" * 26, term=1, last_day=day_of(SYSTEM_CLOCK.now())), owner.id)
    assert caller.send("POST", f"/v1/alert-stops?t={renewal}").status == 404
    assert not settings_of(owner).stopped
