"""Items as ministack keeps them, made smaller: names of attributes and values that recur are kept once.

Every request brings its own copy of each name (``pay_minimum``, ``S``) and of each value with its type, such as
``{"S": "5230"}``; and codes, moments and identifiers stand in an item and its neighbours several times. ministack
replaces values and changes none, but for writing a number in its shortest form, which is the same for all its equals.
"""

import json
import sys
from types import ModuleType
from typing import Any

_SHORT = 40
"""Characters up to which a value is likely to recur: a code, a moment, an identifier."""
_POOL = 16_384
"""Values that are looked for; what recurs does so soon, or often."""
_SCALARS = frozenset({"S", "N", "BOOL", "NULL"})
_values: dict[tuple[str, str | bool], dict[str, Any]] = {}


def keep_items_small(tables: Any, persistence: Any) -> None:  # noqa: ANN401 - ministack's untyped modules
    """Let ministack read requests and saved states in that form from now on."""
    restore = persistence._json_object_hook
    persistence._json_object_hook = lambda found: _shared(restore(found))
    reader = ModuleType("json")
    reader.__dict__.update(vars(json))
    reader.__dict__["loads"] = loads
    tables.json = reader


def loads(text: str | bytes) -> Any:  # noqa: ANN401 - JSON of any shape
    """Return the value of a JSON document; names and short values of DynamoDB are shared with earlier documents'."""
    return json.loads(text, object_pairs_hook=_object)


def _object(pairs: list[tuple[str, Any]]) -> Any:  # noqa: ANN401
    return _shared({sys.intern(name): value for name, value in pairs})


def _shared(found: Any) -> Any:  # noqa: ANN401
    if isinstance(found, dict) and len(found) == 1:
        ((name, value),) = found.items()
        if name in _SCALARS:
            return _scalar(found, name, value)
    return found


def _scalar(found: dict[str, Any], name: str, value: Any) -> dict[str, Any]:  # noqa: ANN401 - requests may be broken
    """Return ``found``, or its equal that came before; long texts are not looked for."""
    if not isinstance(value, str | bool) or (isinstance(value, str) and len(value) > _SHORT):
        return found
    if len(_values) >= _POOL:
        _values.clear()
    return _values.setdefault((name, value), found)
