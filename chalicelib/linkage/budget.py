"""A budget for retries: however bad things are, they add at most a tenth to what is asked.

A token bucket as in gRPC's retry throttling (gRFC A6) with the ratio of the SRE book's chapter on cascading failures:
every first attempt pays in a part, every retry takes a whole token out.
"""


class RetryBudget:
    """``share`` of a token comes with each call, ``most`` are kept. It begins empty: a restart gives nothing away."""

    def __init__(self, share: float = 0.1, most: float = 10.0) -> None:
        """Begin without any token."""
        self._share, self._most = share, most
        self._thousandths = 0

    def called(self) -> None:
        """Count a first attempt."""
        # In whole thousandths: a hundred times 0.1 must not buy eleven retries, nor nine.
        self._thousandths = min(self._thousandths + round(self._share * 1000), round(self._most * 1000))

    def take(self) -> bool:
        """Take a token for a retry, if there is one."""
        if self._thousandths < 1000:
            return False
        self._thousandths -= 1000
        return True
