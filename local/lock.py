"""Resolves ``pyproject.toml`` into the lock files: names, versions and hashes, valid for every platform."""

import subprocess
import sys
from pathlib import Path

LOCKS: dict[str, tuple[str, ...]] = {
    "functions": (),
    "run": ("local",),
    "develop": ("local", "dev", "cloud"),
}
"""Name of each lock file and the extras that it holds beside the base."""


def command(name: str, extras: tuple[str, ...]) -> list[str]:
    """Return the resolver's command line for one lock file."""
    chosen = [part for extra in extras for part in ("--extra", extra)]
    flags = ["--quiet", "--universal", "--python-version", "3.11", "--generate-hashes"]
    silence = ["--no-header", "--no-emit-index-url", "--no-emit-find-links", "--no-annotate"]
    return [
        sys.executable,
        "-m",
        "uv",
        "pip",
        "compile",
        "pyproject.toml",
        *chosen,
        *flags,
        *silence,
        "-o",
        _file(name),
    ]


def main() -> int:
    """Write every lock file; stops at the first that cannot be resolved."""
    for name, extras in LOCKS.items():
        Path(_file(name)).unlink(missing_ok=True)
        subprocess.run(command(name, extras), check=True)  # noqa: S603 - our own arguments
    return 0


def _file(name: str) -> str:
    return f"requirements/{name}.lock"


if __name__ == "__main__":
    sys.exit(main())
