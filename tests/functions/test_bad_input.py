"""Whatever comes in, every operation answers with a problem document that names the mistake, and nothing changes.

The operations come from the registry, so a new one is covered by being declared.
"""

import inspect
import json
import re
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st
from msgspec import inspect as kinds

import app  # noqa: F401 - declares every operation
from functions.reading import _is_sequence
from tests.functions.bad_input.data import (
    BAD_PATH_VALUES,
    BODIES,
    FORBIDDEN_TEXTS,
    HEADERS,
    MEDIA_TYPES,
    QUERY_VALUES,
    STRANGE_PATH_VALUES,
    STRANGE_TEXTS,
)
from tests.functions.bad_input.documents import documents, example, mistakes
from tests.functions.bad_input.world import ENDPOINTS, living, named, prepared, problem, world

__all__ = ["prepared", "world"]

pytestmark = pytest.mark.emulator
WITH_BODY = [entry for entry in ENDPOINTS if entry.body is not None]
WITH_QUERY = [entry for entry in ENDPOINTS if entry.query is not None]
WITHOUT_QUERY = [entry for entry in ENDPOINTS if entry.query is None]
WITH_PATH = [
    (entry, name) for entry in ENDPOINTS for name in (part[1:-1] for part in entry.path.split("/") if part[:1] == "{")
]
SWITCHES = ("/v1/people/me/restriction", "/v1/people/me/objection")
"""Rights that take effect whatever version was read last: turned on by PUT, off by DELETE, and both may be repeated."""
UPDATES = [entry for entry in ENDPOINTS if entry.method in ("PATCH", "PUT") and entry.path not in SWITCHES]
every = pytest.mark.parametrize("entry", ENDPOINTS, ids=named)
with_body = pytest.mark.parametrize("entry", WITH_BODY, ids=named)
with_query = pytest.mark.parametrize("entry", WITH_QUERY, ids=named)
with_path = pytest.mark.parametrize(("entry", "name"), WITH_PATH, ids=[f"{named(e)} {name}" for e, name in WITH_PATH])
bounded = settings(
    max_examples=12, deadline=None, database=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def raw(document: object) -> bytes:
    """JSON with anything in it that Python's writer lets pass."""
    return json.dumps(document).encode()


def right(entry) -> bytes | None:
    return raw(example(kinds.type_info(entry.body))) if entry.body is not None else None


def pointers(found) -> dict[str, str]:
    return {error.pointer: error.code for error in found.errors}


def unchanged(world, before) -> None:
    after = world.stored()
    assert after.keys() == before.keys()
    for name, items in before.items():
        assert after[name] == items or living(after[name]) == living(items), f"{name} has changed"


def test_only_what_is_past_its_time_may_go_by_itself():
    past, ahead, ever = (
        {"pk": {"S": "a"}, "expires": {"N": "1"}},
        {"expires": {"N": "99999999999"}},
        {"pk": {"S": "b"}},
    )
    items = "\n".join(map(json.dumps, (past, ahead, ever)))
    assert living(items) == [json.dumps(ahead), json.dumps(ever)]
    assert living("key-and-etag") == ["key-and-etag"]


@with_body
def test_a_body_that_is_none_is_refused(world, entry):
    before = world.stored()
    for label, body in BODIES.items():
        found = problem(world.send(entry, body))
        too_large = len(body) > entry.largest_body
        assert found.status == (413 if too_large else 400), label
        assert too_large or found.errors, label
    unchanged(world, before)


@with_body
def test_a_body_that_cannot_be_read_is_refused_as_a_whole(world, entry):
    for label in ("half an object", "latin-1", "a tower of lists", "not a number", "a lone surrogate"):
        expected = {""} if len(BODIES[label]) <= entry.largest_body else set()
        assert set(pointers(problem(world.send(entry, BODIES[label])))) == expected, label


@pytest.mark.parametrize(
    ("media_type", "allowed"), [("application/json", (400,)), ("application/x-ndjson", (202, 400))]
)
def test_a_push_of_anything_is_refused_or_answered_with_a_receipt(world, media_type, allowed):
    push = next(entry for entry in ENDPOINTS if entry.path == "/v1/partner/vacancies")
    for label, body in BODIES.items():
        reply = world.send(push, body, headers={"content-type": media_type})
        if label == "a list of objects" and media_type == "application/json":
            assert reply.status == 202
            continue
        assert reply.status in allowed, (label, reply.text)
        if reply.status != 202:
            problem(reply)


@with_body
def test_each_wrong_field_is_named(world, entry):
    before = world.stored()
    for mistake in mistakes(entry.body):
        found = problem(world.send(entry, raw(mistake.document), headers={"if-match": '"1"'}))
        assert found.status == 400, mistake.label
        assert mistake.pointer in pointers(found), f"{mistake.label}: {found.errors}"
    unchanged(world, before)


@with_body
def test_a_repeated_member_is_named(world, entry):
    before = world.stored()
    name = next(iter(example(kinds.type_info(entry.body))))
    body = f'{{"{name}":1,"{name}":1}}'.encode()
    assert pointers(problem(world.send(entry, body))) == {f"/{name}": "repeated"}
    unchanged(world, before)


@with_body
def test_a_body_of_another_media_type_is_refused(world, entry):
    for media_type in MEDIA_TYPES:
        assert problem(world.send(entry, right(entry), headers={"content-type": media_type})).status == 415, media_type


@with_query
def test_each_wrong_parameter_is_named(world, entry):
    for field in msgspec.structs.fields(entry.query):
        name, repeatable = field.encode_name, _is_sequence(field.type)
        if not repeatable:
            assert pointers(problem(world.send(entry, query={name: ["1", "1"]}))) == {name: "repeated"}
        for text in FORBIDDEN_TEXTS:
            assert pointers(problem(world.send(entry, query={name: [text]}))) == {name: "forbidden_character"}
        assert name in pointers(problem(world.send(entry, query={name: ["x" * 20_000]})))


@with_query
def test_a_number_out_of_its_bounds_is_named(world, entry):
    for field in msgspec.structs.fields(entry.query):
        part = kinds.type_info(field.type)
        part = part.types[0] if isinstance(part, kinds.UnionType) else part
        if isinstance(part, kinds.IntType | kinds.FloatType):
            for value in (part.ge - 1, part.le + 1, "x", "", "1,5", "nan", "inf", "9" * 400, "1e999", "٣"):
                found = problem(world.send(entry, query={field.encode_name: [str(value)]}))
                assert field.encode_name in pointers(found), value


@every
def test_an_unknown_parameter_is_named(world, entry):
    for name in ("bukan_parameter", "", "é", "a[b]", "__proto__", "limit ", "Limit"):
        found = problem(world.send(entry, right(entry), query={name: ["1"]}))
        assert found.status == 400
        assert pointers(found)[name] == "unknown_field"
        assert set(pointers(found).values()) <= {"unknown_field", "required"}


@with_query
def test_strange_values_do_no_harm(world, entry):
    before = world.stored()
    for field in msgspec.structs.fields(entry.query):
        for value in QUERY_VALUES:
            reply = world.send(entry, query={field.encode_name: [value]})
            if reply.status >= 400:
                found = problem(reply)
                assert found.errors or found.status in (404, 409), f"{field.encode_name}={value!r}: {reply.text}"
    unchanged(world, before)


@with_path
def test_a_path_that_is_no_text_is_named(world, entry, name):
    before = world.stored()
    for value in BAD_PATH_VALUES:
        found = problem(world.send(entry, right(entry), path=world.path(entry, **{name: value})))
        assert pointers(found) == {name: "malformed"}, value
    unchanged(world, before)


@with_path
def test_a_path_that_names_nothing_does_no_harm(world, entry, name):
    before = world.stored()
    others = {each.path for each in ENDPOINTS}
    for value in STRANGE_PATH_VALUES:
        if entry.path.replace(f"{{{name}}}", value) in others:
            continue  # ``me`` names somebody: that is another operation's path.
        reply = world.send(entry, right(entry), path=world.path(entry, **{name: value}), headers={"if-match": '"1"'})
        if not (entry.method == "DELETE" and reply.status == 204):
            problem(reply)
    unchanged(world, before)


@every
def test_malformed_headers_do_no_harm(world, entry):
    for name, values in HEADERS.items():
        for value in values:
            # A body that no operation takes, so that only headers and the first steps are tried and nothing is made.
            body = b'{"bukan_isian":1}' if entry.body is not None else None
            reply = world.send(entry, body, query={"bukan_parameter": ["1"]}, headers={name: value})
            assert problem(reply).status in (400, 406, 415), (name, value)


@pytest.mark.parametrize("entry", UPDATES, ids=named)
def test_an_update_without_a_good_entity_tag_is_refused(world, entry):
    before = world.stored()
    for tag in (None, *HEADERS["if-match"]):
        headers = {"if-match": tag} if tag is not None else {}
        assert problem(world.send(entry, right(entry), headers=headers)).status in (400, 403, 404, 409, 412, 428), tag
    unchanged(world, before)


@pytest.mark.parametrize("path", SWITCHES)
def test_a_switch_asks_for_no_entity_tag_and_the_same_again_changes_nothing(world, path):
    for method in ("PUT", "DELETE"):
        (entry,) = (each for each in ENDPOINTS if (each.method, each.path) == (method, path))
        first = world.send(entry)
        assert first.status == 200
        done = world.stored()
        assert world.send(entry, headers={"if-match": '"1"'}).text == first.text
        unchanged(world, done)


@with_body
@seed(20260302)
@bounded
@given(data=st.data())
def test_any_document_is_answered_or_refused_by_name(world, entry, data):
    document = data.draw(documents(entry.body))
    reply = world.send(entry, raw(document), headers={"if-match": '"1"'})
    if reply.status >= 400:
        problem(reply)


@with_query
@seed(20260302)
@bounded
@given(data=st.data())
def test_any_query_is_answered_or_refused_by_name(world, entry, data):
    names = [field.encode_name for field in msgspec.structs.fields(entry.query)]
    values = st.lists(st.sampled_from(STRANGE_TEXTS) | st.text(max_size=20), min_size=1, max_size=3)
    reply = world.send(entry, query=data.draw(st.dictionaries(st.sampled_from(names), values, min_size=1, max_size=4)))
    if reply.status >= 400:
        problem(reply)


def _takes_a_key(entry) -> bool:
    return "idempotency_key(" in inspect.getsource(entry.handler)


def test_creating_operations_take_an_idempotency_key():
    assert {"/v1/vacancies", "/v1/partner/vacancies", "/v1/employers"} <= {e.path for e in ENDPOINTS if _takes_a_key(e)}


@pytest.mark.parametrize("entry", [entry for entry in ENDPOINTS if _takes_a_key(entry)], ids=named)
def test_a_malformed_idempotency_key_is_named(world, entry):
    before = world.stored()
    for key in HEADERS["idempotency-key"]:
        found = problem(world.send(entry, right(entry) or b"{}", headers={"idempotency-key": key}))
        assert pointers(found) == {"Idempotency-Key": "malformed"}, key
    unchanged(world, before)


EDGE = ("decoding", "reading", "http", "calls")


@pytest.mark.parametrize("module", EDGE)
def test_every_code_of_the_edge_is_documented(module):
    root = Path(__file__).resolve().parents[2]
    source = (root / "functions" / f"{module}.py").read_text()
    codes = set(re.findall(r'(?:code=|invalid\([^"]*(?:"[^"]*", )?)"([a-z_]+)"', source))
    page = (root / "docs" / "errors.md").read_text()
    assert codes
    assert not {code for code in codes if f"| `{code}` |" not in page}
