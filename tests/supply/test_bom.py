"""The bill of materials lists everything that a lock file locks, the same each time."""

import json

import pytest

from local.supply.__main__ import LOCKS, main
from local.supply.bom import document
from local.supply.locks import FOLDER, Locked, locked

PACKAGES = (
    Locked(name="invented", version="1", digests=("a" * 64,)),
    Locked(name="msgspec", version="0.20.0", marker='sys_platform == "linux"', digests=("b" * 64, "c" * 64)),
)


def test_a_package_stands_with_its_digests_terms_and_environment():
    invented, known = json.loads(document(PACKAGES))["components"]
    assert (invented["purl"], "licenses" in invented) == ("pkg:pypi/invented@1", False)
    assert known["hashes"] == [{"alg": "SHA-256", "content": "b" * 64}, {"alg": "SHA-256", "content": "c" * 64}]
    assert known["licenses"] == [{"license": {"id": "BSD-3-Clause"}}]
    assert known["properties"] == [{"name": "padan:environment", "value": 'sys_platform == "linux"'}]


def test_the_same_lock_gives_the_same_bill_and_another_lock_another():
    assert document(PACKAGES) == document(PACKAGES)
    serials = {json.loads(document(some))["serialNumber"] for some in (PACKAGES, PACKAGES[:1])}
    assert len(serials) == 2


@pytest.fixture(scope="module")
def bills(tmp_path_factory):
    folder = tmp_path_factory.mktemp("bills")
    assert main(["bom", "--folder", str(folder)]) == 0
    return {file.name.removesuffix(".cdx.json"): json.loads(file.read_text()) for file in folder.iterdir()}


def test_the_projects_bills_list_all_that_is_locked(bills):
    assert set(bills) == set(LOCKS)
    for name, bill in bills.items():
        listed = {(each["name"], each["version"]) for each in bill["components"]}
        assert listed == {(each.name, each.version) for each in locked(FOLDER / f"{name}.lock")}
        assert (bill["bomFormat"], bill["specVersion"]) == ("CycloneDX", "1.6")
        assert bill["metadata"]["component"]["name"] == "padan"


def test_what_is_deployed_states_its_terms(bills):
    assert not [each["name"] for each in bills["functions"]["components"] if "licenses" not in each]
