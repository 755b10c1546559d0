"""Whatever reads a deployment file tells its mistakes in the same way, before it does anything else."""

from importlib import import_module

import pytest

from infra_cdk.deployment import deployment_or_end, read_deployment
from infra_cdk.deployment.reading import WRONG_FILE
from tests.infra.conftest import PILOT

PROGRAMS = {
    "infra_cdk.command": lambda main, file: main(["synth", str(file)]),
    "infra_cdk.cost.__main__": lambda main, file: main([str(file)]),
    "infra_cdk.drills.filling": lambda main, file: main([str(file), "3"]),
    "infra_cdk.evidence.__main__": lambda main, file: main([str(file)]),
    "infra_cdk.nag.__main__": lambda main, file: main([str(file)]),
    "infra_cdk.operate": lambda main, file: main([str(file), "reconcile"]),
}


@pytest.fixture
def wrong(tmp_path):
    file = tmp_path / "deployment.toml"
    text = PILOT.read_text().replace('account = "000000000000"', 'account = "12"')
    file.write_text(text.replace('domain = "', 'domain = "no host '))
    return file


def ended_with(program, file):
    """How ``program`` ended; some return it, others end themselves."""
    call = PROGRAMS.get(program, lambda main, file: main())
    try:
        return call(import_module(program).main, file)
    except SystemExit as ended:
        return ended.code


@pytest.mark.parametrize("program", PROGRAMS)
@pytest.mark.parametrize("absent", [False, True], ids=["wrong", "absent"])
def test_each_mistake_has_its_sentence_and_nothing_is_begun(program, absent, wrong, capsys):
    file = wrong.with_name("nowhere.toml") if absent else wrong
    assert ended_with(program, file) == WRONG_FILE
    told = capsys.readouterr()
    assert told.out == ""
    for word in ("nowhere.toml",) if absent else ("account", "domain"):
        assert len([line for line in told.err.splitlines() if word in line]) == 1
    assert "Traceback" not in told.err


class _Asked:
    """An app of the CDK of which only the context is asked; the real one reads it once in a process."""

    def __init__(self, context):
        self.node = self
        self.try_get_context = context.get


@pytest.mark.parametrize("named", [True, False], ids=["wrong", "none"])
def test_a_synthesis_ends_like_them(named, wrong, monkeypatch, capsys):
    monkeypatch.setenv("AWS_DEFAULT_REGION", "ap-southeast-3")
    monkeypatch.setattr("aws_cdk.App", lambda: _Asked({"deployment": str(wrong)} if named else {}))
    assert ended_with("infra_cdk.__main__", wrong) == WRONG_FILE
    assert ("account" if named else "-c deployment=FILE") in capsys.readouterr().err


def test_a_right_file_is_read():
    assert deployment_or_end(PILOT) == read_deployment(PILOT)
