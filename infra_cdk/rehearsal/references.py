"""References within a template: found, and replaced by plain values where what they name is not deployed."""

import re
from collections.abc import Callable
from typing import Any

Replace = Callable[[str, str], Any]
"""Given a logical id and an attribute (empty for ``Ref``): the value to put in place, or None to leave it."""

_IN_TEXT = re.compile(r"\$\{(?P<id>[A-Za-z0-9]+)(?:\.(?P<attribute>[A-Za-z0-9.]+))?\}")


def replaced(value: Any, replace: Replace) -> Any:  # noqa: ANN401 - JSON of any shape
    """Return ``value`` with every reference that ``replace`` has a value for replaced by that."""
    if isinstance(value, list):
        return [replaced(each, replace) for each in value]
    if not isinstance(value, dict):
        return value
    if len(value) == 1:
        ((function, argument),) = value.items()
        if function in _FUNCTIONS and (found := _FUNCTIONS[function](argument, replace)) is not None:
            return found
    return {name: replaced(each, replace) for name, each in value.items()}


def _reference(argument: Any, replace: Replace) -> Any:  # noqa: ANN401
    return replace(argument, "") if isinstance(argument, str) else None


def _attribute(argument: Any, replace: Replace) -> Any:  # noqa: ANN401
    logical, attribute = argument.split(".", 1) if isinstance(argument, str) else argument
    return replace(logical, attribute) if isinstance(attribute, str) else None


def _text(argument: Any, replace: Replace) -> Any:  # noqa: ANN401
    """``Fn::Sub``: names in the text become names of the values that it is given beside."""
    text, values = argument if isinstance(argument, list) else (argument, {})
    given = {name: replaced(each, replace) for name, each in values.items()}

    def of_match(match: re.Match[str]) -> str:
        logical, attribute = match["id"], match["attribute"] or ""
        if logical in given or (found := replace(logical, attribute)) is None:
            return match[0]
        name = f"StandIn{logical}{attribute.replace('.', '')}"
        given[name] = found
        return f"${{{name}}}"

    written = _IN_TEXT.sub(of_match, text)
    return {"Fn::Sub": [written, given] if given else written}


_FUNCTIONS: dict[str, Callable[[Any, Replace], Any]] = {"Ref": _reference, "Fn::GetAtt": _attribute, "Fn::Sub": _text}
