"""People's rights over their data under Law 27/2022: taking it along, restricting, objecting, erasing, asking.

See docs/rights.md.
"""

from typing import TYPE_CHECKING

from chalicelib.deferred import exports

if TYPE_CHECKING:
    from chalicelib.rights.answering import answer, read
    from chalicelib.rights.asking import ask
    from chalicelib.rights.erasing import erase, forget_person
    from chalicelib.rights.listing import OwnPage, Page, Waiting, all_mine, mine, waiting
    from chalicelib.rights.model import (
        Answer,
        Asked,
        Ground,
        NewRequest,
        Outcome,
        RightsKind,
        RightsRequest,
    )
    from chalicelib.rights.restricting import Processing, Switch, processing_of, switch
    from chalicelib.rights.watching import Clockwork, watch

__all__ = [
    "Answer",
    "Asked",
    "Clockwork",
    "Ground",
    "NewRequest",
    "Outcome",
    "OwnPage",
    "Page",
    "Processing",
    "RightsKind",
    "RightsRequest",
    "Switch",
    "Waiting",
    "all_mine",
    "answer",
    "ask",
    "erase",
    "forget_person",
    "mine",
    "processing_of",
    "read",
    "switch",
    "waiting",
    "watch",
]

__getattr__ = exports(__name__)
