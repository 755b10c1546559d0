"""Signs of fraud, each a small pure function, and the one explained score that they add up to."""

from typing import TYPE_CHECKING

from chalicelib.deferred import exports

if TYPE_CHECKING:
    from chalicelib.validation.fraud.signals import SIGNALS, assessed

__all__ = ["SIGNALS", "assessed"]

__getattr__ = exports(__name__)
