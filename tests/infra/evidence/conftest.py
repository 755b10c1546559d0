"""The evidence of the pilot, collected once a session by the command."""

import json
from datetime import date

import pytest

from infra_cdk.evidence.__main__ import main
from infra_cdk.evidence.collected import Collected
from infra_cdk.properties.world import World
from tests.infra.conftest import PILOT

DAY = date(2026, 6, 30)
JUNIT = """<testsuites><testsuite name="pytest" tests="12" failures="1" errors="0" skipped="2" time="1">
<testcase classname="tests.x" name="test_a"/></testsuite></testsuites>"""


class Evidence:
    """A folder with evidence."""

    def __init__(self, folder):
        self.folder = folder

    def __getitem__(self, name):
        return json.loads((self.folder / f"{name}.json").read_text())

    @property
    def digests(self):
        return {row["file"]: row["sha256"] for row in self["manifest"]}


@pytest.fixture(scope="session")
def collected(assembly, pilot):
    """What the evidence of the pilot is made from."""
    return Collected(world=World(assembly.stacks, pilot), day=DAY, asking=False)


@pytest.fixture(scope="session")
def evidence(assembly, tmp_path_factory):
    """What `python -m infra_cdk.evidence` writes of the pilot."""
    folder = tmp_path_factory.mktemp("evidence")
    junit = folder / "junit.xml"
    junit.write_text(JUNIT)
    given = [str(PILOT), "--folder", str(folder / "out"), "--day", DAY.isoformat(), "--without-advisories"]
    assert main([*given, "--results", str(junit)], synthesizing=lambda deployment, place: assembly.stacks) == 0
    return Evidence(folder / "out")
