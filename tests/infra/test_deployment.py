"""A wrong parameter stops a deployment with a sentence that names it."""

import re
import shlex
import subprocess
from pathlib import Path

import pytest

from chalicelib.linkage.ports import Port
from chalicelib.settings import Learning
from infra_cdk.deployment import SIZES, DeploymentError, Role, read_deployment
from infra_cdk.deployment.model import Register
from infra_cdk.deployment.reading import check
from tests.infra.conftest import PILOT

LOSS = Path(__file__).parents[2] / "docs" / "runbooks" / "region-loss.md"


def test_the_example_is_a_valid_deployment(pilot):
    check(pilot)
    assert pilot.capacity is SIZES["pilot"]


@pytest.mark.parametrize(
    ("line", "field"),
    [
        ("account", "account"),
        ("personal_data_abroad", "personal_data_abroad"),
        ("home_region", "home_region"),
        ("monthly_budget", "monthly_budget"),
    ],
)
def test_a_missing_parameter_is_named(tmp_path, line, field):
    file = tmp_path / "deployment.toml"
    file.write_text("".join(row for row in PILOT.read_text().splitlines(keepends=True) if not row.startswith(line)))
    with pytest.raises(DeploymentError, match=field):
        read_deployment(file)


def test_an_unknown_parameter_is_named(tmp_path):
    file = tmp_path / "deployment.toml"
    file.write_text(PILOT.read_text() + "colour = 'red'\n")
    with pytest.raises(DeploymentError, match="colour"):
        read_deployment(file)


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(DeploymentError, match=r"absent\.toml"):
        read_deployment(tmp_path / "absent.toml")


def test_a_file_that_is_not_toml_is_named(tmp_path):
    file = tmp_path / "deployment.toml"
    file.write_text("stage = ")
    with pytest.raises(DeploymentError, match="not TOML"):
        read_deployment(file)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"account": "12"}, "account"),
        ({"stage": "Pilot!"}, "stage"),
        ({"name": "labourmarket", "stage": "preproduction"}, "name and stage"),
        ({"home_region": "jakarta"}, "home_region"),
        ({"recovery_region": "ap-southeast-3"}, "recovery_region"),
        ({"home_zones": ("ap-southeast-3a",)}, "home_zones"),
        ({"recovery_zones": ("ap-southeast-3a", "ap-southeast-3b")}, "recovery_zones"),
        ({"home_zones": ("ap-southeast-3a", "ap-southeast-3b", "ap-southeast-3a")}, "home_zones: names a zone twice"),
        ({"domain": "padan"}, "domain"),
        ({"hosted_zone": ""}, "hosted_zone"),
        ({"hosted_zone": "padan.example"}, "hosted_zone"),
        ({"opensearch_master_arn": "administrator"}, "opensearch_master_arn"),
        ({"operations_email": "operations"}, "operations_email"),
        ({"mail_sender": "no-reply@elsewhere.example"}, "mail_sender"),
        ({"monthly_budget": 0}, "monthly_budget"),
        ({"countries": ("Indonesia",)}, "countries"),
        ({"registers": (Register(port=Port.COMPANY, url="http://register.example"),)}, "registers"),
        ({"registers": (Register(port=Port.COMPANY, url="https://user@register.example"),)}, "registers"),
        ({"registers": (Register(port=Port.COMPANY, url="https://register.example"),) * 2}, "named twice"),
        ({"active": Role.RECOVERY, "recovery": "cold"}, "active"),
        ({"size": "national", "home_zones": ("ap-southeast-3a", "ap-southeast-3b")}, "home_zones"),
    ],
)
def test_what_is_malformed_or_contradicts_itself_is_named(varied, change, field):
    with pytest.raises(DeploymentError, match=field):
        check(varied(**change))


@pytest.mark.parametrize("lines", ["as it is", "without an active place"])
def test_the_runbook_of_a_lost_region_changes_the_active_place_and_back(tmp_path, lines):
    rows = PILOT.read_text().splitlines(keepends=True)
    file = tmp_path / "deployment.toml"
    file.write_text("".join(row for row in rows if lines == "as it is" or not row.startswith("active")))
    away, back = re.findall(r"^sed -i .*(?= \$DEPLOYMENT$)", LOSS.read_text(), flags=re.MULTILINE)
    assert read_deployment(file).active is Role.HOME
    subprocess.run([*shlex.split(away), str(file)], check=True, timeout=10)
    assert read_deployment(file).active is Role.RECOVERY
    subprocess.run([*shlex.split(back), str(file)], check=True, timeout=10)
    assert read_deployment(file).active is Role.HOME


def test_who_administers_the_index_is_a_role_or_nobody(varied):
    check(varied(opensearch_master_arn="arn:aws:iam::000000000000:role/index-administrator"))
    check(varied(opensearch_master_arn=""))


def test_all_mistakes_are_told_at_once(varied):
    with pytest.raises(DeploymentError) as caught:
        check(varied(account="1", monthly_budget=-1))
    assert "account" in str(caught.value)
    assert "monthly_budget" in str(caught.value)


@pytest.mark.parametrize(
    ("days", "told"), [("vacancy_days = 20", "vacancy_days"), ("persons_days = 90", "persons_days")]
)
def test_upkeep_stays_within_its_bounds(tmp_path, days, told):
    file = tmp_path / "deployment.toml"
    file.write_text(f"{PILOT.read_text()}\n[upkeep]\n{days}\n")
    with pytest.raises(DeploymentError, match=told):
        read_deployment(file)


def test_upkeep_is_the_deployments(tmp_path):
    file = tmp_path / "deployment.toml"
    file.write_text(f"{PILOT.read_text()}\n[upkeep]\nvacancy_days = 60\n")
    upkeep = read_deployment(file).upkeep
    assert (upkeep.vacancy_days, upkeep.person_days) == (60, 183)


@pytest.mark.parametrize(
    "asked",
    ["learning_share = 1.5", "learning_share = -0.1", "learning_least = 1", "learning_days = 1", "learning_days = 15"],
)
def test_learning_stays_within_its_bounds(tmp_path, asked):
    file = tmp_path / "deployment.toml"
    file.write_text(f"{PILOT.read_text()}\n{asked}\n")
    with pytest.raises(DeploymentError, match=asked.partition(" ")[0]):
        read_deployment(file)


def test_how_much_is_learned_is_the_deployments(tmp_path):
    file = tmp_path / "deployment.toml"
    file.write_text(f"{PILOT.read_text()}\nlearning_share = 0.25\nlearning_least = 20\nlearning_days = 7\n")
    deployment = read_deployment(file)
    assert (deployment.learning_share, deployment.learning_least, deployment.learning_days) == (0.25, 20, 7)
    left = read_deployment(PILOT)
    usual = Learning()
    assert (left.learning_share, left.learning_least) == (usual.learning_share, usual.learning_least)
    assert left.learning_days == usual.learning_days == 3
