"""Packages that import what they export at its first use: complete, honest about what they lack, cheap until then."""

import importlib
import subprocess
import sys
from pathlib import Path

import pytest

from chalicelib import deferred

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = sorted(
    f"chalicelib.{init.parent.name}"
    for init in (ROOT / "chalicelib").glob("*/__init__.py")
    if "exports(__name__)" in init.read_text()
)


@pytest.mark.parametrize("package", PACKAGES)
def test_every_export_is_there_and_nothing_else_is_stated(package):
    module = importlib.import_module(package)
    assert set(module.__all__) == set(deferred._sources(package))
    for name in module.__all__:
        assert getattr(module, name) is not None


@pytest.mark.parametrize("package", PACKAGES)
def test_no_export_has_the_name_of_a_submodule(package):
    """Importing the submodule would put itself in the export's place."""
    folder = ROOT / package.replace(".", "/")
    submodules = {path.stem for path in folder.glob("*.py")} | {path.parent.name for path in folder.glob("*/*.py")}
    assert not submodules & set(deferred._sources(package))


def test_what_is_not_exported_is_missing_as_usual():
    with pytest.raises(AttributeError, match="has no attribute 'bukan'"):
        importlib.import_module("chalicelib.employers").bukan  # noqa: B018 - the access is what is tested
    with pytest.raises(ImportError):
        exec("from chalicelib.employers import bukan")  # noqa: S102 - as a client would write it


def test_a_package_is_cheap_until_an_export_is_used():
    program = (
        "import sys; import chalicelib.employers as employers\n"
        "assert 'pynamodb' not in sys.modules and 'chalicelib.employers.model' not in sys.modules\n"
        "assert employers.Role.OWNER and 'chalicelib.employers.model' in sys.modules\n"
        "assert 'pynamodb' not in sys.modules and 'Role' in vars(employers)\n"
    )
    subprocess.run([sys.executable, "-c", program], check=True, cwd=ROOT)


def test_exports_come_from_their_own_modules_under_their_own_names(tmp_path, monkeypatch):
    package = tmp_path / "contoh"
    package.mkdir()
    (package / "isi.py").write_text("satu, dua = 1, 2\n")
    (package / "__init__.py").write_text(
        "from typing import TYPE_CHECKING\nfrom chalicelib.deferred import exports\n"
        "if TYPE_CHECKING:\n    from contoh.isi import satu\n    from contoh.isi import dua as kembar\n"
        "if not __name__:\n    from contoh.isi import tiga\n"
        "__getattr__ = exports(__name__)\n"
    )
    monkeypatch.syspath_prepend(str(tmp_path))
    module = importlib.import_module("contoh")
    assert (module.satu, module.kembar) == (1, 2)
    assert not hasattr(module, "tiga")
    monkeypatch.delitem(sys.modules, "contoh")
    monkeypatch.delitem(sys.modules, "contoh.isi")
