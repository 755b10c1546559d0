"""What a file of each table has: columns, the headings under which official files have them, and their forms."""

from collections.abc import Callable
from enum import StrEnum

import msgspec


class Form(StrEnum):
    """How a cell is written."""

    TEXT = "text"
    SEVERAL = "several"
    OCCUPATION = "occupation"
    REGION = "region"
    DISTRICT = "district"
    INDUSTRY = "industry"
    NAMED_REGION = "named_region"
    AMOUNT = "amount"
    AMOUNTS = "amounts"
    YEAR = "year"
    DATE = "date"
    DAY_KIND = "day_kind"
    REGION_KIND = "region_kind"
    LATITUDE = "latitude"
    LONGITUDE = "longitude"


class Keep(StrEnum):
    """When a cell that the file leaves out is taken from the running version.

    ``row``: for a code that stays; ``label``: for one whose Indonesian label stays too.
    """

    NEVER = "never"
    ROW = "row"
    LABEL = "label"


class Column(msgspec.Struct, frozen=True):
    """A column. One that is not ``written`` is only compared with what the codes say.

    A ``derived`` one is worked out where the file has nothing: from the code, the version or the rows around.
    """

    name: str
    headings: tuple[str, ...] = ()
    form: Form = Form.TEXT
    needed: bool = True
    keep: Keep = Keep.NEVER
    written: bool = True
    derived: bool = False


class Levels(msgspec.Struct, frozen=True):
    """A tree: the code above a code (empty: none, or the column ``parent`` tells), and the levels of the table."""

    above: Callable[[str], str]
    level: Callable[[str], int]
    first: int
    last: int


class Layout(msgspec.Struct, frozen=True, kw_only=True):
    """A table: its columns in their order. ``by_code``: rows stand in the order of their codes, else as in the file."""

    table: str
    columns: tuple[Column, ...]
    levels: Levels | None = None
    by_code: bool = False
    width: int = 1

    def column(self, name: str) -> Column | None:
        """Return the column called ``name``."""
        return next((column for column in self.columns if column.name == name), None)
