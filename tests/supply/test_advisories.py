"""What is known against packages is told, and so is what could not be asked."""

import subprocess
from datetime import UTC, datetime

import msgspec
import pytest

from chalicelib.clock import FixedClock
from local.supply import __main__ as command
from local.supply import asking
from local.supply.advisories import Advised, Against, audited, read
from local.supply.record import COLUMNS

REPORT = b"""{"dependencies": [
  {"name": "one", "version": "1", "vulns": [
    {"id": "PYSEC-2026-1", "fix_versions": ["2"], "aliases": ["CVE-2026-1"]}, {"id": "GHSA-x", "fix_versions": []}]},
  {"name": "two", "version": "2", "vulns": []},
  {"name": "three", "skip_reason": "not found"}
], "fixes": []}"""
FOUND = (
    Against(package="one", version="1", advisory="PYSEC-2026-1", aliases=("CVE-2026-1",)),
    Against(package="one", version="1", advisory="GHSA-x"),
)
CLOCK = FixedClock(datetime(2026, 6, 10, 3, tzinfo=UTC))
NOTED = (
    "\t".join(COLUMNS) + "\nCVE-2026-1\tone\thigh\t2026-06-03\t0.1.0\t\t\t\t\nGHSA-x\tone\tlow\t2026-06-03\t9\t\t\t\t\n"
)


@pytest.fixture
def answered(monkeypatch, tmp_path):
    """Run the command on a folder of its own, where the auditor answers what it is told to."""

    def run(found, record="", arguments=("advisories", "functions")):
        def asked(file, osv=""):
            if isinstance(found, Exception):
                raise found
            return found

        monkeypatch.setattr(asking, "audited", asked)
        if record:
            (tmp_path / "advisories.tsv").write_text(record)
        return command.main([*arguments, "--folder", str(tmp_path)], clock=CLOCK)

    return run


def test_a_report_is_read():
    assert read(REPORT.decode()) == Advised(asked=2, advisories=FOUND, not_asked=("three",))


@pytest.mark.parametrize("text", ["Traceback", "", "[]", '{"dependencies": [{"version": "1"}]}'])
def test_something_else_is_no_report(text):
    with pytest.raises(msgspec.DecodeError):
        read(text)


def test_an_auditor_that_fails_is_told(monkeypatch, tmp_path):
    def failed(asking, **_):
        return subprocess.CompletedProcess(asking, 1, stdout="", stderr="first\nno service\n")

    monkeypatch.setattr(subprocess, "run", failed)
    with pytest.raises(RuntimeError, match="could not be asked for: no service"):
        audited(tmp_path / "some.lock")


def test_an_auditor_that_does_not_end_is_told(monkeypatch, tmp_path):
    def hangs(asking, *, timeout, **_):
        raise subprocess.TimeoutExpired(asking, timeout)

    monkeypatch.setattr(subprocess, "run", hangs)
    with pytest.raises(RuntimeError, match="not answered within 7 seconds"):
        audited(tmp_path / "some.lock", seconds=7)


@pytest.mark.parametrize(
    ("found", "record", "code"),
    [
        (Advised(asked=3), "", 0),
        (Advised(asked=2, not_asked=("two",)), "", 2),
        (RuntimeError("nobody answers"), "", 2),
        (Advised(asked=2, advisories=FOUND), "", 1),
        (Advised(asked=2, advisories=FOUND), NOTED, 0),
        (Advised(asked=2, advisories=FOUND, not_asked=("two",)), NOTED, 2),
        (Advised(asked=2, advisories=FOUND), NOTED.replace("06-03\t0.1.0", "06-02\t0.1.0"), 1),
        (Advised(asked=2, advisories=FOUND), NOTED.replace("\t9\t", "\t0.0.9\t"), 1),
        (Advised(asked=2, advisories=FOUND, not_asked=("two",)), NOTED.replace("high", "critical"), 1),
        (Advised(asked=3), NOTED.replace("2026-06-03\t9", "2026-06-11\t9"), 1),
        (Advised(asked=3), NOTED.replace("high", "grave"), 1),
    ],
)
def test_the_command_is_a_success_only_when_all_was_asked_and_nothing_is_late(answered, capsys, found, record, code):
    assert answered(found, record) == code
    told = capsys.readouterr()
    assert ("nobody answers" in told.err) is isinstance(found, Exception)
    assert ("two" in told.err) is (isinstance(found, Advised) and bool(found.not_asked))


def test_the_worst_of_several_locks_counts(answered, monkeypatch, tmp_path, capsys):
    answers = {"functions": Advised(asked=1, advisories=FOUND), "batch": RuntimeError("nobody answers")}

    def asked(file, osv=""):
        if isinstance(answers[file.stem], Exception):
            raise answers[file.stem]
        return answers[file.stem]

    monkeypatch.setattr(asking, "audited", asked)
    assert command.main(["advisories", "--folder", str(tmp_path)], clock=CLOCK) == 1
    answers["functions"] = Advised(asked=1)
    assert command.main(["advisories", "--folder", str(tmp_path)], clock=CLOCK) == 2
    assert capsys.readouterr().err.count("nobody answers") == 2


def test_what_is_new_is_noted_once_and_what_is_gone_is_closed(answered, tmp_path, capsys):
    noting = ("advisories", "functions", "--note")
    assert answered(Advised(asked=2, advisories=FOUND), arguments=noting) == 0
    lines = (tmp_path / "advisories.tsv").read_text().splitlines()
    assert [line.split("\t")[:4] for line in lines[1:]] == [
        ["PYSEC-2026-1", "one", "critical", "2026-06-10"],
        ["GHSA-x", "one", "critical", "2026-06-10"],
    ]
    assert answered(Advised(asked=2, advisories=FOUND), arguments=noting) == 0
    assert (tmp_path / "advisories.tsv").read_text().splitlines() == lines
    assert answered(Advised(asked=1, not_asked=("one",)), arguments=noting) == 2
    assert (tmp_path / "advisories.tsv").read_text().splitlines() == lines
    assert answered(Advised(asked=2), arguments=noting) == 0
    closed = (tmp_path / "advisories.tsv").read_text().splitlines()
    assert closed == [lines[0], *(f"{line}2026-06-10" for line in lines[1:])]
    assert "open, critical, known since 2026-06-10, until 2026-06-12" in capsys.readouterr().out


def test_what_is_overdue_is_told_without_asking_anybody(answered, capsys):
    asked = RuntimeError("nobody is to be asked")
    assert answered(asked, NOTED, ["overdue"]) == 0
    assert "advisories.tsv: 2 advisories, 2 not taken yet, 0 past their term" in capsys.readouterr().out
    assert answered(asked, NOTED.replace("06-03\t0.1.0", "05-30\t0.1.0"), ["overdue"]) == 1
    told = capsys.readouterr()
    assert told.out.count("OVERDUE") == 1
    assert "one CVE-2026-1: OVERDUE, high, known since 2026-05-30, until 2026-06-06" in told.out
    assert not told.err
    assert answered(asked, "no\trecord\n", ["overdue"]) == 1
    assert "other columns" in capsys.readouterr().err
