"""What the monitor looks at and when reports hold a vacancy, as data."""

import tomllib
from collections.abc import Mapping
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Annotated

import msgspec
from msgspec import Meta

from chalicelib.monitoring.model import ReportCode
from chalicelib.vacancies.model import Channel
from chalicelib.validation.policy import Office

FOLDER = Path(__file__).parent / "policies"
Factor = Annotated[float, Meta(gt=0, le=100)]
Probability = Annotated[float, Meta(gt=0, le=1)]
Count = Annotated[int, Meta(ge=1, le=1_000)]
LONGEST_KEPT = timedelta(days=180)
"""The longest that a policy may keep the text of a report; the retention schedule says so."""


class ReportPolicy(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """``holds``: so many people who report a ``severe`` kind hold a vacancy.

    All who report without an account count together as at most ``anonymous_voices`` of them, fewer than ``holds``. In a
    day a device may send ``device_a_day`` such reports (0: none is taken), an address ``address_a_day``, and a vacancy
    gets at most ``vacancy_a_day``.
    """

    severe: frozenset[ReportCode]
    holds: Count
    most_a_day: Count
    kept_days: Count
    anonymous_voices: Annotated[int, Meta(ge=0)] = 0
    device_a_day: Annotated[int, Meta(ge=0, le=1_000)] = 0
    address_a_day: Count = 1
    vacancy_a_day: Count = 1

    def __post_init__(self) -> None:
        """Refuse that reports of nobody could take a vacancy off by themselves, and a term that nobody was told of."""
        if self.anonymous_voices >= self.holds:
            raise ValueError("reports without an account would hold a vacancy alone")
        if self.kept > LONGEST_KEPT:
            raise ValueError("reports would be kept longer than the retention schedule says")

    @property
    def kept(self) -> timedelta:
        """How long the text of a report is kept."""
        return timedelta(days=self.kept_days)


class MonitorPolicy(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One version. No vacancy has the probability 0: rates could not be estimated without bias then."""

    version: int
    since: str
    proposed_by: Office
    approved_by: Office
    seed: Annotated[str, Meta(min_length=1)]
    base: Probability
    floor: Probability
    ceiling: Probability
    first_vacancies: Factor
    officer_decided: Factor
    each_finding: Factor
    unsure_occupation: Factor
    unsure_below: Probability
    channels: Mapping[Channel, Factor]
    reports: ReportPolicy

    def __post_init__(self) -> None:
        """Refuse a policy that no other office approved, that forgot a channel, or whose floor is over its ceiling."""
        if self.proposed_by is self.approved_by:
            raise ValueError(f"policy {self.version} was proposed and approved by the same office")
        if set(self.channels) != set(Channel) or self.floor > self.ceiling:
            raise ValueError(f"policy {self.version} does not say how likely every vacancy is drawn")


def read(version: int, text: str) -> MonitorPolicy:
    """Return the policy that a file's ``text`` is; raises ``msgspec.ValidationError`` that names what is wrong."""
    return msgspec.convert({"version": version, **tomllib.loads(text)}, MonitorPolicy)


@cache
def current() -> MonitorPolicy:
    """Return the version that is in force: the last one."""
    version = max(int(path.stem) for path in FOLDER.glob("*.toml"))
    return read(version, (FOLDER / f"{version}.toml").read_text(encoding="utf-8"))
