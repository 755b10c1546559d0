"""CloudWatch's metric math, as far as the alarms use it, worked out over events that a test makes up.

A window's metrics come from raw values: ``SampleCount``, ``Sum``, ``Maximum``, ``PR(:limit)``. A metric without values
in a window is missing; so is whatever is computed from it, but for ``FILL``. As in CloudWatch, a division by zero is
missing too, and missing data count as the alarm says.
"""

import ast
import operator
from collections.abc import Callable, Mapping, Sequence

from infra_cdk.monitoring.model import Alarm, Comparison, Missing

Value = float | None
_ARITHMETIC: dict[type, Callable[[float, float], float]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.GtE: operator.ge,
    ast.Gt: operator.gt,
    ast.Lt: operator.lt,
}
_COMPARED: dict[Comparison, Callable[[float, float], bool]] = {
    Comparison.ABOVE: operator.gt,
    Comparison.AT_LEAST: operator.ge,
    Comparison.BELOW: operator.lt,
}


def worked_out(expression: str, values: Mapping[str, Value]) -> Value:
    """Return the value of ``expression`` in one window."""
    return _value(ast.parse(expression, mode="eval").body, values)


def statistic(name: str, raw: Sequence[float]) -> Value:
    """Return a statistic of the raw values of one window."""
    if not raw:
        return None
    if name.startswith("PR(:"):
        limit = float(name[4:-1])
        return 100 * sum(1 for value in raw if value <= limit) / len(raw)
    known = {
        "SampleCount": len(raw),
        "Sum": sum(raw),
        "Maximum": max(raw),
        "Minimum": min(raw),
        "Average": sum(raw) / len(raw),
    }
    return float(known[name])


def rings(alarm: Alarm, windows: Sequence[Mapping[str, Sequence[float]]]) -> bool:
    """Tell whether ``alarm`` rings after ``windows``, the newest last, each with the raw values by metric id."""
    newest = windows[-alarm.windows :]
    return sum(_breaching(alarm, window) for window in newest) >= alarm.breaches


def _breaching(alarm: Alarm, window: Mapping[str, Sequence[float]]) -> bool:
    values = {metric.id: statistic(metric.statistic, window.get(metric.id, ())) for metric in alarm.metrics}
    found = worked_out(alarm.expression or alarm.metrics[0].id, values)
    if found is None:
        return alarm.missing is Missing.ALARMING
    return _COMPARED[alarm.comparison](found, alarm.threshold)


def _value(node: ast.expr, values: Mapping[str, Value]) -> Value:
    if isinstance(node, ast.Constant):
        return float(node.value)
    if isinstance(node, ast.Name):
        return values[node.id]
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
        return _called(node.func.id, node.args, values)
    if isinstance(node, ast.Compare):
        return _both(type(node.ops[0]), _value(node.left, values), _value(node.comparators[0], values))
    if isinstance(node, ast.BinOp):
        return _both(type(node.op), _value(node.left, values), _value(node.right, values))
    raise NotImplementedError(ast.dump(node))


def _both(kind: type, left: Value, right: Value) -> Value:
    if left is None or right is None or (kind is ast.Div and right == 0):
        return None
    return float(_ARITHMETIC[kind](left, right))


def _called(name: str, arguments: Sequence[ast.expr], values: Mapping[str, Value]) -> Value:
    if name == "FILL":
        found = _value(arguments[0], values)
        return _value(arguments[1], values) if found is None else found
    if name == "IF":
        condition = _value(arguments[0], values)
        if condition is None:
            return None
        return _value(arguments[1 if condition else 2], values)
    raise NotImplementedError(name)
