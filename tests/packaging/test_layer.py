"""NumPy's layer is for the processor that is asked for, small enough, and fits beside the package."""

import zipfile

import pytest

from infra_cdk.packaging import layer
from infra_cdk.packaging.dependencies import dependencies
from infra_cdk.packaging.layer import BUDGET, UNZIPPED, LayerTooLarge, numpy_layer

MACHINES = pytest.mark.parametrize(("architecture", "machine"), [("arm64", "aarch64"), ("x86_64", "x86_64")])


def unpacked(path):
    with zipfile.ZipFile(path) as opened:
        return sum(entry.file_size for entry in opened.infolist())


@MACHINES
def test_it_is_numpy_where_lambda_looks_for_layers(architecture, machine):
    with zipfile.ZipFile(numpy_layer(architecture)) as opened:
        names = opened.namelist()
    assert "python/numpy/__init__.py" in names
    assert all(name.startswith("python/") for name in names)
    native = [name for name in names if ".so" in name and "linux" in name]
    assert native
    assert all(machine in name for name in native)
    assert not [name for name in names if "/tests/" in name]


@MACHINES
def test_it_fits(architecture, machine):
    path = numpy_layer(architecture)
    assert path.stat().st_size < BUDGET
    assert unpacked(path) + unpacked(dependencies(architecture)) < UNZIPPED * 0.9, "room for the source"


def test_too_large_a_layer_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(layer, "BUDGET", 1_000)
    with pytest.raises(LayerTooLarge, match="the limit is 1000"):
        numpy_layer("arm64", tmp_path)
    assert not [entry for entry in tmp_path.iterdir() if entry.is_dir()]
