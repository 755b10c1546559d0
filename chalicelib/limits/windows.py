"""A window that slides in slices: pure arithmetic, the same for the table and for its tests.

A window of W seconds is cut into `SLICES` slices. What may pass in a slice is the limit less what passed in the
`SLICES` slices before it. Any span of W seconds touches at most ``SLICES + 1`` slices that follow one another, so that
never more than the limit passes in any W seconds. Nobody is refused unless the limit was given out within the last
W + W / SLICES seconds.
"""

import msgspec

from chalicelib.limits.model import SLICES, Limit


class Window(msgspec.Struct, frozen=True, kw_only=True):
    """The stored state: ``room`` of ``quota`` is left in slice ``slot``; ``past``: what passed before, latest first."""

    slot: int
    quota: int
    room: int
    past: tuple[int, ...]

    @property
    def passed(self) -> int:
        """What was given out in this slice."""
        return self.quota - self.room


NOTHING = (0,) * SLICES


def fresh(limit: Limit, slot: int) -> Window:
    """Return the window of somebody who has not asked before."""
    return Window(slot=slot, quota=limit.most, room=limit.most, past=NOTHING)


def rolled(window: Window, slot: int, limit: Limit) -> Window:
    """Return ``window`` as it is at the beginning of ``slot``; unchanged when it is there already, or further."""
    gone = slot - window.slot
    if gone <= 0:
        return window
    empty = (0,) * min(gone - 1, SLICES)
    past = (*empty, window.passed, *window.past)[:SLICES]
    quota = max(0, limit.most - sum(past))
    return Window(slot=slot, quota=quota, room=quota, past=past)


def spent(window: Window, number: int) -> Window:
    """Return ``window`` after ``number`` were given out; raises `ValueError` for more than there is room for."""
    if not 0 <= number <= window.room:
        raise ValueError(f"{number} of {window.room}")
    return msgspec.structs.replace(window, room=window.room - number)


def seconds_until_room(window: Window, limit: Limit, moment: float) -> int:
    """Return the whole seconds, at least 1, from ``moment`` to the first slice in which something may pass."""
    for slot in range(window.slot + 1, window.slot + SLICES + 2):
        if rolled(window, slot, limit).room:
            return max(1, -int(-(slot * limit.slice - moment) // 1))
    return limit.seconds
