"""Every command of every runbook that recovers something could be typed as it stands."""

import re

import pytest

from infra_cdk.deployment import read_deployment
from infra_cdk.drills import runbook
from infra_cdk.drills.runbook import RUNBOOKS, Line, RunbookError, check, make_targets, read, words
from infra_cdk.packaging.staging import ROOT

RECOVERY = (
    "region-loss",
    "table-restore",
    "index-rebuild",
    "poison-events",
    "ransomware",
    "key-rotation",
    "credential-leak",
    "surge",
)
PILOT = read_deployment(ROOT / "infra_cdk" / "deployments" / "pilot.toml")
_NAME = re.compile(r"\bpadan-[a-z0-9]+-[a-z0-9_-]+")


@pytest.mark.parametrize("name", RECOVERY)
def test_every_command_is_known_and_whole(name):
    assert list(check(name)) == []
    assert len(read(name)) >= 3


@pytest.mark.parametrize("name", RECOVERY)
def test_names_are_those_of_the_example_deployment(name):
    for found in _NAME.findall((RUNBOOKS / f"{name}.md").read_text()):
        assert found.startswith(PILOT.prefix), found


@pytest.mark.parametrize("name", RECOVERY)
def test_links_lead_somewhere(name):
    for target in re.findall(r"\]\(([^)#]+)\)", (RUNBOOKS / f"{name}.md").read_text()):
        assert (RUNBOOKS / target).resolve().exists(), target


def _runbook(monkeypatch, folder, text):
    (folder / "made.md").write_text(f"# Made\n\n```sh\n{text}\n```\n")
    monkeypatch.setattr(runbook, "RUNBOOKS", folder)
    return list(check("made"))


@pytest.mark.parametrize(
    ("command", "why"),
    [
        ("aws dynamodb frobnicate", "has no frobnicate"),
        ("aws dynamodb delete-table", "needs TableName"),
        ("aws dynamodb delete-table --table vacancies", "no option"),
        ("aws nothing at-all", "knows no service"),
        ("aws dynamodb wait table-gone --table-name x", "no table-gone"),
        ("make mischief", "knows no mischief"),
        (".venv/bin/python -m infra_cdk.operate file.toml mischief", "no such task"),
        ("rm -rf everything", "no command of a runbook"),
        ("aws dynamodb delete-table --table-name $NEVER_SET", "never set"),
    ],
)
def test_a_wrong_command_is_told(monkeypatch, tmp_path, command, why):
    (mistake,) = _runbook(monkeypatch, tmp_path, command)
    assert why in mistake


def test_answers_are_kept_and_lines_are_joined(monkeypatch, tmp_path):
    text = (
        "# a comment\nNAME=vacancies\n"
        "ARN=$(aws dynamodb describe-table --table-name $NAME --query Table.TableArn)\n"
        'aws dynamodb tag-resource --resource-arn $ARN \\\n  --tags \'[{"Key": "a", "Value": "b"}]\''
    )
    assert _runbook(monkeypatch, tmp_path, text) == []
    kept = [line.keeps for line in read("made")]
    assert kept == ["NAME", "ARN", ""]


def test_variables_are_filled_in():
    line = Line(text="aws s3api head-bucket --bucket ${NAME}-copy")
    assert words(line, {"NAME": "documents"})[-1] == "documents-copy"
    with pytest.raises(RunbookError, match="NAME"):
        words(line, {})


def test_make_is_asked_for_what_it_has():
    assert {"deploy", "rehearse", "drill"} <= make_targets()
