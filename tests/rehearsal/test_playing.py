"""A drill does what a runbook says: it waits for what a loop waits for, and changes the file by the command itself."""

import pytest

from infra_cdk.drills import playing, runbook
from infra_cdk.drills.playing import Player
from infra_cdk.drills.runbook import RunbookError
from infra_cdk.rehearsal.rehearsal import Rehearsal
from tests.rehearsal.test_runbooks import PILOT

ASKED = "aws dynamodb describe-table --table-name padan-pilot-a --query Table.TableStatus"
LOOP = f"until {ASKED} | grep -qx ACTIVE; do sleep 9; done"


class _Rehearsal:
    deployment = PILOT

    def __init__(self, *answers):
        self.answers, self.asked, self.changes = list(answers), [], []

    def clients(self, service, region):
        return self

    def can_paginate(self, operation):
        return False

    def describe_table(self, TableName):  # noqa: N803 - boto3's own name
        self.asked.append(TableName)
        return {"Table": {"TableStatus": self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]}}

    def change(self, command):
        self.changes.append(command)


@pytest.fixture
def play(monkeypatch, tmp_path):
    monkeypatch.setattr(runbook, "RUNBOOKS", tmp_path)
    monkeypatch.setattr(playing, "_PAUSE", 0.0)

    def played(rehearsal, text):
        (tmp_path / "made.md").write_text(f"# Made\n\n```sh\n{text}\n```\n")
        Player(rehearsal).play("made")
        return rehearsal

    return played


def test_a_loop_ends_with_the_answer_that_it_waits_for(play):
    rehearsal = play(_Rehearsal("CREATING", "CREATING", "ACTIVE"), LOOP)
    assert rehearsal.asked == ["padan-pilot-a"] * 3


def test_a_loop_does_not_wait_for_ever(play, monkeypatch):
    monkeypatch.setattr(playing, "_PATIENCE", 0.0)
    with pytest.raises(RunbookError, match="CREATING, not ACTIVE"):
        play(_Rehearsal("CREATING"), LOOP)


def test_a_command_without_a_loop_is_asked_once(play):
    rehearsal = play(_Rehearsal("CREATING"), ASKED)
    assert rehearsal.asked == ["padan-pilot-a"]


def test_the_file_is_changed_by_the_command_as_it_stands(play):
    rehearsal = play(_Rehearsal(), "FILE=a.toml\nsed -i 's/a b/c/' $FILE")
    assert rehearsal.changes == [["sed", "-i", "s/a b/c/"]]
    with pytest.raises(RunbookError, match=r"not a\.txt"):
        play(_Rehearsal(), "sed -i 's/a/b/' a.txt")


def test_a_rehearsal_reads_what_the_command_wrote(tmp_path):
    rehearsal = Rehearsal()
    rehearsal.log, rehearsal.file = tmp_path / "log", tmp_path / "deployment.toml"
    rehearsal.file.write_text((runbook.ROOT / "infra_cdk/deployments/pilot.toml").read_text())
    rehearsal.change(["sed", "-i", "s/monthly_budget = .*/monthly_budget = 7/"])
    assert rehearsal.deployment.monthly_budget == 7
