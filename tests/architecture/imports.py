"""Reads the imports of every module and tells in which room each stands."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("app", "chalicelib", "functions", "search", "security", "local", "infra_cdk")
LEAVES = frozenset(path.stem for path in (ROOT / "chalicelib").glob("*.py")) - {"__init__"}
CAPABILITIES = frozenset(path.parent.name for path in (ROOT / "chalicelib").glob("*/__init__.py"))


def modules() -> Iterator[tuple[str, Path]]:
    """Every module of the house: its dotted name and file."""
    yield "app", ROOT / "app.py"
    for room in ROOMS[1:]:
        for path in sorted((ROOT / room).rglob("*.py")):
            parts = path.relative_to(ROOT).with_suffix("").parts
            yield ".".join(parts[:-1] if parts[-1] == "__init__" else parts), path


def imports_of(path: Path) -> set[str]:
    """Dotted names that a file imports anywhere in it, ``from a.b import c`` as ``a.b.c``."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path} imports relatively"
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def place_of(module: str) -> str:
    """The room of a dotted name: ``leaf``, ``capability:people``, ``search`` … or ``elsewhere``."""
    room, _, rest = module.partition(".")
    if room != "chalicelib":
        return room if room in ROOMS else "elsewhere"
    name = rest.partition(".")[0]
    if name in CAPABILITIES:
        return f"capability:{name}"
    return "leaf"
