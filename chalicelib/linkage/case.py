"""What each kind of confirmation knows besides: how its question is made, and what follows of the answer."""

from typing import Protocol

from chalicelib.clock import Clock
from chalicelib.linkage.deadline import Deadline
from chalicelib.linkage.lines import Registers
from chalicelib.linkage.model import Confirmation, Verdict
from security.sealed import Sealed


class Case(Protocol):
    """One port's questions."""

    def judge(
        self, confirmation: Confirmation, sealed: Sealed | None, registers: Registers, deadline: Deadline, clock: Clock
    ) -> Verdict | None:
        """Ask and return the verdict, ``None`` when there is nothing to be asked any more: the subject is gone, the
        consent withdrawn, or the claim another one. Raises `NoAnswer`.
        """
        ...

    def settle(self, confirmation: Confirmation, clock: Clock) -> None:
        """Do what follows of an answer. May be called again with the same one."""
        ...
