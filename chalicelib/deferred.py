"""Packages whose exports are imported when they are first asked for (PEP 562).

A function's cold start should pay for what it does and not for every capability that the app knows. A package states
what it exports as imports under ``if TYPE_CHECKING:``, which type checkers and editors read, and ends with
``__getattr__ = exports(__name__)``, which reads the same lines at the first use of each name. See
docs/decisions/0005-deferred-exports.md.
"""

import ast
import functools
import sys
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any


def exports(package: str) -> Callable[[str], Any]:
    """Return the ``__getattr__`` of ``package``; it raises ``AttributeError`` for what the package does not export."""

    def find(name: str) -> Any:  # noqa: ANN401 - whatever is exported
        source = _sources(package).get(name)
        if source is None:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        module, original = source
        found = getattr(import_module(module), original)
        setattr(sys.modules[package], name, found)
        return found

    return find


def annotation_types(module: str) -> dict[str, Any]:
    """Import what ``module`` names under ``if TYPE_CHECKING:`` and return it by name, to resolve its annotations with.

    For modules whose annotations are not evaluated (``from __future__ import annotations``).
    """
    return {name: getattr(import_module(source), original) for name, (source, original) in _sources(module).items()}


@functools.cache
def _sources(package: str) -> dict[str, tuple[str, str]]:
    """Return for each name imported under ``if TYPE_CHECKING:`` its module and its name there."""
    file = sys.modules[package].__file__
    if file is None:
        raise ImportError(f"{package} has no source to read its exports from")
    statements = (entry for entry in ast.parse(Path(file).read_text("utf-8")).body if isinstance(entry, ast.If))
    return {
        alias.asname or alias.name: (module, alias.name)
        for statement in statements
        for module, aliases in _imports(statement)
        for alias in aliases
    }


def _imports(statement: ast.If) -> Iterator[tuple[str, list[ast.alias]]]:
    if isinstance(statement.test, ast.Name) and statement.test.id == "TYPE_CHECKING":
        for entry in statement.body:
            if isinstance(entry, ast.ImportFrom) and entry.module is not None:
                yield entry.module, entry.names
