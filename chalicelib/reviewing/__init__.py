"""Officers' work on the queue: leases, decisions of one and of two, deadlines."""

from typing import TYPE_CHECKING

from chalicelib.deferred import exports

if TYPE_CHECKING:
    from chalicelib.reviewing.deciding import decide
    from chalicelib.reviewing.escalating import escalate
    from chalicelib.reviewing.following import follow
    from chalicelib.reviewing.leases import give_back, hold, take_next
    from chalicelib.reviewing.listing import escalated, listed, proposals, rejected
    from chalicelib.reviewing.model import Case, Level, Review
    from chalicelib.reviewing.proposing import answer, propose
    from chalicelib.reviewing.telling import tell
    from chalicelib.reviewing.workload import figures

__all__ = [
    "Case",
    "Level",
    "Review",
    "answer",
    "decide",
    "escalate",
    "escalated",
    "figures",
    "follow",
    "give_back",
    "hold",
    "listed",
    "proposals",
    "propose",
    "rejected",
    "take_next",
    "tell",
]

__getattr__ = exports(__name__)
