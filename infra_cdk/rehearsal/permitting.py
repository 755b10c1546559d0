"""Policies as the emulator can judge them."""

from collections.abc import Iterator
from typing import Any

from infra_cdk.rehearsal.differences import PERMISSIONS, Permission


def permit(properties: dict[str, Any]) -> None:
    """Take from the policies in ``properties`` what `PERMISSIONS` says that the emulator cannot judge."""
    for statement in _statements(properties):
        told = statement.get("Action", [])
        actions = [told] if isinstance(told, str) else list(told)
        for permission in PERMISSIONS:
            if permission.action in actions:
                _change(statement, permission, actions)


def _change(statement: dict[str, Any], permission: Permission, actions: list[str]) -> None:
    statement["Action"] = sorted({*actions, *permission.also})
    if permission.anywhere:
        statement["Resource"] = "*"
    _forget(statement, permission.keys)


def _statements(value: Any) -> Iterator[dict[str, Any]]:  # noqa: ANN401 - JSON of any shape
    if isinstance(value, list):
        for each in value:
            yield from _statements(each)
    elif isinstance(value, dict):
        if "Effect" in value:
            yield value
        else:
            for each in value.values():
                yield from _statements(each)


def _forget(statement: dict[str, Any], keys: tuple[str, ...]) -> None:
    left = {
        operator: {key: value for key, value in tests.items() if key not in keys}
        for operator, tests in statement.pop("Condition", {}).items()
    }
    if kept := {operator: tests for operator, tests in left.items() if tests}:
        statement["Condition"] = kept
