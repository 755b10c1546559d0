"""The roles of invented vacancies, read from ``roles.toml``."""

import functools
import tomllib
from pathlib import Path

import msgspec


class Role(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One kind of work: its words, its pay in multiples of the minimum wage, its share of all vacancies."""

    occupation: str
    titles: tuple[str, ...]
    duties: tuple[str, ...]
    skills: tuple[str, ...]
    pay: tuple[float, float]
    education: tuple[str, ...]
    experience: tuple[int, ...]
    share: int
    remote: bool = False


@functools.cache
def roles() -> tuple[Role, ...]:
    """Return every role."""
    with (Path(__file__).parent / "roles.toml").open("rb") as file:
        return msgspec.convert(tomllib.load(file)["role"], tuple[Role, ...])
