"""The machine's check of a vacancy: rules with versions, a policy that weighs them, and what they lead to."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from chalicelib.validation.checking import RULES_VERSION, Outcome, check, outcome, recheck

__all__ = ["RULES_VERSION", "Outcome", "check", "outcome", "recheck"]


def __getattr__(name: str) -> Any:  # noqa: ANN401 - whatever is exported
    """Load the rules at their first use: types of this package are part of the vacancy, which rules read in turn."""
    if name not in __all__:
        raise AttributeError(f"module {__name__} has no attribute {name}")
    from chalicelib.validation import checking

    return getattr(checking, name)
