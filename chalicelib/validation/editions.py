"""Editions: which version of each rule ran together, frozen at its day, so that a check can be done again.

An edition is a file ``editions/<number>.toml``. The newest is open until it has a day in ``published``: until then it
names no versions and is what the catalogue is; after that it never changes, and a changed rule needs a new version and
a new edition. The history of a vacancy names edition and policy: ``rules.2+policy.2``.

Before there were editions histories named the sum of the versions of all rules, ``rules.42``. A sum of 38 or more is
such a name (``also``) and means edition 1: the rules of that time, as they last stood.
"""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import msgspec

from chalicelib.errors import InvalidInput, invalid
from chalicelib.texts import Text
from chalicelib.validation import policy
from chalicelib.validation.catalogue import CATALOGUE, Rule

FOLDER = Path(__file__).parent / "editions"
FIELD = "/rules"
_MOST_NAMED = 8
_NAME = re.compile(r"rules\.(\d{1,6})\+policy\.(\d{1,6})")


class Edition(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One edition: ``versions`` of rules by code, ``also`` the sums of versions by which older histories name it."""

    number: int
    policy: int
    versions: Mapping[str, int] = {}
    published: str | None = None
    also: tuple[int, ...] = ()


class Selection(msgspec.Struct, frozen=True):
    """The rules of an edition and the policy that weighs them."""

    rules: tuple[Rule, ...]
    policy: policy.Policy


def numbers() -> tuple[int, ...]:
    """Return the numbers of all editions, the oldest first."""
    return tuple(sorted(int(path.stem) for path in FOLDER.glob("*.toml")))


@cache
def load(number: int) -> Edition:
    """Return an edition, an open one with the newest rules. Raises ``FileNotFoundError``."""
    text = (FOLDER / f"{number}.toml").read_text(encoding="utf-8")
    edition = msgspec.convert({"number": number, **tomllib.loads(text)}, Edition)
    return edition if edition.published else msgspec.structs.replace(edition, versions=present())


def present() -> Mapping[str, int]:
    """Return the newest version of every rule by code."""
    from chalicelib.validation import rules  # noqa: F401 - importing registers them

    return {rule.code: rule.version for rule in CATALOGUE.rules}


def newest() -> Edition:
    """Return the edition whose rules run."""
    return load(numbers()[-1])


def named(version: str) -> Edition:
    """Return the edition that a history's ``rules.N+policy.M`` names; raises `InvalidInput` naming the field."""
    wanted, _ = _parts(version)
    for number in numbers():
        edition = load(number)
        if wanted in (number, *edition.also):
            return edition
    raise _unknown(version)


@cache
def selected(version: str) -> Selection:
    """Return the rules and the policy that ``version`` names.

    Raises `InvalidInput` naming the field for what is no version, one that never was, or a policy from before some
    of the rules, which says nothing of how severe they are.
    """
    edition, (_, policy_number) = named(version), _parts(version)
    if policy_number not in policies(edition):
        raise _unknown(version)
    return Selection(CATALOGUE.chosen(edition.versions), policy.load(policy_number))


def policies(edition: Edition) -> tuple[int, ...]:
    """Return the numbers of the policies that weigh every rule of ``edition``, the oldest first."""
    return tuple(
        number for number in policy.numbers() if policy.load(number).severities.keys() >= edition.versions.keys()
    )


def pairs() -> tuple[str, ...]:
    """Return every edition with every policy that can weigh it, as versions are written, the newest last."""
    return tuple(f"rules.{number}+policy.{each}" for number in numbers() for each in policies(load(number)))


def known() -> tuple[str, ...]:
    """Return every version by which a check can be done again, the oldest first."""
    return tuple(f"rules.{number}+policy.{load(number).policy}" for number in numbers())


def _parts(version: str) -> tuple[int, int]:
    match = _NAME.fullmatch(version)
    if match is None:
        raise _unknown(version)
    return int(match[1]), int(match[2])


def _unknown(version: str) -> InvalidInput:
    shown, choices = version[:60], ", ".join(pairs()[-_MOST_NAMED:])
    return invalid(
        FIELD,
        "unknown_version",
        Text(f"Versi aturan {shown!r} tidak dikenal; ada {choices}.", f"No rules {shown!r}; there are {choices}."),
    )
