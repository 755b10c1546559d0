"""A share of `make faults`: confirmed writes outlive whoever is killed."""

from pathlib import Path

import pytest

from bench.faults import engine
from bench.faults.kills import run
from local.engines.dynamodb import DynamoDBLocal

pytestmark = pytest.mark.engine


def test_no_confirmed_write_is_lost_and_none_half_done(tmp_path: Path, dynamodb_local: DynamoDBLocal) -> None:
    assert dynamodb_local.alive
    outcome = run(tmp_path, rounds=2, seed=5)
    assert (outcome.lost, outcome.halves) == ((), ())
    assert (outcome.engine_kills, outcome.writer_kills) == (1, 1)
    assert outcome.confirmed >= 2


def test_what_the_engine_took_before_another_write_it_keeps(tmp_path: Path, dynamodb_local: DynamoDBLocal) -> None:
    """The rounds believe a write once the engine has taken the next: that has to be enough."""
    assert dynamodb_local.alive
    assert engine.lost(tmp_path / "tables", 1, once_more=True) == 0
