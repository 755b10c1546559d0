"""Resolves ``pyproject.toml`` into the lock files: names, versions and hashes, valid for every platform."""

import subprocess
import sys
import tomllib
from pathlib import Path

LOCKS: dict[str, tuple[str, ...]] = {
    "develop": ("local", "dev", "cloud"),
    "run": ("local",),
    "functions": (),
}
"""Name of each lock file and the extras that it holds beside the base. The first bounds the others: what is tested is
what is deployed."""
ALONE: dict[str, str] = {"batch": "batch"}
"""Name of each lock file that holds one extra without the base: a layer beside the package (decision 0236)."""

PROJECT = Path("pyproject.toml")
FOLDER = Path("requirements")
_FLAGS = ("--quiet", "--universal", "--python-version", "3.11", "--generate-hashes")
_SILENCE = ("--no-header", "--no-emit-index-url", "--no-emit-find-links", "--no-annotate")


def command(source: str, extras: tuple[str, ...], file: Path, bounds: Path | None = None) -> list[str]:
    """Return the resolver's command line that locks ``source``, ``-`` for standard input, into ``file``.

    What ``bounds`` locks too, ``file`` locks in the same version.
    """
    chosen = [part for extra in extras for part in ("--extra", extra)]
    chosen += ["--constraint", str(bounds)] if bounds else []
    compiling = [sys.executable, "-m", "uv", "pip", "compile"]
    return [*compiling, source, *chosen, *_FLAGS, *_SILENCE, "-o", str(file)]


def required(extra: str, project: Path = PROJECT) -> str:
    """Return what ``extra`` asks for, a requirement on each line."""
    asked: list[str] = tomllib.loads(project.read_text())["project"]["optional-dependencies"][extra]
    return "\n".join(asked)


def main() -> int:
    """Write every lock file; stops at the first that cannot be resolved."""
    for name, extras in LOCKS.items():
        _lock(name, str(PROJECT), extras)
    for name, extra in ALONE.items():
        _lock(name, "-", (), required(extra))
    return 0


def _lock(name: str, source: str, extras: tuple[str, ...], asked: str | None = None) -> None:
    file = FOLDER / f"{name}.lock"
    file.unlink(missing_ok=True)
    first = FOLDER / f"{next(iter(LOCKS))}.lock"
    bounds = first if first != file else None
    subprocess.run(command(source, extras, file, bounds), input=asked, text=True, check=True)  # noqa: S603 - our own arguments


if __name__ == "__main__":
    sys.exit(main())
