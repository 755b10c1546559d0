"""Lock files name exact versions with digests, and nothing of where they came from."""

import re

import pytest

from local.lock import ALONE, LOCKS
from local.supply.__main__ import LOCKS as BILLED
from local.supply.locks import FOLDER, Locked, LockError, locked

_A, _B = "a" * 64, "b" * 64


def _file(tmp_path, text):
    file = tmp_path / "some.lock"
    file.write_text(text)
    return file


def test_packages_are_read_with_their_markers_and_digests(tmp_path):
    file = _file(
        tmp_path,
        f"Zeta_Lib==1.0 ; python_full_version < '3.12' \\\n    --hash=sha256:{_B} \\\n    --hash=sha256:{_A}\n"
        f"alpha==2 \\\n    --hash=sha256:{_A}\n",
    )
    first, second = locked(file)
    assert first == Locked(name="alpha", version="2", digests=(_A,))
    assert (second.name, second.version, second.digests) == ("zeta-lib", "1.0", (_A, _B))
    assert second.marker == 'python_full_version < "3.12"'


@pytest.mark.parametrize(
    "line", ["alpha", "alpha>=2", f"alpha>=2,==2.1 --hash=sha256:{_A}", "alpha==2", f"a --hash={_A}"]
)
def test_what_pins_nothing_is_named(tmp_path, line):
    with pytest.raises(LockError, match="has no exact version with a digest"):
        locked(_file(tmp_path, f"{line}\n"))


@pytest.mark.parametrize("name", sorted([*LOCKS, *ALONE]))
def test_every_lock_file_of_the_project_is_exact(name):
    file = FOLDER / f"{name}.lock"
    assert locked(file)
    assert not re.search(r"https?://|--index|--find-links|file:", file.read_text())


def test_every_lock_file_is_billed():
    assert set(BILLED) == {*LOCKS, *ALONE} == {file.stem for file in FOLDER.glob("*.lock")}


def test_what_is_deployed_is_what_is_developed_with():
    developed = {(each.name, each.version) for each in locked(FOLDER / "develop.lock")}
    for name in ("functions", "run", "batch"):
        assert {(each.name, each.version) for each in locked(FOLDER / f"{name}.lock")} <= developed
