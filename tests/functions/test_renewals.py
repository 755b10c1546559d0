"""The link of a reminder over HTTP: looking is safe, using it renews, and nothing keeps the token."""

import logging
import re
from datetime import timedelta

import msgspec
import pytest

from chalicelib import vacancies
from chalicelib.clock import SYSTEM_CLOCK
from chalicelib.vacancies import storing
from chalicelib.vacancies.model import State
from security.principal import Audience
from tests.functions.posting_samples import employer_of, published

pytestmark = pytest.mark.emulator
PAGE = {"accept": "text/html,application/xhtml+xml,*/*;q=0.8"}


class Reminded:
    """A published vacancy about to end, and the path of its owner's link."""

    def __init__(self, caller):
        self.owner = caller.sign_in(Audience.SEEKER)
        self.employer = employer_of(self.owner, verified=True)
        self.id = published(self.owner, self.employer, title="Kasir & <Gudang>").rpartition("/")[2]
        begun = SYSTEM_CLOCK.now() - timedelta(days=87)
        history = tuple(msgspec.structs.replace(entry, at=begun) for entry in self.present.history)
        self.change(expires_at=SYSTEM_CLOCK.now() + timedelta(days=3), history=history)
        link = vacancies.renewal_link(self.present, self.owner.id)
        self.token = link.rpartition("=")[2]
        self.path = f"/v1/renewals?t={self.token}"

    @property
    def present(self):
        return vacancies.get(self.id)

    def change(self, **changes):
        storing.change(self.id, lambda one: msgspec.structs.replace(one, **changes))


@pytest.fixture
def reminded(caller):
    return Reminded(caller)


def test_the_link_leads_to_the_operation(reminded):
    link = vacancies.renewal_link(reminded.present, reminded.owner.id)
    assert link == f"http://127.0.0.1:8000{reminded.path}"


@pytest.mark.parametrize("headers", [{}, PAGE], ids=["json", "page"])
def test_whatever_opens_it_first_changes_nothing(caller, reminded, headers):
    before = reminded.present
    for _ in range(3):
        assert caller.send("GET", reminded.path, headers=headers).status == 200
    assert reminded.present == before


def test_looking_then_renewing_then_again(caller, reminded):
    seen = caller.send("GET", reminded.path, headers={"accept-language": "en"})
    assert seen.json["outlook"] == "renews"
    assert seen.json["vacancy_id"] == reminded.id
    assert seen.json["until"] in seen.json["text"]
    assert "stays until" in seen.json["text"]
    first = caller.send("POST", reminded.path)
    assert (first.status, first.json["outlook"], first.json["state"]) == (200, "settled", "published")
    assert first.json["ends"] == first.json["until"] == seen.json["until"]
    end = reminded.present.expires_at
    assert caller.send("POST", reminded.path).json == first.json
    assert caller.send("GET", reminded.path).json == first.json
    assert reminded.present.expires_at == end
    assert reminded.present.history[-1].by == reminded.owner.id


def test_nothing_of_the_inside_is_told(caller, reminded):
    told = caller.send("GET", reminded.path)
    assert set(told.json) == {"vacancy_id", "title", "employer", "state", "outlook", "ends", "text", "until"}
    assert reminded.owner.id not in told.text


def test_the_page_has_one_button_that_posts_to_its_own_address(caller, reminded):
    page = caller.send("GET", reminded.path, headers=PAGE)
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert re.findall(r"<form[^>]*>", page.text) == ['<form method="post">']
    assert "Kasir &amp; &lt;Gudang&gt;" in page.text
    assert "<Gudang>" not in page.text
    assert "<script" not in page.text
    form = {**PAGE, "content-type": "application/x-www-form-urlencoded"}
    done = caller.send("POST", reminded.path, b"", headers=form)
    assert done.status == 200
    assert "<form" not in done.text
    assert "Terima kasih" in done.text
    assert reminded.present.history[-1].reason == "renewed_by_link"


def test_the_page_speaks_the_readers_language(caller, reminded):
    page = caller.send("GET", reminded.path, headers={**PAGE, "accept-language": "en"})
    assert '<html lang="en">' in page.text
    assert "Yes, still open: renew it" in page.text


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("headers", [{}, PAGE], ids=["json", "page"])
def test_answers_are_kept_by_nobody_and_refer_to_nobody(caller, reminded, method, headers):
    answer = caller.send(method, reminded.path, headers=headers)
    assert "no-store" in answer.headers["cache-control"]
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert "noindex" in answer.headers["x-robots-tag"]
    assert reminded.token not in answer.text
    assert reminded.token not in str(answer.headers)


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_nothing_is_logged_of_the_token(caller, reminded, method, caplog, capsys):
    caplog.set_level(logging.DEBUG)
    for headers in ({}, PAGE):
        caller.send(method, reminded.path, headers=headers)
        caller.send(method, reminded.path[:-1], headers=headers)
    printed = "".join(capsys.readouterr())
    assert reminded.token[:-1] not in printed
    assert not [record for record in caplog.records if reminded.token[:-1] in str(record.__dict__)]


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("token", ["x", "A" * 52, "%F0%9F%98%80", "A" * 200])
def test_what_is_no_link_is_not_found(caller, method, token):
    assert caller.send(method, f"/v1/renewals?t={token}").status == 404
    page = caller.send(method, f"/v1/renewals?t={token}", headers=PAGE)
    assert page.status == 404
    assert page.headers["content-type"].startswith("text/html")
    assert "Tautan ini tidak berlaku" in page.text


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_without_a_token_or_with_more_the_parameter_is_named(caller, reminded, method):
    assert caller.send(method, "/v1/renewals").pointers() == {"t": "required"}
    assert caller.send(method, f"{reminded.path}&vacancy={reminded.id}").pointers() == {"vacancy": "unknown_field"}


def test_a_closed_one_is_a_conflict_that_says_so(caller, reminded):
    reminded.change(state=State.CLOSED)
    assert caller.send("GET", reminded.path).json["outlook"] == "over"
    refused = caller.send("POST", reminded.path)
    assert (refused.status, refused.pointers()) == (409, {"/state": "wrong_state"})
    page = caller.send("POST", reminded.path, headers=PAGE)
    assert page.status == 409
    assert "<form" not in caller.send("GET", reminded.path, headers=PAGE).text


def test_an_expired_one_offers_to_be_checked_again(caller, reminded):
    reminded.change(state=State.EXPIRED)
    assert "checked again" in caller.send("GET", reminded.path, headers={"accept-language": "en"}).json["text"]
    assert caller.send("POST", reminded.path).json["state"] == "published"


def test_one_that_is_held_after_all_says_to_sign_in(caller, reminded):
    held = msgspec.structs.replace(reminded.present.content, pay_minimum=1_000_000, pay_maximum=1_100_000)
    reminded.change(state=State.EXPIRED, content=held)
    answer = caller.send("POST", reminded.path)
    assert (answer.status, answer.json["state"], answer.json["outlook"]) == (200, "held", "settled")
    assert "until" not in answer.json
    assert "Masuk ke Padan" in answer.json["text"]
