"""A share of `make faults`: two hundred operations while every tenth answer is lost on both ways."""

from pathlib import Path

import pytest

from bench.faults.lost_answers import run
from bench.faults.proxy import Fate
from bench.faults.standing import impatient

pytestmark = pytest.mark.emulator


def test_nothing_is_lost_and_nothing_doubled(tmp_path: Path) -> None:
    with impatient(0.05):
        outcome = run(tmp_path / "data", 200, 0.1, seed=5, clients=6)
    assert [str(finding) for finding in outcome.faults] == []
    assert outcome.tally.operations >= 200
    assert outcome.tally.broken >= 8, "hardly anything was lost on the way to the clients"
    assert outcome.services[Fate.LOSE_ANSWER] >= 50, "hardly anything was lost on the way to the services"
    told = {finding.what: finding.told for finding in outcome.findings}
    assert told["people"] > 3
    assert told["applications"] > 10
    assert told["receipts of pushes"] >= 1
    assert not set(outcome.tally.answers) - {200, 201, 202, 412, 429, 503}
