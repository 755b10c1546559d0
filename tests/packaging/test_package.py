"""The layout is proven by its package: unzipped elsewhere, every handler imports in an isolated interpreter."""

import json
import platform
import subprocess
import sys
import zipfile

import pytest

from infra_cdk.packaging import package
from infra_cdk.packaging.package import BUDGET, PackageTooLarge, build
from infra_cdk.packaging.staging import Target, pins

ARCHITECTURE = "arm64" if platform.machine() in ("aarch64", "arm64") else "x86_64"


@pytest.fixture(scope="module")
def packaged(tmp_path_factory):
    out = tmp_path_factory.mktemp("package")
    asset = build(out, Target(architecture=ARCHITECTURE))
    unpacked = out / "unpacked"
    with zipfile.ZipFile(asset) as archive:
        archive.extractall(unpacked)
    template = json.loads((out / "packaged" / "sam.json").read_text())
    return asset, unpacked, template


def _functions(template):
    return [entry for entry in template["Resources"].values() if entry["Type"] == "AWS::Serverless::Function"]


def _isolated(unpacked, program):
    command = [sys.executable, "-I", "-S", "-c", f"import sys; sys.path.insert(0, {str(unpacked)!r}); {program}"]
    environment = {"AWS_DEFAULT_REGION": "ap-southeast-3", "PATH": "/usr/bin:/bin"}
    return subprocess.run(command, capture_output=True, text=True, cwd=unpacked, env=environment, timeout=60)


def test_every_handler_imports_alone(packaged):
    _, unpacked, template = packaged
    handlers = [function["Properties"]["Handler"] for function in _functions(template)]
    assert "app.app" in handlers
    assert any(handler.startswith("functions.") for handler in handlers), "event functions import their own module"
    for handler in handlers:
        module, _, name = handler.rpartition(".")
        run = _isolated(
            unpacked, f"import importlib; assert callable(getattr(importlib.import_module({module!r}), {name!r}))"
        )
        assert run.returncode == 0, f"{handler}: {run.stderr}"


def test_the_client_of_the_index_works_without_what_grpc_needs(packaged):
    _, unpacked, _ = packaged
    assert not (unpacked / "grpc").exists()
    program = (
        "from opensearchpy import OpenSearch, exceptions\n"
        "try: OpenSearch('http://localhost:9', max_retries=0).info()\n"
        "except exceptions.ConnectionError: print('asked')"
    )
    run = _isolated(unpacked, f"exec({program!r})")
    assert run.stdout.strip() == "asked", run.stderr


def test_an_event_function_imports_its_own_module_and_not_the_app(packaged):
    _, unpacked, template = packaged
    module = next(
        handler.rpartition(".")[0]
        for function in _functions(template)
        if (handler := function["Properties"]["Handler"]).startswith("functions.")
    )
    run = _isolated(unpacked, f"import {module}; assert 'app' not in sys.modules")
    assert run.returncode == 0, run.stderr


def test_package_is_complete_and_clean(packaged):
    asset, unpacked, _ = packaged
    assert asset.stat().st_size <= BUDGET
    for room in ("app.py", "chalicelib", "functions", "search", "security"):
        assert (unpacked / room).exists()
    for stranger in ("local", "infra_cdk", "tests", "bench", "ministack", "tantivy", "aws_cdk"):
        assert not (unpacked / stranger).exists()
    assert list((unpacked / "chalicelib" / "reference" / "data").rglob("*")), "reference tables are in the package"


def test_what_is_recognised_is_compiled_in_the_package(packaged):
    _, unpacked, _ = packaged
    program = (
        "from chalicelib import reference;"
        "print(reference.code_title('Kasir Depok').code);"
        "print([mention.surface for mention in reference.recogniser().read('Sopir truk, SIM B1')])"
    )
    run = _isolated(unpacked, program)
    assert run.returncode == 0, run.stderr
    assert run.stdout.split("\n")[0] == "5230"
    assert "sim b1" in run.stdout
    assert "compiled in memory" not in run.stdout + run.stderr, "the compiled tables are not those of the package"


def test_the_same_source_gives_the_same_bytes(packaged, tmp_path):
    asset, _, _ = packaged
    again = build(tmp_path, Target(architecture=ARCHITECTURE))
    assert again.read_bytes() == asset.read_bytes()


def test_the_package_is_built_once_for_a_state_of_the_source(packaged):
    asset, _, _ = packaged
    shared = package.packaged(Target(architecture=ARCHITECTURE))
    assert (shared / "deployment.zip").read_bytes() == asset.read_bytes()
    written = (shared / "sam.json").stat().st_mtime_ns
    assert package.packaged(Target(architecture=ARCHITECTURE)) == shared
    assert (shared / "sam.json").stat().st_mtime_ns == written


def test_settings_of_a_developer_do_not_enter_the_template(packaged, tmp_path, monkeypatch):
    _, _, template = packaged
    monkeypatch.setenv("PADAN_TABLE_PREFIX", "somebody-")
    build(tmp_path, Target(architecture=ARCHITECTURE))
    assert json.loads((tmp_path / "packaged" / "sam.json").read_text()) == template


def test_too_large_a_package_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr("infra_cdk.packaging.package.BUDGET", 10)
    with pytest.raises(PackageTooLarge, match="limit is 10"):
        build(tmp_path, Target(architecture=ARCHITECTURE))


def test_pins_keep_names_versions_and_markers():
    lock = 'cffi==2.0 ; platform_system != "Java" \\\n    --hash=sha256:00\nsix==1.17.0 \\\n    --hash=sha256:11\n'
    assert pins(lock) == 'cffi==2.0 ; platform_system != "Java"\nsix==1.17.0\n'
