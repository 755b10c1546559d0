"""Builds the deployment package: the same bytes from the same source.

``python -m infra_cdk.packaging.package [--architecture arm64|x86_64] [--out FOLDER]``.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

from infra_cdk.packaging.archive import write_archive
from infra_cdk.packaging.cache import built_once, digest, digest_of_files
from infra_cdk.packaging.dependencies import LOCK, dependencies
from infra_cdk.packaging.staging import BUILD, VENDORED, Target, stage_source

BUDGET = 50 * 1024 * 1024
"""Largest zip in bytes that Lambda takes by direct upload."""

_CHALICE = "from chalice.cli import main; main()"
_RUNTIME_FILES = ("__init__.py", "app.py")
"""The part of Chalice that runs in a function; the rest of it packages."""


class PackageTooLarge(RuntimeError):
    """The zip is over Lambda's limit."""


def packaged(target: Target) -> Path:
    """Return a folder with ``deployment.zip`` and ``sam.json`` for the source as it stands.

    It is built once for each state of the source and shared by every process and place; nobody may write into it.
    """
    with tempfile.TemporaryDirectory() as scratch:
        source = stage_source(Path(scratch) / "source", target)
        name = f"{target.architecture}-{digest([digest_of_files(source).encode(), *_builder()])}"
        return built_once(BUILD / "packages" / name, lambda folder: _package(source, folder, target))


def build(out: Path, target: Target) -> Path:
    """Stage the source at ``out``, package it into ``out`` afresh and return the zip.

    Raises ``subprocess.CalledProcessError`` when Chalice fails and `PackageTooLarge` above the budget.
    """
    folder = out / "packaged"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    _package(stage_source(out / "source", target), folder, target)
    return folder / "deployment.zip"


def main(arguments: list[str] | None = None) -> int:
    """Build and say what was built."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--architecture", choices=("arm64", "x86_64"), default="arm64")
    parser.add_argument("--out", type=Path, default=BUILD)
    options = parser.parse_args(arguments)
    asset = build(options.out.resolve(), Target(architecture=options.architecture))
    sys.stdout.write(f"{asset} {asset.stat().st_size / 2**20:.1f} MB for {options.architecture}\n")
    return 0


def _package(source: Path, folder: Path, target: Target) -> None:
    """Write ``deployment.zip`` and Chalice's template for it, ``sam.json``, into ``folder``."""
    asset = _expected_by_chalice(source, target)
    _archive(source, asset, target)
    if (size := asset.stat().st_size) > BUDGET:
        raise PackageTooLarge(f"{size} bytes, the limit is {BUDGET}")
    command = [sys.executable, "-c", _CHALICE, "package", "--pkg-format", "cloudformation", str(folder)]
    subprocess.run(  # noqa: S603 - our own arguments
        command, cwd=source, env=_environment(), check=True, stdout=subprocess.DEVNULL
    )


def _archive(source: Path, asset: Path, target: Target) -> None:
    with tempfile.TemporaryDirectory() as scratch:
        content = Path(scratch)
        shutil.copyfile(source / "app.py", content / "app.py")
        shutil.copytree(source / "chalicelib", content / "chalicelib")
        for room in VENDORED:
            shutil.copytree(source / "vendor" / room, content / room)
        (content / "chalice").mkdir()
        for file in _runtime():
            shutil.copyfile(file, content / "chalice" / file.name)
        write_archive(asset, content, base=dependencies(target.architecture))


def _expected_by_chalice(source: Path, target: Target) -> Path:
    """Return where Chalice looks for a zip that it built before; it describes the one it finds and builds none."""
    from chalice.deploy.packager import DependencyBuilder, LambdaDeploymentPackager
    from chalice.utils import UI, OSUtils

    system = OSUtils()
    packager = LambdaDeploymentPackager(system, DependencyBuilder(system), UI(), target.architecture)
    major, minor = sys.version_info[:2]
    expected = Path(packager.deployment_package_filename(str(source), f"python{major}.{minor}"))
    expected.parent.mkdir(parents=True, exist_ok=True)
    return expected


def _runtime() -> Iterator[Path]:
    import chalice

    for name in _RUNTIME_FILES:
        yield Path(chalice.__file__).parent / name


def _builder() -> Iterator[bytes]:
    """Yield what else decides on the bytes of a package: this builder, Chalice, Python and the locked dependencies."""
    yield from (file.read_bytes() for file in sorted(Path(__file__).parent.glob("*.py")))
    yield f"chalice {version('chalice')} python {sys.version_info[:2]}".encode()
    yield LOCK.read_bytes()


def _environment() -> dict[str, str]:
    """Return the environment in which the app is imported to be described: none of a developer's own settings."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PADAN_")}
    return {**kept, "AWS_DEFAULT_REGION": kept.get("AWS_DEFAULT_REGION", "ap-southeast-3")}


if __name__ == "__main__":
    sys.exit(main())
