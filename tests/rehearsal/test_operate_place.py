"""Placing a deployment's people from the operator's machine."""

import pytest

from chalicelib import people
from infra_cdk.deployment import read_deployment
from infra_cdk.operating.tasks import TASKS
from infra_cdk.packaging.staging import ROOT

PILOT = read_deployment(ROOT / "infra_cdk" / "deployments" / "pilot.toml")


@pytest.fixture
def asked(monkeypatch, tmp_path):
    """How placing was asked for."""
    monkeypatch.chdir(tmp_path)
    found = []

    def kept(how, note, progress):
        found.append((how, note))
        progress(3, 10)
        return people.PlacingReport(dry_run=how.dry_run, seen=3)

    monkeypatch.setattr(people, "place_due", kept)
    return found


def test_without_options_it_writes_at_a_careful_rate(asked, capsys):
    assert TASKS["place-people"](PILOT, []).seen == 3
    ((how, _),) = asked
    assert (how.dry_run, how.writes_per_second) == (False, 100.0)
    assert capsys.readouterr().out == ""


def test_each_deployment_has_its_own_note_unless_one_is_named(asked, tmp_path):
    reached = people.PlacingReached(after="per_1", report=people.PlacingReport(dry_run=False))
    file = tmp_path / "kept" / "here.json"
    for arguments in ([], ["--dry-run", "--writes-per-second", "7.5", "--checkpoint", str(file)]):
        TASKS["place-people"](PILOT, arguments)
    for _, note in asked:
        note.note(reached)
    assert file.exists()
    assert (tmp_path / "build" / "padan-pilot-placing.json").exists()
    assert (asked[1][0].dry_run, asked[1][0].writes_per_second) == (True, 7.5)


@pytest.mark.parametrize("wrong", [["--all"], ["--writes-per-second", "0"], ["--writes-per-second", "nan"]])
def test_wrong_options_stop_before_anything_is_read(asked, wrong, capsys):
    with pytest.raises(SystemExit) as ended:
        TASKS["place-people"](PILOT, wrong)
    assert ended.value.code == 2
    assert asked == []
    assert wrong[0] in capsys.readouterr().err
