"""The columns of an uploaded file: what they are called in both languages, what goes in, an example.

Data in ``data/columns.toml``: whoever meets another heading in a file adds it there.
"""

from enum import StrEnum
from pathlib import Path

import msgspec

from chalicelib.texts import Text


class Form(StrEnum):
    """How a cell is read."""

    NUMBER = "number"
    TEXT = "text"
    LONG_TEXT = "long_text"
    OCCUPATION = "occupation"
    REGION = "region"
    SKILLS = "skills"
    LICENCES = "licences"
    LANGUAGES = "languages"
    MONEY = "money"
    PERIOD = "period"
    TYPE = "type"
    EDUCATION = "education"
    MONTHS = "months"
    WHOLE = "whole"
    CHOICE = "choice"
    DATE = "date"
    ADDRESS = "address"


class Column(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A column: ``name`` is the vacancy's field, ``label`` the template's heading, ``synonyms`` other headings.

    ``span`` bounds whole numbers and lengths of texts.
    """

    name: str
    form: Form
    label: Text
    help: Text
    synonyms: tuple[str, ...] = ()
    example: str = ""
    needed: bool = False
    span: tuple[int, int] = (0, 0)


class _Columns(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    columns: tuple[Column, ...]


def load(path: Path) -> tuple[Column, ...]:
    """Return the columns that a file lists, in its order; raises `msgspec.ValidationError` for what is none."""
    return msgspec.toml.decode(path.read_bytes(), type=_Columns).columns


NUMBER = "external_id"
"""The column with the employer's own number of a vacancy."""

COLUMNS = load(Path(__file__).parent / "data" / "columns.toml")
"""All of them, in the order of the template."""
