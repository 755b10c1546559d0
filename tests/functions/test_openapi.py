"""The interface's description: valid OpenAPI 3.1, complete, current on disk, and true of what is answered."""

import json
import re
from pathlib import Path

import msgspec
import pytest
from jsonschema import Draft202012Validator, FormatChecker

import app  # noqa: F401 - declares every operation
from chalicelib import vacancies
from chalicelib.alerts import stop_link
from chalicelib.clock import SYSTEM_CLOCK
from functions.openapi import document, main
from security.principal import Audience
from tests.functions.bad_input.world import ENDPOINTS, World, named, prepared, problem, world

__all__ = ["prepared", "world"]

DOCUMENT = json.loads(msgspec.json.encode(document()))
WRITTEN = Path(__file__).resolve().parents[2] / "docs" / "openapi.json"
METHODS = {"get", "put", "post", "delete", "patch"}
OPERATIONS = [
    (path, method, operation) for path, methods in DOCUMENT["paths"].items() for method, operation in methods.items()
]
every = pytest.mark.parametrize(("path", "method", "operation"), OPERATIONS, ids=[f"{m} {p}" for p, m, _ in OPERATIONS])
every_endpoint = pytest.mark.parametrize("entry", ENDPOINTS, ids=named)


def operation_of(entry) -> dict:
    return DOCUMENT["paths"][entry.path][entry.method.lower()]


def references(part) -> set[str]:
    if isinstance(part, dict):
        own = {part["$ref"]} if isinstance(part.get("$ref"), str) else set()
        return own.union(*(references(value) for value in part.values()))
    return set().union(*(references(value) for value in part)) if isinstance(part, list) else set()


def followed(reference: str):
    part = DOCUMENT
    for step in reference.removeprefix("#/").split("/"):
        part = part[step.replace("~1", "/").replace("~0", "~")]
    return part


def test_the_root_is_that_of_openapi_3_1():
    assert re.fullmatch(r"3\.1\.\d+", DOCUMENT["openapi"])
    assert set(DOCUMENT) <= {"openapi", "info", "servers", "paths", "components", "security", "tags", "externalDocs"}
    assert {"title", "version"} <= set(DOCUMENT["info"])
    assert set(DOCUMENT["components"]) <= {"schemas", "responses", "parameters", "securitySchemes", "headers"}
    for names in DOCUMENT["components"].values():
        assert not [name for name in names if not re.fullmatch(r"[A-Za-z0-9._-]+", name)]


def test_every_reference_leads_somewhere_and_every_component_is_used():
    used = references(DOCUMENT)
    for reference in used:
        assert reference.startswith("#/components/")
        assert followed(reference)
    for kind in ("schemas", "responses"):
        assert {f"#/components/{kind}/{name}" for name in DOCUMENT["components"][kind]} <= used


@pytest.mark.parametrize("name", sorted(DOCUMENT["components"]["schemas"]))
def test_every_schema_is_one_of_json_schema_2020_12(name):
    Draft202012Validator.check_schema(DOCUMENT["components"]["schemas"][name])


@every
def test_an_operation_has_the_parts_of_one(path, method, operation):
    assert path.startswith("/")
    assert method in METHODS
    assert set(operation) <= {
        *("operationId", "summary", "description", "tags", "parameters", "requestBody", "responses", "security"),
        "x-audience",
    }
    assert operation["summary"]
    assert all(re.fullmatch(r"[1-5]\d\d", status) for status in operation["responses"])
    for answer in operation["responses"].values():
        assert answer.get("description") or followed(answer["$ref"])["description"]
    for scheme in (name for each in operation.get("security", ()) for name in each):
        assert scheme in DOCUMENT["components"]["securitySchemes"]


@every
def test_parameters_are_whole_and_those_of_the_path_are_in_it(path, method, operation):
    found = [(each["in"], each["name"]) for each in operation["parameters"]]
    assert len(set(found)) == len(found)
    assert {name for place, name in found if place == "path"} == set(re.findall(r"\{(\w+)\}", path))
    for each in operation["parameters"]:
        assert each["in"] in ("path", "query", "header")
        assert each["required"] or each["in"] != "path"
        Draft202012Validator.check_schema(each["schema"])


def test_operation_identifiers_are_unique():
    names = [operation["operationId"] for _, _, operation in OPERATIONS]
    assert len(set(names)) == len(names)


@every_endpoint
def test_every_route_is_described_as_it_is_declared(entry):
    operation = operation_of(entry)
    assert operation["x-audience"] == sorted(entry.audience)
    assert str(entry.status) in operation["responses"]
    queries = {each["name"]: each for each in operation["parameters"] if each["in"] == "query"}
    fields = msgspec.structs.fields(entry.query) if entry.query is not None else ()
    assert {field.encode_name: field.required for field in fields} == {
        name: each["required"] for name, each in queries.items()
    }
    assert ("requestBody" in operation) == (entry.body is not None or entry.media_types != ("application/json",))
    assert set(operation.get("requestBody", {"content": {}})["content"]) <= set(entry.media_types)
    public, partner = Audience.PUBLIC in entry.audience, Audience.PARTNER in entry.audience
    assert operation.get("security", []) == ([] if public else [{"signature": []}] if partner else [{"bearer": []}])


def test_headers_that_handlers_read_are_described():
    by_header = {
        header: {
            f"{method} {path}" for path, method, op in OPERATIONS for each in op["parameters"] if each["name"] == header
        }
        for header in ("Idempotency-Key", "If-Match")
    }
    assert {"post /v1/vacancies", "post /v1/partner/vacancies", "post /v1/people"} <= by_header["Idempotency-Key"]
    assert {"patch /v1/vacancies/{vacancy_id}", "put /v1/people/me/profile"} <= by_header["If-Match"]
    assert {"post /v1/vacancies/{vacancy_id}/close"} <= by_header["If-Match"]
    assert "get /v1/vacancies" not in by_header["Idempotency-Key"] | by_header["If-Match"]


def test_the_written_description_is_the_current_one(tmp_path):
    fresh = tmp_path / "openapi.json"
    assert main(str(fresh)) == 0
    assert WRITTEN.read_bytes() == fresh.read_bytes(), "run `make openapi`"


def fits(reply, entry) -> None:
    """The answer's body is what the description says for its status."""
    answer = operation_of(entry)["responses"][str(reply.status)]
    answer = followed(answer["$ref"]) if "$ref" in answer else answer
    media_type = reply.headers["content-type"].partition(";")[0]
    schema = answer["content"][media_type]["schema"]
    validator = Draft202012Validator({**schema, "components": DOCUMENT["components"]}, format_checker=FormatChecker())
    validator.validate(json.loads(reply.text) if re.search("[/+]json$", media_type) else reply.text)


ANSWERED = [
    entry
    for entry in ENDPOINTS
    if entry.method == "GET"
    and not {"application_id", "id", "request_id", "upload_id"} & set(re.findall(r"\{(\w+)\}", entry.path))
]
OF_PUBLISHED_VACANCIES = {"/v1/vacancies/{vacancy_id}/candidates", "/v1/vacancies/{vacancy_id}/similar"}


def renewal_token(world: World) -> str:
    stored = vacancies.get(world.ids["vacancy_id"])
    return vacancies.renewal_link(stored, world.ids["person_id"]).rpartition("=")[2]


@pytest.mark.emulator
@pytest.mark.parametrize("entry", ANSWERED, ids=named)
def test_what_is_answered_fits_its_schema(world: World, entry):
    query = {
        "/v1/occupations/code": {"title": ["kasir"]},
        "/v1/suggestions": {"q": ["kasir"]},
        "/v1/audit": {"subject": [world.ids["person_id"]]},
        "/v1/renewals": {"t": [renewal_token(world)]},
        "/v1/alert-stops": {"t": [stop_link(world.ids["person_id"], SYSTEM_CLOCK.now()).rpartition("=")[2]]},
    }.get(entry.path)
    reply = world.send(entry, query=query, headers={"accept": entry.answers[0]})
    if entry.path not in OF_PUBLISHED_VACANCIES:
        assert reply.status == 200, reply.text
    fits(reply, entry)


@pytest.mark.emulator
@every_endpoint
def test_a_refusal_fits_its_schema(world: World, entry):
    reply = world.send(entry, b"{}" if entry.body is not None else None, query={"bukan_parameter": ["1"]})
    problem(reply)
    fits(reply, entry)


@pytest.mark.emulator
def test_what_is_created_fits_its_schema(world: World):
    by_path = {(entry.method, entry.path): entry for entry in ENDPOINTS}
    employer = {"name": "Karya Kedua", "region": "32.73"}
    draft = {"employer_id": world.ids["employer_id"], "title": "Juru Masak", "region": "32.73", "expires_at": None}
    paper = {"kind": "cv", "file_name": "cv.pdf", "media_type": "application/pdf", "size": 1000}
    for path, body in (("/v1/employers", employer), ("/v1/vacancies", draft), ("/v1/people/me/documents", paper)):
        reply = world.send(by_path["POST", path], json.dumps(body).encode())
        assert reply.status == 201, reply.text
        fits(reply, by_path["POST", path])
    upload = by_path["POST", "/v1/employers/{employer_id}/uploads"]
    taken = world.send(upload, b"Judul;Gaji\r\nJuru Masak;banyak")
    assert taken.status == 202
    fits(taken, upload)
    report = by_path["GET", "/v1/employers/{employer_id}/uploads/{upload_id}"]
    fits(world.send(report, path=world.path(report, upload_id=taken.body["id"])), report)
    push = by_path["POST", "/v1/partner/vacancies"]
    received = world.send(push, b'{"identifier":"1","title":"Kasir"}', headers={"content-type": "application/x-ndjson"})
    assert received.status == 202
    fits(received, push)
    receipt = by_path["GET", "/v1/partner/receipts/{id}"]
    fits(world.send(receipt, path=received.headers["location"]), receipt)
