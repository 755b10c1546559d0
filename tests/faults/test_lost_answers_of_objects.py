"""S3 replaced an object under a condition and nobody told: asked again it refuses because of itself. All is well."""

import secrets

import pytest

from bench.faults.proxy import Fate, first_of
from chalicelib.matching.batch.forgetting import forget_person
from chalicelib.matching.batch.joining import CONTENTS, sheet_name
from chalicelib.matching.batch.runs import run_store
from chalicelib.matching.batch.store import Bucket
from local.resources import client
from tests.matching.batch import worlds
from tests.matching.batch.memory import Memory

pytestmark = pytest.mark.emulator
_RUN = "20260504T170000Z"
_OFFERS, _PEOPLE = worlds.small_country(7, 12)
_FILES = (sheet_name(0), CONTENTS)


@pytest.fixture
def bucket(way, emulator):
    """Behind the way that may fail."""
    name = f"tests-{secrets.token_hex(4)}-matches"
    place = {"LocationConstraint": "ap-southeast-3"}
    client("s3", emulator.url).create_bucket(Bucket=name, CreateBucketConfiguration=place)
    return Bucket(name, "matching")


def _forgotten(root, person):
    worlds.joined(root, _OFFERS, _PEOPLE, name=_RUN)
    forget_person(person, root)
    return {name: run_store(root, _RUN).read(name) for name in _FILES}


@pytest.mark.parametrize("fate", [Fate.LOSE_ANSWER, Fate.LOSE_REQUEST, Fate.TWICE, Fate.CUT])
@pytest.mark.parametrize("file", _FILES)
@pytest.mark.parametrize("person", [_PEOPLE[0].id, _PEOPLE[3].id])
def test_a_person_is_forgotten_whatever_becomes_of_the_answer(way, bucket, person, file, fate):
    worlds.joined(bucket, _OFFERS, _PEOPLE, name=_RUN)
    before = way.met[fate]
    way.judge = first_of(fate, lambda request: request.method == "PUT" and request.path.endswith(file))
    forget_person(person, bucket)
    assert way.met[fate] == before + 1, "the fault did not happen"
    found = {name: run_store(bucket, _RUN).read(name) for name in _FILES}
    assert found == _forgotten(Memory(), person)
    assert not forget_person(person, bucket)
