"""Sending: signed so that the platform's own verification accepts it, repeated when it is safe to, never doubled."""

import httpx
import pytest

from local.push import sending
from local.push.parts import Part
from local.push.sending import await_receipt, send
from security.signatures import Algorithm, PartnerKey, SignedRequest, SigningKey, generate_ed25519, verify

PRIVATE, PUBLIC = generate_ed25519()
KEY = SigningKey(key_id="key_1", algorithm=Algorithm.ED25519, private=PRIVATE)
KNOWN = PartnerKey(key_id="key_1", partner_id="par_1", algorithm=Algorithm.ED25519, public=PUBLIC)
PART = Part(body=b'{"title":"Kasir"}\n', items=1, first_line=1)


class AnyNonce:
    def claim(self, key_id, nonce, until):
        return True


def _client(answer):
    return httpx.Client(base_url="http://127.0.0.1:1", transport=httpx.MockTransport(answer))


@pytest.fixture(autouse=True)
def _no_pause(monkeypatch):
    monkeypatch.setattr(sending.time, "sleep", lambda seconds: None)


def _verified(request):
    headers = dict(request.headers.items())
    signed = SignedRequest(method=request.method, url=str(request.url), headers=headers, body=request.content)
    return verify(signed, lambda key_id: KNOWN if key_id == "key_1" else None, AnyNonce())


def test_what_is_sent_verifies():
    def answer(request):
        assert _verified(request).partner_id == "par_1"
        assert request.headers["idempotency-key"] == "once"
        return httpx.Response(202, json={"id": "rct_1"})

    assert send(_client(answer), KEY, PART, "once") == "rct_1"


def test_a_lost_answer_is_asked_for_again_under_the_same_key():
    seen = []

    def answer(request):
        seen.append(request.headers["idempotency-key"])
        if len(seen) < 3:
            raise httpx.ReadTimeout("lost", request=request)
        return httpx.Response(202, json={"id": "rct_1"})

    assert send(_client(answer), KEY, PART, "once") == "rct_1"
    assert seen == ["once"] * 3


def test_busy_is_tried_again_and_a_refusal_is_not():
    answers = iter([503, 429, 400])
    seen = []

    def answer(request):
        seen.append(request)
        return httpx.Response(next(answers), json={"title": "no"})

    with pytest.raises(httpx.HTTPStatusError):
        send(_client(answer), KEY, PART, "once")
    assert len(seen) == 3


def test_a_platform_that_never_answers_ends_the_command():
    def answer(request):
        raise httpx.ConnectError("nobody", request=request)

    with pytest.raises(httpx.ConnectError):
        send(_client(answer), KEY, PART, "once")


def test_a_receipt_is_followed_through_all_its_pages():
    def page(state, items, following=None):
        receipt = {"state": state, "counts": {"created": 1, "rejected": 1, "held": 1}}
        return httpx.Response(200, json={"receipt": receipt, "items": items, "next": following})

    rejected = {
        "identifier": "a",
        "outcome": "rejected",
        "errors": [{"pointer": "/title", "code": "required", "detail": "title is required."}],
    }
    held = {
        "identifier": "b",
        "outcome": "held",
        "findings": [{"pointer": "/baseSalary", "detail": "below the minimum"}],
    }
    answers = iter([page("queued", []), page("done", [rejected, {"outcome": "created"}], "more"), page("done", [held])])

    def answer(request):
        assert _verified(request)
        return next(answers)

    view = await_receipt(_client(answer), KEY, "rct_1")
    assert view.counts == {"created": 1, "rejected": 1, "held": 1}
    assert [item.why for item in view.refused] == ["/title title is required.", "/baseSalary below the minimum"]
