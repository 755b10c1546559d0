"""EventBridge's matching, as far as the findings use it."""

from typing import Any

_COMPARED = {
    ">=": lambda found, wanted: found >= wanted,
    "<": lambda found, wanted: found < wanted,
}


def matches(pattern: dict[str, Any], event: dict[str, Any]) -> bool:
    """Tell whether ``event`` has, for every field of ``pattern``, one of the values that it lists."""
    return all(_field(key, wanted, event) for key, wanted in pattern.items())


def _field(key: str, wanted: Any, event: dict[str, Any]) -> bool:
    if key == "$or":
        return any(matches(one, event) for one in wanted)
    found = event.get(key)
    if isinstance(wanted, dict):
        several = found if isinstance(found, list) else [found]
        return any(isinstance(one, dict) and matches(wanted, one) for one in several)
    values = found if isinstance(found, list) else [found]
    return any(_one(rule, value) for rule in wanted for value in values)


def _one(rule: Any, value: Any) -> bool:
    if not isinstance(rule, dict):
        return bool(rule == value)
    if "suffix" in rule:
        return isinstance(value, str) and value.endswith(rule["suffix"])
    pairs = zip(rule["numeric"][::2], rule["numeric"][1::2], strict=True)
    return isinstance(value, int | float) and all(_COMPARED[sign](value, limit) for sign, limit in pairs)
