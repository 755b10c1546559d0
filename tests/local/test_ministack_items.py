"""Items in the emulator share what recurs, and nobody notices: they read as they were written."""

import json
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as some

from local.engines import ministack_items
from local.engines.ministack_items import keep_items_small, loads

TYPED = some.one_of(
    some.builds(lambda text: {"S": text}, some.text(max_size=60)),
    some.builds(lambda number: {"N": str(number)}, some.integers()),
    some.builds(lambda truth: {"BOOL": truth}, some.booleans()),
    some.just({"NULL": True}),
)
JSON = some.recursive(
    some.none() | some.booleans() | some.integers() | some.text(max_size=60) | TYPED,
    lambda inner: some.lists(inner, max_size=4) | some.dictionaries(some.text(max_size=8), inner, max_size=4),
)


@given(JSON)
def test_a_document_reads_as_it_was_written(document):
    assert loads(json.dumps(document)) == document


def test_equal_values_are_kept_once():
    one, other = loads('{"state": {"S": "published"}}'), loads(b'{"state": {"S": "published"}}')
    assert one["state"] is other["state"]
    assert next(iter(one)) is next(iter(other))


def test_a_long_text_is_not_looked_for():
    text = json.dumps({"S": "x" * 41})
    assert loads(text) is not loads(text)


@pytest.mark.parametrize(("one", "other"), [('{"BOOL": true}', '{"BOOL": 1}'), ('{"S": "1"}', '{"N": "1"}')])
def test_values_that_only_look_alike_stay_apart(one, other):
    assert json.dumps(loads(one)) == one
    assert json.dumps(loads(other)) == other


@pytest.mark.parametrize("broken", ["", "{", '{"S": }', "nul"])
def test_what_is_no_json_is_refused_as_ever(broken):
    with pytest.raises(json.JSONDecodeError):
        loads(broken)


def test_the_values_that_are_looked_for_are_bounded(monkeypatch):
    monkeypatch.setattr(ministack_items, "_values", {})
    monkeypatch.setattr(ministack_items, "_POOL", 10)
    for number in range(100):
        assert loads(json.dumps({"N": str(number)})) == {"N": str(number)}
        assert len(ministack_items._values) <= 10


def test_requests_and_saved_states_are_read_in_that_form():
    tables = SimpleNamespace(json=json)
    persistence = SimpleNamespace(_json_object_hook=lambda found: found.get("wrapped", found))
    keep_items_small(tables, persistence)
    read = tables.json.loads('{"N": "5"}')
    assert persistence._json_object_hook({"N": "5"}) is read
    assert persistence._json_object_hook({"wrapped": {"N": "5"}}) is read
    assert tables.json.dumps(read) == '{"N": "5"}'
    assert issubclass(tables.json.JSONDecodeError, ValueError)


def test_a_change_of_one_item_does_not_reach_another(emulator):
    from local.resources import client

    dynamodb = client("dynamodb", emulator.url)
    dynamodb.create_table(
        TableName="kept-once",
        KeySchema=[{"AttributeName": "pk", "KeyType": "HASH"}],
        AttributeDefinitions=[{"AttributeName": "pk", "AttributeType": "S"}],
        BillingMode="PAY_PER_REQUEST",
    )
    for name in ("a", "b"):
        item = {"pk": {"S": name}, "count": {"N": "1.0"}, "nested": {"M": {"count": {"N": "1.0"}}}}
        dynamodb.put_item(TableName="kept-once", Item=item)
    values = {":one": {"N": "1.0"}}
    change = "SET nested.#c = nested.#c + :one ADD #c :one"
    names = {"#c": "count"}
    dynamodb.update_item(
        TableName="kept-once",
        Key={"pk": {"S": "a"}},
        UpdateExpression=change,
        ExpressionAttributeValues=values,
        ExpressionAttributeNames=names,
    )

    def counts(name):
        found = dynamodb.get_item(TableName="kept-once", Key={"pk": {"S": name}})["Item"]
        return float(found["count"]["N"]), float(found["nested"]["M"]["count"]["N"])

    assert counts("a") == (2.0, 2.0)
    assert counts("b") == (1.0, 1.0), "a change of one item must not reach its neighbour"
