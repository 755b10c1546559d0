"""A small evaluator of identity policies: enough for the statements that `infra_cdk.functions` writes."""

import functools
import re
from collections.abc import Iterable, Mapping

from infra_cdk.functions.statements import Condition, Statement

_OPERATORS = {"StringEquals", "ArnEquals"}


def allowed(
    statements: Iterable[Statement], action: str, resource: str, context: Mapping[str, str] | None = None
) -> bool:
    """Whether the policy allows ``action`` on ``resource``: some statement does, and none denies it."""
    found = [each for each in statements if _covers(each, action, resource) and _holds(each, context or {})]
    return bool(found) and not any(each.denies for each in found)


def matches(pattern: str, value: str) -> bool:
    """IAM's wildcards: ``*`` for any characters, ``?`` for one."""
    return _compiled(pattern).fullmatch(value) is not None


@functools.cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """There are more patterns than `re` remembers."""
    signs = {"*": ".*", "?": "."}
    return re.compile("".join(signs.get(sign, re.escape(sign)) for sign in pattern))


def _covers(statement: Statement, action: str, resource: str) -> bool:
    if not any(matches(pattern, action) for pattern in statement.actions):
        return False
    if statement.spared:
        return not any(matches(pattern, resource) for pattern in statement.spared)
    return any(matches(pattern, resource) for pattern in statement.resources)


def _holds(statement: Statement, context: Mapping[str, str]) -> bool:
    return all(_true(condition, context) for condition in statement.conditions)


def _true(condition: Condition, context: Mapping[str, str]) -> bool:
    operator, key, values = condition
    if operator not in _OPERATORS:
        raise NotImplementedError(operator)
    return context.get(key) in values
