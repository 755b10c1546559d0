"""Dependencies are those of the lock, for the processor that is asked for, with the same bytes each time."""

import zipfile

import pytest

from infra_cdk.packaging import dependencies
from infra_cdk.packaging.dependencies import DependencyError


@pytest.mark.parametrize(("architecture", "machine"), [("arm64", "aarch64"), ("x86_64", "x86_64")])
def test_native_modules_are_of_the_functions_processor(architecture, machine):
    with zipfile.ZipFile(dependencies.dependencies(architecture)) as opened:
        native = [name for name in opened.namelist() if name.endswith(".so") and "linux" in name]
    assert native
    assert all(machine in name for name in native)


def test_two_installations_have_the_same_bytes(tmp_path):
    again = dependencies.dependencies("arm64", tmp_path)
    assert again.read_bytes() == dependencies.dependencies("arm64").read_bytes()


def test_a_package_that_is_not_what_the_lock_says_is_refused(tmp_path, monkeypatch):
    lock = tmp_path / "functions.lock"
    lock.write_text(f"six==1.17.0 --hash=sha256:{'0' * 64}\n")
    monkeypatch.setattr(dependencies, "LOCK", lock)
    with pytest.raises(DependencyError, match=r"(?i)hash"):
        dependencies.dependencies("arm64", tmp_path)
    assert not [entry for entry in tmp_path.iterdir() if entry.is_dir()]
