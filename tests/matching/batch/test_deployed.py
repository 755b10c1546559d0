"""The steps of a deployment on the emulator's bucket: prepared, worked on in any order and twice, joined, read."""

import json
from datetime import UTC, datetime

import msgspec
import pytest

from chalicelib import aws, settings
from chalicelib.clock import FixedClock
from chalicelib.matching.batch import deployed
from chalicelib.matching.batch.errors import BatchError
from chalicelib.matching.batch.exporting import export
from chalicelib.matching.batch.manifest import block_name, opened, part_name, prepare
from chalicelib.matching.batch.runs import run_store
from functions.batch_matching import join_matching, match_part, prepare_matching
from local.http.context import LambdaContext
from tests.matching.batch import worlds

pytestmark = pytest.mark.emulator
EVENT = {
    "id": "1",
    "time": "2026-01-01T00:00:00Z",
    "detail": {},
    "resources": [],
    "source": "aws.events",
    "detail-type": "Scheduled Event",
    "region": "ap-southeast-3",
    "account": "000000000000",
    "version": "0",
}
MACHINE = "arn:aws:states:ap-southeast-3:000000000000:stateMachine:padan-pilot-matching"
MOMENT = datetime.fromtimestamp(worlds.NOW, UTC)


class Machine:
    """Takes executions as Step Functions does."""

    def __init__(self):
        self.started = []

    def start_execution(self, **given):
        self.started.append(given)


@pytest.fixture
def machine(batch_bucket, monkeypatch):
    monkeypatch.setenv("PADAN_MATCHES_BUCKET", batch_bucket)
    monkeypatch.setenv("PADAN_MATCHING_MACHINE", MACHINE)
    settings.forget()
    made, real = Machine(), aws.client

    def client(service):
        return made if service == "stepfunctions" else real(service)

    monkeypatch.setattr(aws, "client", client)
    monkeypatch.setattr(deployed, "export", exported)
    deployed._prepared.cache_clear()
    yield made
    settings.forget()
    deployed._prepared.cache_clear()


def exported(store, clock):
    return prepare(store, *worlds.small_country(25), worlds.NOW, 6)


def called(handler, event):
    names = {match_part: "match_part", join_matching: "join_matching"}
    return handler(event, LambdaContext(names[handler], 900))


def test_a_run_from_the_schedule_to_the_reader(machine):
    prepare_matching(EVENT, LambdaContext("prepare_matching", 900))
    (execution,) = machine.started
    given = json.loads(execution["input"])
    assert (execution["stateMachineArn"], execution["name"]) == (MACHINE, given["run"])
    assert [each["number"] for each in given["parts"]] == [0, 1, 2, 3, 4]
    done = [called(match_part, each)["people"] for each in reversed(given["parts"])]
    assert sum(done) == 25
    assert called(join_matching, {"run": given["run"]}) == {"people": 25}
    _, people = worlds.small_country(25)
    found = deployed.results()
    assert [person for person, _ in found.everybody()] == [seeker.id for seeker in people]
    assert found.contents.people == 25


def test_a_part_that_is_called_twice_is_done_once(machine, monkeypatch):
    begun = deployed.begin(FixedClock(MOMENT))
    assert deployed.work_on(begun.parts[1]) == 6
    monkeypatch.setattr(deployed, "work", lambda *_: pytest.fail("it is done"))
    assert deployed.work_on(begun.parts[1]) == 6


def test_nothing_is_joined_while_a_part_is_missing(machine):
    begun = deployed.begin(FixedClock(datetime.fromtimestamp(worlds.NOW + 60, UTC)))
    deployed.work_on(begun.parts[0])
    with pytest.raises(BatchError, match="part 1 is missing"):
        deployed.end(begun.run)


def test_what_a_run_was_made_of_goes_when_it_is_joined_and_joining_again_changes_nothing(machine):
    begun = deployed.begin(FixedClock(datetime.fromtimestamp(worlds.NOW + 120, UTC)))
    for each in begun.parts:
        deployed.work_on(each)
    store = run_store(deployed.root(), begun.run)
    inputs = [name(each.number) for each in begun.parts for name in (block_name, part_name)]
    assert all(store.read(name) is not None for name in inputs)
    contents = deployed.end(begun.run)
    assert [name for name in inputs if store.read(name) is not None] == []
    assert deployed.end(begun.run) == contents
    assert deployed.results().contents == contents


def test_without_a_machine_nothing_is_written(machine, monkeypatch):
    monkeypatch.setenv("PADAN_MATCHING_MACHINE", "")
    settings.forget()
    monkeypatch.setattr(deployed, "export", lambda *_: pytest.fail("nothing is to be written"))
    assert deployed.begin() is None
    prepare_matching(EVENT, LambdaContext("prepare_matching", 900))
    assert machine.started == []


def test_the_schedule_reads_the_tables(store, machine, monkeypatch):
    monkeypatch.setattr(deployed, "export", export)
    prepare_matching(EVENT, LambdaContext("prepare_matching", 900))
    (execution,) = machine.started
    given = json.loads(execution["input"])
    manifest = opened(run_store(deployed.root(), given["run"]))
    assert (manifest.people, manifest.vacancies, given["parts"]) == (0, 0, [])
    assert called(join_matching, {"run": given["run"]}) == {"people": 0}


@pytest.mark.parametrize("event", [{}, {"run": "x"}, {"run": "x", "number": "one"}])
def test_what_is_no_part_is_refused(machine, event):
    with pytest.raises(msgspec.ValidationError):
        called(match_part, event)


def test_the_machine_is_told_nothing_of_people(machine):
    deployed.begin(FixedClock(MOMENT))
    assert "per_" not in machine.started[0]["input"]
