"""What a resource uses in a month, in the units of the price list."""

import re
from collections.abc import Callable, Iterable

import msgspec

from infra_cdk.cost.load import DAYS, Load
from infra_cdk.properties.resource import Resource
from infra_cdk.properties.world import World


class Use(msgspec.Struct, frozen=True):
    """``quantity`` units of the price ``key``; in the region of the resource unless ``region`` names another."""

    key: str
    quantity: float
    region: str = ""


Pricer = Callable[[Resource, World, Load], Iterable[Use]]


def serves(resource: Resource, world: World) -> float:
    """Return the share of people's requests that arrive at a resource: all in the active region, none elsewhere."""
    deployment = world.deployment
    active = deployment.home if deployment.home.is_active else deployment.recovery_place
    return 1.0 if resource.stack.region == active.region else 0.0


_RATE = re.compile(r"rate\((\d+) (minute|hour|day)s?\)")
_CRON = re.compile(r"cron\((\S+) (\S+) (\S+) (\S+) (\S+) (\S+)\)")
_A_DAY = {"minute": 1440.0, "hour": 24.0, "day": 1.0}


def runs(expression: str) -> float:
    """Return how often a schedule runs in a month; raises `ValueError` for what it cannot read."""
    if match := _RATE.fullmatch(expression):
        return _A_DAY[match[2]] / int(match[1]) * DAYS
    if match := _CRON.fullmatch(expression):
        minutes, hours, of_month, _, of_week, _ = match.groups()
        days = _count(of_week, 7) / 7 if of_week != "?" else _count(of_month, 31) / 31
        return _count(minutes, 60) * _count(hours, 24) * days * DAYS
    raise ValueError(f"{expression!r} is no schedule that can be counted")


def _count(field: str, whole: int) -> float:
    """Return how many values of ``whole`` a field of a cron expression matches."""
    if field in {"*", "?"}:
        return whole
    if "/" in field:
        return whole / int(field.split("/")[1])
    return float(sum(_span(part, whole) for part in field.split(",")))


def _span(part: str, whole: int) -> int:
    first, dash, last = part.partition("-")
    return (int(last) - int(first)) % whole + 1 if dash and last.isdigit() else 1
