"""A page of any origin may call the interface, and a browser is told so by every answer."""

import app as root
from functions.cors import CORS, SENT, SHOWN
from tests.functions.api import Api


def test_every_operation_shares_its_answers():
    entries = [entry for methods in root.app.routes.values() for entry in methods.values()]
    assert entries
    assert {id(entry.cors) for entry in entries} == {id(CORS)}


def test_an_answer_and_a_refusal_alike_say_who_may_read_them():
    for path, status in (("/v1/version", 200), ("/v1/people/me", 401)):
        answer = Api()("GET", path, origin="https://page.example")
        assert answer.status == status
        assert answer.headers["access-control-allow-origin"] == "*"
        assert set(SHOWN) <= set(answer.headers["access-control-expose-headers"].split(","))


def test_what_the_interface_reads_may_be_sent_and_nothing_is_bound_to_cookies():
    headers = CORS.get_access_control_headers()
    assert set(SENT) <= set(headers["Access-Control-Allow-Headers"].split(","))
    assert "Access-Control-Allow-Credentials" not in headers
