"""After a whole life the export has every store, and after the erasure none of them has anything but what is listed."""

import base64
import copy
import json

import pytest

from chalicelib import rights, settings, tables, uniqueness
from chalicelib.aws import client
from chalicelib.errors import Unavailable
from chalicelib.people import erasure, store
from chalicelib.people.model import PersonState
from chalicelib.rights.inventory import PLACES, After
from chalicelib.settings import Objects, read
from chalicelib.tables import physical_name
from chalicelib.texts import Language
from functions.profile_export import export_of
from infra_cdk.drills.erasing import repeat
from security import audit
from security.envelope import UnsealError
from tests.rights.life import Life, lived

pytestmark = pytest.mark.emulator
KEPT = {place.name for place in PLACES if place.after in (After.KEPT, After.PASSES)}
UNEXPORTED = {place.name for place in PLACES if not place.part}


@pytest.fixture
def life(platform, monkeypatch) -> Life:
    monkeypatch.setenv("PADAN_MATCHES_BUCKET", "padan-matches-of-lives")
    settings.forget()
    there = {bucket["Name"] for bucket in client("s3").list_buckets()["Buckets"]}
    if read(Objects).matches_bucket not in there:
        client("s3").create_bucket(
            Bucket=read(Objects).matches_bucket, CreateBucketConfiguration={"LocationConstraint": "ap-southeast-3"}
        )
    return lived()


def dump():
    """Every item of every table as it is stored, by table; objects of the buckets by name."""
    found = {}
    for model in tables.all_tables():
        name = model.Meta.logical_name
        pages = client("dynamodb").get_paginator("scan").paginate(TableName=physical_name(name))
        found[name] = [item for page in pages for item in page["Items"]]
    for logical, bucket in (("documents", read(Objects).documents_bucket), ("matches", read(Objects).matches_bucket)):
        found[f"bucket:{logical}"] = [
            {"key": each["Key"], "body": _body(bucket, each["Key"])}
            for page in client("s3").get_paginator("list_objects_v2").paginate(Bucket=bucket)
            for each in page.get("Contents", ())
        ]
    return found


def _body(bucket, key):
    return client("s3").get_object(Bucket=bucket, Key=key)["Body"].read()


def told(item):
    """An item as text, whatever it holds."""
    return repr(item)


def places_of(found, *words):
    """The stores of which an item holds one of the words."""
    return {name for name, items in found.items() if any(word in told(item) for item in items for word in words)}


def erased(life):
    rights.erase(life.principal)
    erasure.finish(life.id)
    rights.forget_person(life.id)


def test_a_life_leaves_something_in_every_store_of_the_list(life):
    """Were a store missing here, nothing below would prove anything of it."""
    found = places_of(dump(), life.id)
    hashed = {"idempotency", "person-limits", "reports", "pending-accounts"}
    """Without the person's identifier, or gone again."""
    sealed = {"audit-blocks", "audit-heads", "audit-marks", "audit-exports", "bucket:audit", "bucket:trail"}
    """Made of the audit by its own worker."""
    never = {"breaches", "breach-notices", "session-ends", "former-contacts", "office-roles"}
    """Of what did not happen in this life, or only by its end."""
    assert {place.name for place in PLACES} - hashed - sealed - never <= found


def test_the_export_has_a_part_for_each_that_holds_something(life):
    export = export_of(life.principal, Language.ENGLISH)
    for place in PLACES:
        if place.part:
            assert getattr(export, place.part), place.name
    assert export.receipts
    assert export.employers
    assert export.documents[0].download.startswith("http")
    values = {export.about.name, *export.about.personal.values()}
    assert {value for value in life.values if value in values} == values
    assert [each.text for each in export.rights_requests if each.text] == [life.values[-1]]


def test_after_the_erasure_nothing_but_what_is_listed_names_them(life):
    erased(life)
    found = dump()
    assert places_of(found, life.id) <= KEPT
    assert places_of(found, *life.values) == set()
    encoded = [base64.b64encode(value.encode()).decode().rstrip("=") for value in life.values]
    assert places_of(found, *encoded, *(json.dumps(value)[1:-1] for value in life.values)) == set()
    (tombstone,) = [item for item in found["people"] if life.id in told(item)]
    person = store.get(life.id)[0]
    assert (person.profile.headline, person.consents, person.verified) == ("", {}, ())
    assert set(tombstone) <= {"pk", "person", "version", "correlation"}


def test_what_is_kept_is_identifiers_alone(life):
    erased(life)
    for item in dump()["rights-requests"]:
        if life.id in told(item):
            assert not {"text", "answer"} & set(item)
    actions = [entry.action for entry in audit.entries_of(life.id)]
    assert "erase" in actions


def test_erasing_again_changes_nothing(life):
    erased(life)
    before = {name: len(items) for name, items in dump().items()}
    erased(life)
    assert {name: len(items) for name, items in dump().items()} == before


def test_markers_are_free_for_somebody_else(life):
    markers = store.load(life.id).personal.markers()
    assert markers
    erased(life)
    assert all(uniqueness.holder(*marker) is None for marker in markers)


def test_a_restore_of_every_table_brings_nobody_back(life):
    before = copy.deepcopy(dump())
    erased(life)
    for name, items in before.items():
        if name in KEPT - {"people"} or name.startswith("bucket:") or name == "owner-keys":
            continue
        for item in items:
            if life.id in told(item):
                client("dynamodb").put_item(TableName=physical_name(name), Item=item)
    assert store.get(life.id)[0].state is PersonState.ACTIVE, "they are back"
    with pytest.raises((UnsealError, Unavailable)):
        export_of(life.principal, Language.ENGLISH)
    repeat()
    found = dump()
    assert places_of(found, life.id) <= KEPT
    assert places_of(found, *life.values) == set()
