"""Headers as API Gateway hands them on: none is overlooked because it came twice."""

import base64

import pytest
from chalice.app import Request

from functions.calls import Call, call_of


def call(**changes: object) -> Call:
    event = {
        "resource": "/v1/x",
        "path": "/v1/x",
        "httpMethod": "POST",
        "headers": {"Host": "padan.example"},
        "multiValueHeaders": {"Host": ["padan.example"]},
        "queryStringParameters": None,
        "multiValueQueryStringParameters": None,
        "pathParameters": None,
        "stageVariables": None,
        "requestContext": {"httpMethod": "POST", "resourcePath": "/v1/x", "path": "/v1/x", "requestId": "r-1"},
        "body": "",
        "isBase64Encoded": False,
    }
    return call_of(Request(event | changes))


@pytest.mark.parametrize(
    ("several", "joined"),
    [
        ({"Signature": ["a=:AA==:", "b=:AA==:"]}, "a=:AA==:, b=:AA==:"),
        ({"Signature": ["a=:AA==:"], "signature": ["b=:AA==:"]}, "a=:AA==:, b=:AA==:"),
        ({"SIGNATURE": ["a=:AA==:"]}, "a=:AA==:"),
    ],
)
def test_a_header_that_came_twice_is_one_value(several, joined):
    assert call(multiValueHeaders=several).headers == {"signature": joined}


def test_single_headers_count_where_there_are_no_others():
    assert call(multiValueHeaders=None).headers == {"host": "padan.example"}
    assert call(multiValueHeaders=None, headers=None).headers == {}


def test_the_body_is_handed_on_byte_for_byte():
    body = bytes(range(256))
    sent = call(body=base64.b64encode(body).decode(), isBase64Encoded=True)
    assert sent.raw_body == body
    assert call(body='{"a":"é"}').raw_body == '{"a":"é"}'.encode()


def test_the_signed_address_is_on_the_call():
    made = call(path="/v1/a%2Fb", multiValueQueryStringParameters={"q": ["a b"], "c": ["1", "2"]})
    assert made.url == "http://padan.example/v1/a%2Fb?q=a%20b&c=1&c=2"
