"""Signs of fraud, each a small pure function, and the one explained score that they add up to."""

from chalicelib.validation.fraud.signals import SIGNALS, assessed

__all__ = ["SIGNALS", "assessed"]
