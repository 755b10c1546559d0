"""The packages that the functions use, installed for the processor they run on and held to the hashes of the lock.

Only wheels are taken: nothing is compiled, so that any machine builds for any processor.
"""

import shutil
import subprocess
import sys
from pathlib import Path

from infra_cdk.packaging.archive import write_archive
from infra_cdk.packaging.cache import built_once, digest
from infra_cdk.packaging.staging import BUILD, ROOT

LOCK = ROOT / "requirements" / "functions.lock"
_MACHINES = {"arm64": "aarch64", "x86_64": "x86_64"}
_GLIBC = {(3, 11): 26}
"""Minor version of the C library on which Lambda runs a Python; later runtimes stand on Amazon Linux 2023."""
_GLIBC_2023 = 34
_OF_THE_MACHINE = ("bin", "**/__pycache__", "*.dist-info/RECORD", "*.dist-info/INSTALLER", "*.dist-info/REQUESTED")
"""What differs between two installations of the same wheels, and no function needs."""

_OF_GRPC = ("grpc", "google", "opensearch")
"""Folders of grpcio, protobuf and opensearch-protobufs: opensearch-py asks for them and imports none over HTTP."""
_LEFT_OUT = (*_OF_THE_MACHINE, *_OF_GRPC)


class DependencyError(RuntimeError):
    """The dependencies cannot be installed for the functions' processor; the message is pip's."""


def dependencies(architecture: str, cache: Path = BUILD / "dependencies") -> Path:
    """Return the zip of all dependencies for ``architecture``, built once for each lock, processor and Python.

    It is kept under ``cache``. Raises `DependencyError` when a package has no wheel for it, or not the hash that the
    lock states.
    """
    options = options_of(architecture)
    name = f"{architecture}-{digest([LOCK.read_bytes(), ' '.join((*options, *_LEFT_OUT)).encode()])}"

    def build(folder: Path) -> None:
        site = folder / "site"
        install(site, options, LOCK)
        clean(site)
        write_archive(folder / "dependencies.zip", site)
        shutil.rmtree(site)

    return built_once(cache / name, build) / "dependencies.zip"


def options_of(architecture: str) -> list[str]:
    """Return the options by which pip takes wheels for ``architecture`` and the functions' Python."""
    major, minor = sys.version_info[:2]
    machine = _MACHINES[architecture]
    glibc = _GLIBC.get((major, minor), _GLIBC_2023)
    platforms = [f"manylinux2014_{machine}", *(f"manylinux_2_{version}_{machine}" for version in range(glibc, 4, -1))]
    abis = (f"cp{major}{minor}", "abi3", "none")
    return [
        *("--implementation", "cp", "--python-version", f"{major}.{minor}"),
        *(part for abi in abis for part in ("--abi", abi)),
        *(part for platform in platforms for part in ("--platform", platform)),
    ]


def install(site: Path, options: list[str], lock: Path) -> None:
    """Install what ``lock`` names into ``site``; raises `DependencyError`."""
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input"]
    command += ["--require-hashes", "--no-deps", "--only-binary=:all:", "--no-compile", "--target", str(site)]
    run = subprocess.run(  # noqa: S603 - our own arguments
        [*command, *options, "-r", str(lock)], capture_output=True, text=True, check=False
    )
    if run.returncode != 0:
        raise DependencyError(run.stderr.strip())


def clean(site: Path) -> None:
    """Remove what no function needs."""
    for pattern in _LEFT_OUT:
        for path in site.glob(pattern):
            if path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink()
