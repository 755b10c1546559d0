"""How a register can fail to answer, in one typed error."""

from enum import StrEnum

from chalicelib.errors import Unavailable


class Reason(StrEnum):
    """Why a question has no answer yet.

    ``NOT_TRIED``: the circuit is open or the time is up, so that nobody was asked. ``MALFORMED``: something came that
    is not an answer to the question. ``REJECTED``: the register refuses this question; ``UNAUTHORISED``: it refuses us.
    ``INTERNAL``: the platform itself could not put the question.
    """

    NOT_TRIED = "not_tried"
    TIMED_OUT = "timed_out"
    UNREACHABLE = "unreachable"
    SERVER_ERROR = "server_error"
    BUSY = "busy"
    MALFORMED = "malformed"
    REJECTED = "rejected"
    UNAUTHORISED = "unauthorised"
    INTERNAL = "internal"


OUTAGES = frozenset(Reason) - {Reason.MALFORMED, Reason.REJECTED}
"""Reasons that lie with the register and not with the question: however long they last, nothing is given up."""

WORTH_ANOTHER = frozenset({Reason.TIMED_OUT, Reason.UNREACHABLE, Reason.SERVER_ERROR})
"""Reasons after which the same question may be put once more at once, when the budget of retries allows."""

COUNTED = frozenset(Reason) - {Reason.NOT_TRIED, Reason.INTERNAL, Reason.REJECTED, Reason.BUSY}
"""Reasons that make a circuit open. A register that says it is busy answers, and names its own pause."""


class NoAnswer(Unavailable):
    """A register did not answer a question; ``retry_after`` is in seconds, when it named any."""

    def __init__(self, reason: Reason, retry_after: int | None = None) -> None:
        """Keep why, and how long the register asks us to wait."""
        super().__init__()
        self.reason = reason
        self.retry_after = retry_after
