"""What a start of the platform found of the run before, in words for the operator."""

from datetime import datetime

import msgspec

from local.engines.snapshots import Snapshot
from local.state import Ending, Previous


class Start(msgspec.Struct, frozen=True, kw_only=True):
    """What a start found: how the last run ended, and of when the state is that was read (UTC, or none)."""

    ending: Ending
    state_of: datetime | None
    message: str = ""

    @property
    def must_rebuild(self) -> bool:
        """Whether derived data may lack changes: undelivered events are gone with an unclean end."""
        return self.ending is Ending.UNCLEAN


def start_of(previous: Previous, saved: Snapshot | None) -> Start:
    """Put together what the data folder and the emulator's newest state tell."""
    taken = saved.taken_at if saved else None
    return Start(ending=previous.ending, state_of=taken, message=_message(previous, saved))


def _message(previous: Previous, saved: Snapshot | None) -> str:
    if previous.ending is not Ending.UNCLEAN:
        return ""
    began = f" that began at {_clock(previous.began_at)}" if previous.began_at else ""
    broken = f"The last run{began} did not stop cleanly."
    if saved is None:
        return f"{broken} Nothing of it was saved: everything it accepted is lost."
    if saved.final and not _of_a_run_before(saved, previous):
        return f"{broken} Its data was saved at {_clock(saved.taken_at)} when it broke off; nothing accepted is lost."
    return f"{broken} Its data was last saved at {_clock(saved.taken_at)}; what it accepted after that is lost."


def _of_a_run_before(saved: Snapshot, previous: Previous) -> bool:
    """Whether the broken run saved nothing: the state is the one that it began with."""
    return previous.began_at is not None and saved.taken_at < previous.began_at


def _clock(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%d %H:%M:%S UTC")
