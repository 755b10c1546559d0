"""The table of limits without a table: what is taken is worked out by the same arithmetic, one taker at a time."""

from collections import Counter

from chalicelib.limits.model import Limit
from chalicelib.limits.windows import Window, fresh, rolled, spent


class Counted:
    """Takes the place of `chalicelib.limits.table.take`. ``given`` has what was given out by key and slice."""

    def __init__(self) -> None:
        self.windows: dict[str, Window] = {}
        self.given: Counter[tuple[str, int]] = Counter()
        self.writes = 0
        self.failing: Exception | None = None

    def take(self, key: str, limit: Limit, slot: int, wanted: int) -> tuple[int, Window]:
        """Take up to ``wanted``."""
        self.writes += 1
        if self.failing is not None:
            raise self.failing
        window = rolled(self.windows.get(key) or fresh(limit, slot), slot, limit)
        number = min(wanted, window.room)
        self.windows[key] = spent(window, number)
        self.given[key, window.slot] += number
        return number, self.windows[key]
