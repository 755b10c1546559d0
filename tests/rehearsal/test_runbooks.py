"""Every command of every runbook that recovers something could be typed as it stands."""

import re
import subprocess

import pytest

from infra_cdk.deployment import Role, read_deployment
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
_LAMBDA = re.compile(r"aws lambda ([a-z-]+)")
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


def _commands(name, *begin):
    return [line for line in read(name) if line.text.split()[: len(begin)] == list(begin)]


@pytest.mark.parametrize("name", RECOVERY)
def test_nothing_slow_is_awaited_by_a_waiter_that_gives_up(name):
    """Tables and backups take hours; waiters of DynamoDB end after eight minutes."""
    assert _commands(name, "aws", "dynamodb", "wait") == []


def test_the_damaged_table_goes_when_the_backup_that_takes_its_place_is_whole():
    lines = read("table-restore")
    whole = next(number for number, line in enumerate(lines) if line.until == "AVAILABLE")
    backed_up = next(number for number, line in enumerate(lines) if "create-backup" in line.text)
    gone = [number for number, line in enumerate(lines) if "delete-table" in line.text]
    assert backed_up < whole < min(gone)


@pytest.mark.parametrize("name", RECOVERY)
def test_concurrency_set_by_hand_is_set_back_by_hand(name):
    """Nothing else does; and 0 throttles a worker until its messages are dead, and is refused beside what is warm."""
    changed = [
        words(line, dict.fromkeys(_variables(name), "$")) for line in read(name) if "put-function-c" in line.text
    ]
    told = [command[command.index("--reserved-concurrent-executions") + 1] for command in changed]
    assert "0" not in told
    assert not told or told[-1] == "$"


@pytest.mark.parametrize("name", RECOVERY)
def test_what_is_stopped_begins_again(name):
    stopped = [line.text.rpartition(" ")[2] for line in read(name) if " stop-work " in line.text]
    started = [line.text.rpartition(" ")[2] for line in read(name) if " start-work " in line.text]
    assert sorted(stopped) == sorted(started)


@pytest.mark.parametrize("file", sorted(RUNBOOKS.glob("*.md")), ids=lambda file: file.stem)
def test_a_changed_function_is_published_to_its_alias(file):
    """Functions run as an alias: a change of the function alone is seen by nobody. Runbooks of alarms as well."""
    order = _LAMBDA.findall(file.read_text())
    for number, operation in enumerate(order):
        if operation == "update-function-configuration":
            after = [each for each in order[number:] if each in ("wait", "publish-version", "update-alias")]
            assert [each for each in after if each != "wait"] == ["publish-version", "update-alias"]
            assert after[0] == "wait"


@pytest.mark.parametrize("name", RECOVERY)
def test_import_goes_through_the_project_s_own_command(name):
    assert "cdk import" not in (RUNBOOKS / f"{name}.md").read_text()


def test_a_restore_repeats_erasures_before_anybody_is_served():
    tasks = [line.text.split()[4] for line in read("table-restore") if "infra_cdk.operate" in line.text]
    assert tasks.index("complete-table") < tasks.index("repeat-erasures") < tasks.index("start-work")


@pytest.mark.parametrize("former", ['active = "home"\n', 'active="home"\n', ""])
@pytest.mark.parametrize(("number", "wanted"), [(0, Role.RECOVERY), (1, Role.HOME)])
def test_the_region_is_changed_in_any_deployment_file(tmp_path, former, number, wanted):
    file = tmp_path / "deployment.toml"
    file.write_text((ROOT / "infra_cdk/deployments/pilot.toml").read_text().replace('active = "home"\n', former))
    change = words(_commands("region-loss", "sed")[number], {"DEPLOYMENT": str(file)})
    for _ in range(2):
        subprocess.run(change, check=True)
        assert read_deployment(file).active is wanted


def _variables(name):
    return [line.keeps for line in read(name) if line.keeps]


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


def test_a_loop_asks_until_the_answer_is_there(monkeypatch, tmp_path):
    asked = "aws dynamodb describe-table --table-name a --query Table.TableStatus"
    text = f"until {asked} | grep -qx ACTIVE; do sleep 30; done"
    assert _runbook(monkeypatch, tmp_path, text) == []
    (line,) = read("made")
    assert (line.until, line.text) == ("ACTIVE", asked)


def test_a_drill_ends_before_what_is_done_afterwards(monkeypatch, tmp_path):
    _runbook(monkeypatch, tmp_path, "make drill\n```\n\n## Afterwards\n\n```sh\nmake deploy")
    assert [line.text for line in read("made")] == ["make drill", "make deploy"]
    assert [line.text for line in read("made", at_once=True)] == ["make drill"]


def test_variables_are_filled_in():
    line = Line(text="aws s3api head-bucket --bucket ${NAME}-copy")
    assert words(line, {"NAME": "documents"})[-1] == "documents-copy"
    json = Line(text='aws x y --a "{\\"B\\": $NAME}"')
    assert words(json, {"NAME": "1"})[-1] == '{"B": 1}'
    with pytest.raises(RunbookError, match="NAME"):
        words(line, {})


def test_make_is_asked_for_what_it_has():
    assert {"deploy", "rehearse", "drill"} <= make_targets()
