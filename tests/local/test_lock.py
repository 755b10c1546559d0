"""The lock files are of what the project asks for: names, versions and hashes, and nothing of where they came from."""

import re
import tomllib
from pathlib import Path

import pytest

from infra_cdk.packaging.layer import LOCK
from local import lock

HOUSE = Path(__file__).parents[2]
FILES = sorted((HOUSE / "requirements").glob("*.lock"))
ENTRY = re.compile(r"(?P<name>[a-z0-9][a-z0-9.-]*)==(?P<version>[^ ]+)(?P<when> ; [^\\]+)? \\")
HASH = re.compile(r"    --hash=sha256:[0-9a-f]{64}( \\)?")
NAME = re.compile(r"[A-Za-z0-9._-]+")


def names(file: Path) -> set[str]:
    return {found["name"] for line in file.read_text().splitlines() if (found := ENTRY.fullmatch(line))}


def plain(requirement: str) -> str:
    found = NAME.match(requirement)
    assert found is not None, requirement
    return re.sub(r"[._-]+", "-", found[0]).lower()


def asked(*extras: str) -> set[str]:
    project = tomllib.loads((HOUSE / "pyproject.toml").read_text())["project"]
    every = [*project["dependencies"], *(each for extra in extras for each in project["optional-dependencies"][extra])]
    return {plain(each) for each in every} - {"padan"}


def test_every_lock_file_is_one_that_the_command_writes() -> None:
    assert {file.stem for file in FILES} == {*lock.LOCKS, *lock.ALONE}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_lock_holds_names_versions_and_hashes_only(file: Path) -> None:
    lines = file.read_text().splitlines()
    assert lines
    strange = [line for line in lines if not (ENTRY.fullmatch(line) or HASH.fullmatch(line))]
    assert not strange


@pytest.mark.parametrize("name", sorted(lock.LOCKS))
def test_a_lock_holds_whatever_its_extras_ask_for(name: str) -> None:
    held = names(HOUSE / "requirements" / f"{name}.lock")
    wanted = asked(*lock.LOCKS[name]) | ({"numpy"} if "local" in lock.LOCKS[name] else set())
    assert not wanted - held, "run `make lock`"


def test_the_layer_is_locked_alone() -> None:
    (extra,) = lock.ALONE.values()
    assert names(LOCK) == {plain(each) for each in lock.required(extra, HOUSE / "pyproject.toml").splitlines()}


def test_the_package_of_the_functions_is_locked_without_the_layer() -> None:
    assert not names(LOCK) & names(HOUSE / "requirements" / "functions.lock")


def test_the_layer_and_the_platform_on_one_machine_have_the_same_versions() -> None:
    layer = {line for line in LOCK.read_text().splitlines() if ENTRY.fullmatch(line)}
    assert layer <= set((HOUSE / "requirements" / "run.lock").read_text().splitlines())


def test_standard_input_is_what_an_extra_asks_for(tmp_path: Path) -> None:
    project = tmp_path / "pyproject.toml"
    project.write_text('[project.optional-dependencies]\nfew = ["one>=1", "two<3; python_version < \'3.12\'"]\n')
    assert lock.required("few", project) == "one>=1\ntwo<3; python_version < '3.12'"
    assert lock.command("-", (), tmp_path / "few.lock")[-1] == str(tmp_path / "few.lock")
