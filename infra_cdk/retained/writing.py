"""Writes the record, one resource after the other in an order that keeps differences small."""

import json
from collections.abc import Iterable, Iterator

from infra_cdk.retained.model import Retained

_HEADER = """\
# What must never be replaced (see infra_cdk/retained/). Written by `python -m infra_cdk.retained write`: a change here
# means that CloudFormation makes a new, empty resource in place of one that holds something.
"""


def written(resources: Iterable[Retained]) -> str:
    """Return the content of ``retained.toml``."""
    return _HEADER + "".join("\n" + "\n".join(_lines(resource)) + "\n" for resource in resources)


def _lines(resource: Retained) -> Iterator[str]:
    yield "[[resource]]"
    yield f"stack = {json.dumps(resource.stack)}"
    yield f"id = {json.dumps(resource.id)}"
    yield f"type = {json.dumps(resource.type)}"
    if resource.abroad:
        yield "abroad = true"
    values = (f'"{field}" = {_quoted(value)}' for field, value in sorted(resource.fixed.items()))
    yield f"fixed = {{ {', '.join(values)} }}" if resource.fixed else "fixed = {}"


def _quoted(text: str) -> str:
    """As a literal where TOML allows one: JSON is full of quotation marks."""
    if "'" in text or not text.isprintable():
        # JSON's escapes are TOML's, but for characters beyond 16 bits, and for DEL, which JSON leaves as it is.
        return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
    return f"'{text}'"
