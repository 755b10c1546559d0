"""What a saved search asks for, changed by a JSON merge patch (RFC 7396)."""

from typing import Annotated

import msgspec
from msgspec import UNSET, Meta, UnsetType

from chalicelib.alerts.model import LONGEST_WORDS, Code, Codes, SearchParameters


class ParametersChange(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Parameters that are to be different; ``null`` takes one away, and what is left out stays. Lists are replaced."""

    q: Annotated[str, Meta(max_length=LONGEST_WORDS)] | UnsetType | None = UNSET
    occupation: Codes | UnsetType | None = UNSET
    skill: Codes | UnsetType | None = UNSET
    region: Codes | UnsetType | None = UNSET
    near: Annotated[str, Meta(max_length=60)] | UnsetType | None = UNSET
    radius_km: Annotated[float, Meta(ge=0.1, le=500)] | UnsetType | None = UNSET
    salary_min: Annotated[int, Meta(ge=0, le=10_000_000_000)] | UnsetType | None = UNSET
    employment_type: Codes | UnsetType | None = UNSET
    education: Code | UnsetType | None = UNSET
    experience_months: Annotated[int, Meta(ge=0, le=600)] | UnsetType | None = UNSET
    remote: bool | UnsetType | None = UNSET
    disability_friendly: bool | UnsetType | None = UNSET
    fresh_graduate: bool | UnsetType | None = UNSET
    posted_since: Annotated[str, Meta(max_length=40)] | UnsetType | None = UNSET
    source: Codes | UnsetType | None = UNSET
    employer: Codes | UnsetType | None = UNSET

    def __repr__(self) -> str:
        """Never show what somebody searches for: it is theirs."""
        return "ParametersChange(…)"


def merged(parameters: SearchParameters, change: ParametersChange) -> SearchParameters:
    """Return ``parameters`` with what ``change`` names; what it takes away is as if it had never been given."""
    without = msgspec.structs.asdict(SearchParameters())
    given = {name: value for name, value in msgspec.structs.asdict(change).items() if value is not UNSET}
    named = {name: without[name] if value is None else value for name, value in given.items()}
    return msgspec.structs.replace(parameters, **named)
