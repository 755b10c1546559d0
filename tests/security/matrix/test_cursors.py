"""A cursor of somebody else, of another list or question: refused, or it opens nothing that is not one's own."""

import ast
import importlib
from pathlib import Path
from urllib.parse import urlencode

import msgspec
import pytest

import app  # noqa: F401 - declares every operation
from chalicelib.errors import InvalidInput
from chalicelib.pagination import decode_cursor, encode_cursor
from chalicelib.vacancies.model import State
from functions.http import ENDPOINTS
from security import audit
from security.principal import Audience
from tests.security.matrix.requests import PLACES, RECIPES
from tests.security.matrix.test_matrix import GIVEN, door, expected, said

ROOT = Path(__file__).parents[3]
LISTS = [entry for entry in ENDPOINTS if "cursor" in getattr(entry.query, "__struct_fields__", ())]
READERS = ("public", "seeker", "another seeker", "owner", "officer", "officer elsewhere", "monitor", "admin", "partner")
VALUES = {str: "x", int: 1, float: 0.5, bool: True}


def positions() -> list[type[msgspec.Struct]]:
    """Every type that some cursor is decoded to, found where it is decoded."""
    found = {}
    for folder in ("chalicelib", "search", "security"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            for kind in _decoded(ast.parse(path.read_text(encoding="utf-8"))):
                module = importlib.import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))
                found[getattr(module, kind)] = None
    return list(found)


def _decoded(tree: ast.AST) -> list[str]:
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    named = [call for call in calls if getattr(call.func, "attr", getattr(call.func, "id", "")) == "decode_cursor"]
    return [call.args[1].id for call in named if isinstance(call.args[1], ast.Name)]


def example(kind: type[msgspec.Struct]) -> msgspec.Struct:
    """A position of a kind, of whatever values it takes."""
    fields = {field.name: _value(field.type) for field in msgspec.structs.fields(kind)}
    return msgspec.convert(fields, kind)


def _value(kind: object) -> object:
    if kind in VALUES:
        return VALUES[kind]
    described = msgspec.inspect.type_info(kind)
    if isinstance(described, msgspec.inspect.UnionType):
        described = described.types[0]
    if isinstance(described, msgspec.inspect.EnumType):
        return next(iter(described.cls)).value
    if isinstance(described, msgspec.inspect.StructType):
        return msgspec.to_builtins(example(described.cls))
    plain = {"StrType": "x", "IntType": 1, "FloatType": 0.5, "BoolType": True}
    return plain.get(type(described).__name__, [])


KINDS = positions()


def test_cursors_are_found():
    assert len(KINDS) >= 12


@pytest.mark.parametrize("issued", KINDS, ids=lambda kind: f"{kind.__module__}.{kind.__name__}")
def test_a_cursor_is_of_one_kind_of_list_alone(issued):
    cursor = encode_cursor(example(issued))
    assert decode_cursor(cursor, issued) == example(issued)
    for other in KINDS:
        if other is not issued:
            with pytest.raises(InvalidInput):
                decode_cursor(cursor, other)


def requests(country, entry, names=READERS):
    """Every request that the policy allows to some reader, with who sends it."""
    world, everybody, _, _ = country
    for name in names:
        caller = everybody[name]
        if door(entry, caller) is None:
            for sent in RECIPES[entry.name](world, caller):
                if expected(entry, sent.caller or caller, sent.resource) == GIVEN:
                    yield sent.caller or caller, sent


def with_query(sent, **more):
    """The request with further parameters."""
    query = "&".join([*(part for part in sent.query.split("&") if part and "limit=" not in part), urlencode(more)])
    return msgspec.structs.replace(sent, query=query)


def ask(country, entry, caller, sent):
    """The answer, from which nothing may leak."""
    world, _, client, _ = country
    reply = client.send(caller, entry.method, sent.path(entry.path), sent.content, sent.headers)
    assert world.leaks(caller, reply, said(entry, sent)) == []
    return reply


def prepared(country):
    """Make lists of more than one, each time: tests need no other's things."""
    audit.record(actor="system", action="erase", subject="per_nobody", purpose="erasure")  # of whom recipes ask
    world = country[0]
    for _ in range(2):
        for person in ("ana", "budi"):
            for side in ("a", "b"):
                world.application(person, side)
        for side, region in PLACES:
            world.vacancy(side, region, State.HELD)
        list(RECIPES["learning_read"](world, country[1]["admin"]))


@pytest.mark.emulator
def test_no_cursor_opens_what_is_not_ones_own(country):
    prepared(country)
    issued = {}
    for entry in LISTS:
        limited = "limit" in entry.query.__struct_fields__
        for caller, sent in requests(country, entry):
            reply = ask(country, entry, caller, with_query(sent, limit=1) if limited else sent)
            if reply.status == 200 and reply.headers["content-type"] == "application/json":
                following = reply.body.get("next")
                if following:
                    issued.setdefault(f"{entry.name} of {caller.name}", following)
    lists = {name.partition(" of ")[0] for name in issued}
    assert len(lists) >= 6, lists
    for entry in LISTS:
        for caller, sent in requests(country, entry, ("another seeker", "owner", "officer elsewhere", "partner")):
            for name, cursor in issued.items():
                reply = ask(country, entry, caller, with_query(sent, cursor=cursor))
                assert reply.status in (200, 400, 404), f"{entry.path} with the cursor of {name}: {reply.text}"


@pytest.mark.emulator
def test_a_page_of_ones_own_goes_on_with_ones_own_cursor_alone(country):
    prepared(country)
    world, everybody, client, _ = country
    first = client.send(everybody["seeker"], "GET", "/v1/people/me/applications?limit=1", None, {}).body
    path = f"/v1/people/me/applications?limit=1&cursor={first['next']}"
    assert client.send(everybody["seeker"], "GET", path, None, {}).status == 200
    refused = client.send(everybody["another seeker"], "GET", path, None, {})
    assert (refused.status, refused.pointers) == (400, {"cursor": "unknown_cursor"})
    assert world.leaks(everybody["another seeker"], refused, path) == []


def test_lists_are_walked():
    """Those that the tests above go through: nobody adds a list with another name for its cursor unseen."""
    lists = [entry for entry in ENDPOINTS if entry.answer and "next" in getattr(entry.answer, "__struct_fields__", ())]
    by_cursor = {entry.path for entry in LISTS}
    assert {entry.path for entry in lists if entry.method == "GET" and "limit" in _query(entry)} - by_cursor <= {
        # These have no second page.
        "/v1/reviews/proposals",
        "/v1/reviews/escalated",
        # The change feed goes on by a position that it calls otherwise, and is public.
        "/v1/feed/vacancies",
    }
    assert Audience.PUBLIC in next(entry for entry in ENDPOINTS if entry.path == "/v1/feed/vacancies").audience


def _query(entry):
    return getattr(entry.query, "__struct_fields__", ())
