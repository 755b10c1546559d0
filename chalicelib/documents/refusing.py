"""The one way in which the check of a file says no."""

from chalicelib.documents.model import Refusal


class ContentRefused(Exception):
    """A file is not acceptable; ``reason`` says why."""

    def __init__(self, reason: Refusal) -> None:
        """Keep the reason."""
        super().__init__(reason.value)
        self.reason = reason
