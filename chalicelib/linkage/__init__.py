"""Other systems confirm or correct what people and employers state: ports, confirmations, and what follows of them.

See docs/linkage.md.
"""

from typing import TYPE_CHECKING

from chalicelib.deferred import exports

if TYPE_CHECKING:
    from chalicelib.linkage.failures import NoAnswer, Reason
    from chalicelib.linkage.model import Confirmation, Standing
    from chalicelib.linkage.ports import Port

__all__ = ["Confirmation", "NoAnswer", "Port", "Reason", "Standing"]

__getattr__ = exports(__name__)
