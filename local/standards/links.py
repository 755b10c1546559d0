"""Links of proofs: to a test, to a name in the source, to a heading of a page, to a key of a file of settings.

``tests/x.py::test_y``            a test function, or ``Class::test_y``
``security/vault.py::Vault.seal`` something that a module defines, or a member of it
``docs/vault.md#rotation``        a heading of a page, as its anchor
``infra_cdk/exceptions.toml``     a file, or a folder, as it is
"""

import ast
import functools
import re
from pathlib import Path

HOUSE = Path(__file__).parents[2]
_HEADING = re.compile(r"^#{1,6} +(.+?) *#*$", re.MULTILINE)


def fault(link: str, house: Path = HOUSE) -> str | None:
    """Return what is wrong with ``link``, ``None`` when it leads somewhere."""
    path, _, anchor = link.partition("#")
    path, _, name = path.partition("::")
    file = house / path
    if not file.exists():
        return f"{link}: there is no {path}"
    if anchor and anchor not in _anchors(file):
        return f"{link}: no heading of {path} has the anchor {anchor}"
    if name and tuple(re.split(r"::|\.", name)) not in _names(file):
        return f"{link}: {path} defines no {name}"
    return None


@functools.cache
def _anchors(file: Path) -> frozenset[str]:
    if not file.is_file():
        return frozenset()
    return frozenset(_anchor(found[1]) for found in _HEADING.finditer(file.read_text(encoding="utf-8")))


def _anchor(heading: str) -> str:
    plain = re.sub(r"\[([^\]]*)\]\([^)]*\)|[`*]", r"\1", heading).lower()
    return re.sub(r"[^\w\- ]", "", plain).replace(" ", "-")


@functools.cache
def _names(file: Path) -> frozenset[tuple[str, ...]]:
    if file.suffix != ".py":
        return frozenset()
    found: set[tuple[str, ...]] = set()
    for node in ast.parse(file.read_text(encoding="utf-8")).body:
        for name in _defined(node):
            found.add((name,))
            if isinstance(node, ast.ClassDef):
                found.update((name, member) for part in node.body for member in _defined(part))
    return frozenset(found)


def _defined(node: ast.stmt) -> tuple[str, ...]:
    match node:
        case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
            return (node.name,)
        case ast.Assign():
            return tuple(part.id for target in node.targets for part in ast.walk(target) if isinstance(part, ast.Name))
        case ast.AnnAssign(target=ast.Name(id=name)):
            return (name,)
    return ()
