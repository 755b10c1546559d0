"""Operations with a share of their own of the requests that a deployment takes.

Those that cost far more than a search, and those that come in crowds: neither takes the room that writings need.
"""

import msgspec


class Throttle(msgspec.Struct, frozen=True, kw_only=True):
    """One operation and its share, 0 to 1, of the requests a second and of the burst of all operations."""

    method: str
    path: str
    share: float

    @property
    def resource(self) -> str:
        """The path as settings of a stage spell it: its slashes but the first are ``~1``."""
        return "/" + self.path.replace("/", "~1")


THROTTLES: tuple[Throttle, ...] = (
    # Readings of the crowd: whatever is searched and typed, a fifth is left for everything else.
    Throttle(method="GET", path="/v1/suggestions", share=0.4),
    Throttle(method="GET", path="/v1/vacancies", share=0.35),
    Throttle(method="POST", path="/v1/searches", share=0.05),
    # Five hundred items each, checked one by one afterwards.
    Throttle(method="POST", path="/v1/partner/vacancies", share=0.05),
    Throttle(method="POST", path="/v1/partner/vacancies/snapshot", share=0.01),
    # Each answer has megabytes.
    Throttle(method="GET", path="/v1/feed/snapshot", share=0.02),
    Throttle(method="GET", path="/v1/people/me/export", share=0.02),
    # Each calls the identity provider or sends a message, whose quotas are a few dozen a second.
    Throttle(method="POST", path="/v1/people", share=0.1),
    Throttle(method="POST", path="/v1/sessions", share=0.1),
    Throttle(method="POST", path="/v1/sessions/codes", share=0.05),
    Throttle(method="POST", path="/v1/people/me/verifications", share=0.05),
)
