"""A round over a table: a bounded run looks at some pages and notes after each how far it came.

A run that is broken off repeats its last page at most, so what is done with a row must change nothing when it is done
again. One row that fails is told of, left for the next round, and keeps no other from being looked at.
"""

from collections.abc import Callable, Sequence
from typing import TypeVar

import msgspec

from chalicelib.observability import logger
from chalicelib.sweeping import table
from chalicelib.tables import saved

T = TypeVar("T")
Piece = Callable[[str | None, int], tuple[Sequence[T], str | None]]
"""Reads so many rows after a key, ``None``: from the beginning; returns them and the key to go on from, if any."""

PAGE = 200


class Swept(msgspec.Struct, frozen=True, kw_only=True):
    """What one run did: rows it looked at, changed, and failed at; ``whole``: the round came to its end."""

    seen: int = 0
    changed: int = 0
    failed: int = 0
    whole: bool = False


def sweep(
    name: str,
    piece: Piece[T],
    each: Callable[[T], bool],
    left: Callable[[], float],
    *,
    most: int,
    page: int = PAGE,
) -> Swept:
    """Look at up to ``most`` rows of the round ``name``, as long as there are seconds ``left``.

    ``each`` is told a row and returns whether it changed it. Raises what ``piece`` and the table of rounds raise; when
    another run of the same round notes how far it came, this one ends.
    """
    item = table.load(name)
    done, wanted = Swept(), most
    while wanted > 0 and left() > 0:
        rows, following = piece(item.reached, min(page, wanted))
        done = _added(done, [_tried(name, each, row) for row in rows])
        wanted -= max(1, len(rows))
        item.reached = following
        if not saved(item):
            logger.warning("another run of this round is under way", extra={"round": name})
            return done
        # A page of its own knows the version that was just written.
        item = table.load(name)
        if following is None:
            return msgspec.structs.replace(done, whole=True)
    return done


def _tried(name: str, each: Callable[[T], bool], row: T) -> bool | None:
    try:
        return each(row)
    except Exception:
        logger.exception("a row of a round failed", extra={"round": name})
        return None


def _added(done: Swept, outcomes: Sequence[bool | None]) -> Swept:
    return Swept(
        seen=done.seen + len(outcomes),
        changed=done.changed + outcomes.count(True),
        failed=done.failed + outcomes.count(None),
    )
