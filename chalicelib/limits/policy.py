"""The limits as data: requests in a minute, by class of operation and by who asks. docs/limits.md explains them.

An address may be thousands of people (mobile operators, employment offices, job fairs), so that what an address may do
is wide and bounds machines. A person's own limits are what a busy person with several tabs open does not reach. A
partner's keys count together: a rotation gives nobody more.
"""

from collections.abc import Iterator, Mapping

from chalicelib.limits.model import Caller, Limit, RouteClass

_MINUTE = 60

_A_MINUTE: Mapping[RouteClass, Mapping[Caller, int]] = {
    # Somebody who types sends up to five a second, for some seconds.
    RouteClass.SUGGEST: {Caller.ADDRESS: 3_000, Caller.PERSON: 600, Caller.PARTNER: 600},
    RouteClass.SEARCH: {Caller.ADDRESS: 1_200, Caller.PERSON: 240, Caller.PARTNER: 240},
    RouteClass.READ: {Caller.ADDRESS: 1_800, Caller.PERSON: 600, Caller.PARTNER: 600},
    RouteClass.BULK: {Caller.ADDRESS: 30, Caller.PERSON: 12, Caller.PARTNER: 30},
    RouteClass.WRITE: {Caller.ADDRESS: 300, Caller.PERSON: 120, Caller.PARTNER: 600},
    # A job fair signs in and registers from one address; a contact has tighter limits of its own.
    RouteClass.SIGN_IN: {Caller.ADDRESS: 120, Caller.PERSON: 30, Caller.PARTNER: 30},
    # Five hundred items each.
    RouteClass.PUSH: {Caller.ADDRESS: 60, Caller.PERSON: 60, Caller.PARTNER: 120},
    RouteClass.VITAL: {Caller.ADDRESS: 300, Caller.PERSON: 120, Caller.PARTNER: 120},
}


def limit_of(kind: RouteClass, caller: Caller, times: int = 1) -> Limit | None:
    """Return the limit of ``caller`` for operations of ``kind``, ``times`` over; ``None`` when there is none."""
    if kind is RouteClass.FREE:
        return None
    return Limit(name=f"{kind}-{caller}", most=_A_MINUTE[kind][caller] * times, seconds=_MINUTE)


def limits() -> Iterator[tuple[RouteClass, Caller, Limit]]:
    """Yield every limit."""
    for kind, callers in _A_MINUTE.items():
        for caller, most in callers.items():
            yield kind, caller, Limit(name=f"{kind}-{caller}", most=most, seconds=_MINUTE)
