"""Adds up what a deployment costs a month."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

import msgspec

from infra_cdk.cost.load import Load
from infra_cdk.cost.prices import PriceError, Prices
from infra_cdk.cost.table import FREE, PRICED
from infra_cdk.cost.use import Pricer, Use
from infra_cdk.properties.resource import Resource
from infra_cdk.properties.world import World


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """One line of the bill: ``quantity`` units of a price in a region, in US dollars."""

    service: str
    key: str
    region: str
    unit: str
    quantity: float
    amount: float


class Bill(msgspec.Struct, frozen=True, kw_only=True):
    """A month of a deployment."""

    lines: tuple[Line, ...]

    @property
    def total(self) -> float:
        """US dollars."""
        return sum(line.amount for line in self.lines)

    def by_service(self) -> dict[str, float]:
        """Return US dollars of each service, the dearest first."""
        found: dict[str, float] = defaultdict(float)
        for line in self.lines:
            found[line.service] += line.amount
        return dict(sorted(found.items(), key=lambda entry: -entry[1]))


def bill(world: World, load: Load, prices: Prices, priced: Mapping[str, Pricer] = PRICED) -> Bill:
    """Return the bill of ``world`` under ``load``.

    Quantities of a price in a region are added up before they are priced, so that tiers are those of the account.
    Raises `PriceError` for a resource type that the table does not know, and for a price that is not in the list.
    """
    used: dict[tuple[str, str], float] = defaultdict(float)
    for resource in world.resources:
        for use in _uses(resource, world, load, priced):
            used[use.key, use.region or resource.stack.region] += use.quantity
    return Bill(lines=tuple(_line(prices, key, region, quantity) for (key, region), quantity in sorted(used.items())))


def _uses(resource: Resource, world: World, load: Load, priced: Mapping[str, Pricer]) -> Iterable[Use]:
    pricer = priced.get(resource.kind)
    if pricer is not None:
        return pricer(resource, world, load)
    if resource.kind in FREE:
        return ()
    raise PriceError(f"say what {resource.kind} costs, or why nothing, in infra_cdk/cost/table.py")


def _line(prices: Prices, key: str, region: str, quantity: float) -> Line:
    price = prices.of(key)
    amount = price.cost(quantity, region)
    return Line(service=price.service, key=key, region=region, unit=price.unit, quantity=quantity, amount=amount)
