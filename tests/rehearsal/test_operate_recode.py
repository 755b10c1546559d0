"""Recoding a deployment's vacancies from the operator's machine."""

import shlex

import pytest

from chalicelib import vacancies
from chalicelib.vacancies.recoding_store import FileCheckpoint, Reached
from infra_cdk.deployment import read_deployment
from infra_cdk.drills.runbook import check, read
from infra_cdk.operating.tasks import TASKS
from infra_cdk.packaging.staging import ROOT
from tests.vacancies.recoding_samples import MemoryStore, old

PILOT = read_deployment(ROOT / "infra_cdk" / "deployments" / "pilot.toml")


@pytest.fixture
def asked(monkeypatch, tmp_path):
    """How recoding was asked for; it works on two vacancies in memory."""
    monkeypatch.chdir(tmp_path)
    found = []
    recode = vacancies.recode

    def kept(how, checkpoint, progress):
        found.append((how, checkpoint))
        return recode(how, checkpoint, progress, store=MemoryStore([old(1), old(2)]))

    monkeypatch.setattr(vacancies, "recode", kept)
    return found


def test_without_options_it_writes_at_a_careful_rate(asked, capsys):
    report = TASKS["recode"](PILOT, [])
    ((how, _),) = asked
    assert (how.dry_run, how.every, how.writes_per_second) == (False, False, 100.0)
    assert (report.seen, report.changed, report.written) == (2, 2, 2)
    assert capsys.readouterr().out == ""


def test_its_options_are_those_of_the_job(asked, tmp_path):
    file = tmp_path / "kept" / "here.json"
    report = TASKS["recode"](PILOT, ["--dry-run", "--all", "--writes-per-second", "7.5", "--checkpoint", str(file)])
    ((how, _),) = asked
    assert (how.dry_run, how.every, how.writes_per_second) == (True, True, 7.5)
    assert (report.written, report.changed) == (0, 2)


def test_each_deployment_has_its_own_checkpoint(asked, tmp_path):
    TASKS["recode"](PILOT, ["--dry-run"])
    ((_, checkpoint),) = asked
    report = vacancies.RecodingReport(coded_with="x", dry_run=False)
    checkpoint.note(Reached(after="vac_1", every=False, report=report))
    file = tmp_path / "build" / "padan-pilot-recoding.json"
    assert FileCheckpoint(file).read().after == "vac_1"


def test_the_runbook_can_be_typed_as_it_stands(asked):
    assert list(check("recode-vacancies")) == []
    typed = [shlex.split(line.text) for line in read("recode-vacancies") if " recode" in line.text]
    for line in typed:
        TASKS["recode"](PILOT, line[line.index("recode") + 1 :])
    assert [how.dry_run for how, _ in asked] == [True, False, False]


@pytest.mark.parametrize(
    "wrong", [["--dry"], ["--writes-per-second", "0"], ["--writes-per-second", "inf"], ["--writes-per-second", "nan"]]
)
def test_wrong_options_stop_before_anything_is_read(asked, wrong, capsys):
    with pytest.raises(SystemExit) as ended:
        TASKS["recode"](PILOT, wrong)
    assert ended.value.code == 2
    assert asked == []
    assert wrong[0] in capsys.readouterr().err
