"""List prices by key, from `prices.toml`."""

from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Literal

import msgspec

FILE = Path(__file__).with_name("prices.toml")
EVERYWHERE = "*"


class PriceError(ValueError):
    """A price is missing or malformed; the message names it."""


class Tier(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a unit costs as long as the month's quantity is not above ``up_to``; the last tier has no end."""

    amount: float
    up_to: float = float("inf")


class Price(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """US dollars for a ``unit``: by region, or in tiers of the month's quantity that hold in every region."""

    key: str
    service: str
    unit: str
    source: str
    basis: Literal["seen", "scaled", "recalled"]
    amounts: dict[str, float] = {}
    tiers: tuple[Tier, ...] = ()

    def cost(self, quantity: float, region: str) -> float:
        """Return US dollars for ``quantity`` units in ``region``; more never costs less."""
        if self.amounts:
            return quantity * self.amounts.get(region, self.amounts[EVERYWHERE])
        starts = [0.0, *(tier.up_to for tier in self.tiers)]
        return sum(
            max(0.0, min(quantity, end) - start) * tier.amount
            for tier, (start, end) in zip(self.tiers, pairwise(starts), strict=True)
        )


class Prices(msgspec.Struct, frozen=True, kw_only=True):
    """All prices and the day on which the list was put together."""

    read: date
    by_key: dict[str, Price]

    def of(self, key: str) -> Price:
        """Return a price; raises `PriceError` where there is none."""
        try:
            return self.by_key[key]
        except KeyError:
            raise PriceError(f"prices.toml has no price for {key}: add it with its source and basis") from None


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    read: date
    price: tuple[Price, ...]


def read_prices(file: Path = FILE) -> Prices:
    """Return the price list; raises `PriceError` for one that is malformed, doubled, or open at an end."""
    try:
        content = msgspec.toml.decode(file.read_bytes(), type=_File)
    except msgspec.DecodeError as error:
        raise PriceError(f"{file}: {error}") from error
    found = {price.key: price for price in content.price}
    if len(found) != len(content.price):
        raise PriceError(f"{file}: a key stands there twice")
    for price in content.price:
        _check(price)
    return Prices(read=content.read, by_key=found)


def _check(price: Price) -> None:
    if bool(price.amounts) == bool(price.tiers):
        raise PriceError(f"{price.key}: give either amounts by region or tiers")
    if price.amounts and EVERYWHERE not in price.amounts:
        raise PriceError(f"{price.key}: say what holds in other regions, under '*'")
    if price.tiers and price.tiers[-1].up_to != float("inf"):
        raise PriceError(f"{price.key}: the last tier has no end")
