"""Writes the bills of several deployments as tables for people."""

from collections.abc import Iterable, Iterator

import msgspec

from infra_cdk.cost.load import Profile
from infra_cdk.cost.model import Bill
from infra_cdk.cost.prices import Prices

_SMALL = 1.0
"""Dollars a month under which a service is not listed by itself."""


class Case(msgspec.Struct, frozen=True, kw_only=True):
    """One deployment: its name for the table, what it is used for, and its bills when used and when idle."""

    name: str
    profile: Profile
    used: Bill
    idle: Bill

    @property
    def per_thousand(self) -> float:
        """US dollars a month for a thousand registered people."""
        return self.used.total / self.profile.people * 1_000


def report(cases: Iterable[Case], prices: Prices) -> Iterator[str]:
    """Yield the lines of the report, in Markdown."""
    cases = tuple(cases)
    yield f"List prices of {prices.read}, US dollars a month, without tax, discounts and free tiers."
    yield from ("", _row(["", *(case.name for case in cases)]), _rule(len(cases) + 1))
    yield _row(["registered people", *(f"{case.profile.people:,.0f}" for case in cases)])
    yield _row(["**a month**", *(f"**{case.used.total:,.0f}**" for case in cases)])
    yield _row(["of it idle: nobody calls", *(f"{case.idle.total:,.0f}" for case in cases)])
    yield _row(["per thousand people", *(f"{case.per_thousand:,.2f}" for case in cases)])
    for service in _services(cases):
        yield _row([service, *(_amount(case.used.by_service().get(service, 0.0)) for case in cases)])
    yield ""
    yield _trust(cases, prices)


def _services(cases: tuple[Case, ...]) -> list[str]:
    """Return services that cost anything worth a line, by what they cost in the last and largest case."""
    found = {service: amount for case in cases for service, amount in case.used.by_service().items()}
    return [service for service, amount in sorted(found.items(), key=lambda one: -one[1]) if amount >= _SMALL]


def _trust(cases: tuple[Case, ...], prices: Prices) -> str:
    """Say which share of the dearest bill rests on prices that were read somewhere."""
    dearest = max((case.used for case in cases), key=lambda one: one.total)
    shares = dict.fromkeys(("seen", "scaled", "recalled"), 0.0)
    for line in dearest.lines:
        shares[prices.of(line.key).basis] += line.amount / dearest.total
    told = ", ".join(f"{basis} {share:.0%}" for basis, share in shares.items())
    return f"Of the dearest bill rests on prices {told} (see the head of infra_cdk/cost/prices.toml)."


def _amount(amount: float) -> str:
    return f"{amount:,.0f}" if amount >= _SMALL else "under 1" if amount else "-"


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _rule(columns: int) -> str:
    return f"|{'---|' * columns}"
