"""A value that stands in a vacancy's text and not in its field."""

import msgspec

from chalicelib.validation.model import Span
from search.document import ReadField

Value = str | int | bool


class StatedInText(msgspec.Struct, frozen=True, kw_only=True):
    """One value that the text states for a field left out; ``value`` is what the field itself would hold.

    ``span`` counts characters of the text at ``pointer``, ``phrase`` are the words there, ``confidence`` is in 0..1.
    """

    field: ReadField
    value: Value
    label: str
    pointer: str
    span: Span
    phrase: str
    confidence: float
