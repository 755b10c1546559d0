"""The walk over what may be written finds every text, and puts words where it says."""

import pytest

import app  # noqa: F401 - declares every operation
from functions.http import ENDPOINTS
from tests.security.leaks.fields import Field, fields, with_text


def described(schema, **components):
    operation = {"requestBody": {"content": {"application/json": {"schema": schema}}}}
    return {"paths": {"/v1/things": {"post": operation}}, "components": {"schemas": components}}


def pointers(description):
    return {each.pointer for each in fields(description)}


def test_texts_are_found_however_deep_they_stand():
    part = {
        "type": "object",
        "properties": {"note": {"type": ["string", "null"]}, "more": {"$ref": "#/components/schemas/Part"}},
    }
    schema = {
        "type": "object",
        "properties": {
            "title": {"type": "string", "maxLength": 20},
            "amount": {"type": "integer"},
            "kind": {"type": "string", "enum": ["a", "b"]},
            "day": {"type": "string", "format": "date"},
            "parts": {"type": "array", "items": {"anyOf": [{"$ref": "#/components/schemas/Part"}, {"type": "null"}]}},
            "labels": {"type": "object", "additionalProperties": {"type": "string"}},
        },
    }
    assert pointers(described(schema, Part=part)) == {"/title", "/parts/0/note", "/labels/*"}


def test_parameters_are_fields_and_credentials_are_none():
    text = {"type": "string"}
    parameters = [
        {"in": "query", "name": "q", "schema": text},
        {"in": "query", "name": "limit", "schema": {"type": "integer"}},
        {"in": "header", "name": "Idempotency-Key", "schema": text},
        {"in": "header", "name": "Authorization", "schema": text},
        {"in": "path", "name": "id", "schema": text},
    ]
    found = fields({"paths": {"/v1/things/{id}": {"get": {"parameters": parameters}}}})
    assert [(each.where, each.pointer) for each in found] == [("header", "Idempotency-Key"), ("query", "q")]


def test_the_platforms_own_description_is_walked():
    found = fields()
    assert {each.path for each in found} <= {entry.path for entry in ENDPOINTS}
    known = {(each.method, each.path, each.where, each.pointer) for each in found}
    assert ("POST", "/v1/vacancies/{vacancy_id}/reports", "body", "/text") in known
    assert ("PUT", "/v1/people/me/profile", "body", "/experiences/0/title") in known
    assert ("GET", "/v1/vacancies", "query", "q") in known
    assert len(known) > 200


@pytest.mark.parametrize(
    ("body", "pointer", "expected"),
    [
        (None, "/text", {"text": "x"}),
        ({"text": "y", "code": "a"}, "/text", {"text": "x", "code": "a"}),
        ({"contact": {"name": "y"}}, "/contact/email", {"contact": {"name": "y", "email": "x"}}),
        ({}, "/skills/0", {"skills": ["x"]}),
        ({"fields": [{"pointer": "/a"}]}, "/fields/0/detail", {"fields": [{"pointer": "/a", "detail": "x"}]}),
        ({}, "/labels/*", {"labels": {"lain": "x"}}),
    ],
)
def test_a_text_is_put_where_the_pointer_says(body, pointer, expected):
    before = repr(body)
    assert with_text(body, pointer, "x") == expected
    assert repr(body) == before


def test_a_field_takes_what_its_description_allows():
    field = Field("POST", "/v1/things", "body", "/phone", 20, r"^\+?[0-9]{6,20}$")
    assert field.takes("+628123456789")
    assert not field.takes("0812 nomor")
    assert not field.takes("0" * 21)
