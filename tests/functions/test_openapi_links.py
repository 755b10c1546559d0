"""Links of the description: they lead to operations that there are, with what those take and answers hold."""

import json
import re

import msgspec
import pytest

import app  # noqa: F401 - declares every operation
from functions.http import ENDPOINTS
from functions.openapi import document
from functions.openapi_headers import answers_held, reads_version
from functions.openapi_links import HANDED, OWN, THINGS, links

DOCUMENT = json.loads(msgspec.json.encode(document()))
SCHEMAS = DOCUMENT["components"]["schemas"]
OPERATIONS = {
    operation["operationId"]: (path, operation)
    for path, methods in DOCUMENT["paths"].items()
    for operation in methods.values()
}
LINKS = [
    (source, status, name, link)
    for source, (_, operation) in OPERATIONS.items()
    for status, answer in operation["responses"].items()
    for name, link in answer.get("links", {}).items()
]
every = pytest.mark.parametrize(("source", "status", "name", "link"), LINKS, ids=[f"{s} {n}" for s, _, n, _ in LINKS])
NAMED_BY_NOTHING = {
    "partners_remove": "the partner's own number, which it gives itself",
    "reference_rows": "names of tables",
    "reference_row": "codes",
    "learning_report": "names of reports",
    "profiles_withdraw_consent": "names of purposes",
}
"""Operations whose path holds what no answer names as an identifier."""


def resolved(schema):
    while "$ref" in schema:
        schema = SCHEMAS[schema["$ref"].rpartition("/")[2]]
    return schema


def member(schema, pointer: str):
    """The schema of what ``pointer`` leads to in a document of ``schema``; fails when that can never be there."""
    for step in pointer.strip("/").split("/"):
        options = [resolved(each) for each in resolved(schema).get("anyOf", [schema])]
        found = [
            each.get("items") if step.isdigit() else each.get("properties", {}).get(step)
            for each in map(resolved, options)
        ]
        schema = next(part for part in found if part is not None)
    return resolved(schema)


def body_of(source: str, status: str):
    return next(iter(OPERATIONS[source][1]["responses"][status]["content"].values()))["schema"]


def sent_by(source: str):
    return OPERATIONS[source][1]["requestBody"]["content"]["application/json"]["schema"]


def test_there_are_links():
    assert len(LINKS) > 100
    assert {thing.name for thing in THINGS} == {
        name.partition(".")[0] for _, _, name, _ in LINKS if not name.startswith(("Own.", "Body."))
    }


@every
def test_a_link_leads_to_an_operation_with_what_it_takes(source, status, name, link):
    path, operation = OPERATIONS[link["operationId"]]
    taken = {parameter["name"] for parameter in operation["parameters"]}
    given = set(link.get("parameters", ()))
    assert given <= taken
    if given:
        assert given >= set(re.findall(r"\{(\w+)\}", path)), "a path would stay open"
    if "requestBody" in link:
        assert set(link["requestBody"]) <= set(resolved(sent_by(link["operationId"]))["properties"])


@every
def test_what_a_link_hands_on_is_there(source, status, name, link):
    path = OPERATIONS[source][0]
    for expression in (*link.get("parameters", {}).values(), *link.get("requestBody", {}).values()):
        if found := re.fullmatch(r"\$response\.body#(/.+)", expression):
            assert member(body_of(source, status), found[1])
        elif found := re.fullmatch(r"\$request\.body#(/.+)", expression):
            assert member(sent_by(source), found[1])
        elif found := re.fullmatch(r"\$request\.path\.(\w+)", expression):
            assert f"{{{found[1]}}}" in path
        else:
            assert expression == "$response.header.ETag"


def test_every_operation_with_an_identifier_is_led_to():
    led_to = {link["operationId"] for _, _, _, link in LINKS}
    asked = {name for name, (path, _) in OPERATIONS.items() if "{" in path}
    assert asked - led_to == set(NAMED_BY_NOTHING)


def test_a_version_is_handed_on_where_one_is_asked_for():
    asking = {entry.name for entry in ENDPOINTS if reads_version(entry.handler)}
    handed = {link["operationId"] for _, _, _, link in LINKS if "If-Match" in link.get("parameters", {})}
    assert handed == asking


def test_the_tables_of_links_name_operations_that_there_are():
    named = {name for thing in THINGS for name in thing.told_by} | set(OWN) | {each.source for each in HANDED}
    named |= {name for targets in OWN.values() for name in targets} | {each.target for each in HANDED}
    assert named <= set(OPERATIONS)


def test_operations_that_are_not_there_have_no_links():
    assert links([]) == {}
    few = [entry for entry in ENDPOINTS if entry.name in ("posting_draft", "posting_submit")]
    assert {name for found in links(few).values() for name in found} == {"Vacancy.posting_submit"}


def test_what_is_answered_to_who_has_it_already_is_described():
    held = {entry.name for entry in ENDPOINTS if answers_held(entry.handler)}
    assert {"vacancies_read", "reference_rows", "reference_row", "occupations_code"} <= held
    for name, (_, operation) in OPERATIONS.items():
        assert ("304" in operation["responses"]) is (name in held), name
        headers = {parameter["name"] for parameter in operation["parameters"]}
        assert ("If-None-Match" in headers) is (name in held), name


def test_own_forms_of_refusals_are_described():
    health = OPERATIONS["platform_dependencies"][1]["responses"]["503"]["content"]
    assert set(health) == {"application/problem+json", "application/json"}
    for name in ("upkeep_renew_by_link", "saved_searches_stop"):
        assert set(OPERATIONS[name][1]["responses"]["404"]["content"]) == {"application/problem+json", "text/html"}
    assert "content" not in OPERATIONS["reviews_take_next"][1]["responses"]["204"]


def test_refusals_have_the_headers_that_their_status_asks_for():
    answers = DOCUMENT["components"]["responses"]
    assert answers["Error429"]["headers"]["Retry-After"]["required"] is True
    assert answers["Error401"]["headers"]["WWW-Authenticate"]["required"] is True
    assert "headers" not in answers["Error404"]
