"""Arrows run one way: app, functions, capabilities, search and security, leaves."""

import re

import pytest

from tests.architecture.imports import CAPABILITIES, LEAVES, imports_of, modules, place_of

MODULES = sorted(modules())
RUN_TIME = [(name, path) for name, path in MODULES if place_of(name) not in ("local", "infra_cdk")]
ALLOWED = {
    "app": {"app", "functions", "leaf"},
    "functions": {"functions", "capability", "search", "security", "leaf"},
    "capability": {"capability", "search", "security", "leaf"},
    "search": {"search", "leaf"},
    "security": {"security", "leaf"},
    "leaf": {"leaf"},
}


def _kind(module: str) -> str:
    return place_of(module).partition(":")[0]


@pytest.mark.parametrize(("name", "path"), RUN_TIME, ids=[name for name, _ in RUN_TIME])
def test_imports_only_what_stands_below(name, path):
    wrong = {found for found in imports_of(path) if _kind(found) not in ALLOWED[_kind(name)] | {"elsewhere"}}
    assert not wrong, f"{name} ({place_of(name)}) imports {sorted(wrong)}"


@pytest.mark.parametrize(("name", "path"), RUN_TIME, ids=[name for name, _ in RUN_TIME])
def test_only_the_edge_knows_chalice(name, path):
    knows = any(found.partition(".")[0] == "chalice" for found in imports_of(path))
    assert not knows or _kind(name) in ("app", "functions"), f"{name} imports chalice"


@pytest.mark.parametrize(("name", "path"), RUN_TIME, ids=[name for name, _ in RUN_TIME])
def test_no_capability_touches_the_table_of_another(name, path):
    own = place_of(name)
    foreign = {
        found
        for found in imports_of(path)
        if place_of(found).startswith("capability:")
        and place_of(found) != own
        and any(part == "table" or part.endswith("_table") for part in found.split(".")[2:])
    }
    assert not foreign, f"{name} imports {sorted(foreign)}"


@pytest.mark.parametrize(
    ("name", "path"),
    [(name, path) for name, path in RUN_TIME if name.rpartition(".")[2] == "model"],
    ids=[name for name, _ in RUN_TIME if name.rpartition(".")[2] == "model"],
)
def test_models_know_nothing_of_aws(name, path):
    clouds = {"boto3", "botocore", "pynamodb", "chalice", "aws_lambda_powertools"}
    assert not {found for found in imports_of(path) if found.partition(".")[0] in clouds}
    storing = {"chalicelib.tables", "chalicelib.wire", "chalicelib.aws", "chalicelib.uniqueness", "chalicelib.outbox"}
    assert not {found for found in imports_of(path) if any(found.startswith(leaf) for leaf in storing)}


@pytest.mark.parametrize(("name", "path"), RUN_TIME, ids=[name for name, _ in RUN_TIME])
def test_only_settings_read_the_environment(name, path):
    if name == "chalicelib.settings":
        return
    assert not {"os.environ", "os.getenv"} & imports_of(path)
    assert not re.search(r"os\.environ|getenv\(", path.read_text()), f"{name} reads the environment"


def test_the_reader_sees_a_wrong_arrow(tmp_path):
    wrong = tmp_path / "wrong.py"
    wrong.write_text("def late():\n    from chalicelib.people.table import PersonItem\n")
    assert imports_of(wrong) == {"chalicelib.people.table.PersonItem"}
    assert _kind("chalicelib.people.table") not in ALLOWED["search"]
    assert {"errors", "clock", "settings"} <= LEAVES
    assert {"people", "vacancies"} <= CAPABILITIES


def test_the_composition_root_stays_small():
    root = next(path for name, path in MODULES if name == "app")
    assert len(root.read_text().splitlines()) < 60
