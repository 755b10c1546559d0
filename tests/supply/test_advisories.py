"""What is known against packages is told, and so is what could not be asked."""

import subprocess

import msgspec
import pytest

from local.supply import __main__ as command
from local.supply.advisories import Advised, audited, read

REPORT = b"""{"dependencies": [
  {"name": "one", "version": "1", "vulns": [{"id": "PYSEC-2026-1", "fix_versions": ["2"]}, {"id": "GHSA-x"}]},
  {"name": "two", "version": "2", "vulns": []},
  {"name": "three", "skip_reason": "not found"}
], "fixes": []}"""


def test_a_report_is_read():
    assert read(REPORT.decode()) == Advised(asked=2, advisories=("one 1: PYSEC-2026-1, GHSA-x",), not_asked=("three",))


def test_something_else_is_no_report():
    with pytest.raises(msgspec.DecodeError):
        read("Traceback")


def test_an_auditor_that_fails_is_told(monkeypatch, tmp_path):
    def failed(asking, **_):
        return subprocess.CompletedProcess(asking, 1, stdout="", stderr="first\nno service\n")

    monkeypatch.setattr(subprocess, "run", failed)
    with pytest.raises(RuntimeError, match="could not be asked for: no service"):
        audited(tmp_path / "some.lock")


@pytest.mark.parametrize(
    ("found", "code"),
    [
        (Advised(asked=3), 0),
        (Advised(asked=2, advisories=("one 1: X",), not_asked=("two",)), 1),
        (Advised(asked=2, not_asked=("two",)), 2),
        (None, 2),
    ],
)
def test_the_command_is_no_success_unless_all_was_asked(monkeypatch, capsys, found, code):
    def asked(_):
        if found is None:
            raise RuntimeError("nobody answers")
        return found

    monkeypatch.setattr(command, "audited", asked)
    assert command.main(["advisories", "functions"]) == code
    told = capsys.readouterr()
    assert ("nobody answers" in told.err) is (found is None)
    assert ("two" in told.err) is (found is not None and bool(found.not_asked))
