"""How deeply a JSON text is nested, told without decoding it, so that no depth of a stranger's reaches a decoder."""

import re

DEEPEST = 32
"""Levels of nesting that are read; the deepest type of the platform has six, a JobPosting about as many."""

_TEXT = re.compile(rb'"(?:[^"\\]|\\.)*+(?:"|\Z)', re.DOTALL)
_BRACKET = re.compile(rb"[\[\]{}]")
_OPENS = frozenset((b"[", b"{"))


def deeper_than(raw: bytes, levels: int = DEEPEST) -> bool:
    """Tell whether arrays and objects of ``raw`` stand more than ``levels`` within each other; texts do not count.

    Takes time in proportion to the length, for bytes that are no JSON as well.
    """
    level = 0
    for bracket in _BRACKET.findall(_TEXT.sub(b"", raw)):
        level += 1 if bracket in _OPENS else -1
        if level > levels:
            return True
    return False
