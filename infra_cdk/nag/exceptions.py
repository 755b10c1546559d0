"""The findings that we answer for: each exception has a rule, a place, a reason and a day on which it ends."""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cached_property
from pathlib import Path

import msgspec

from infra_cdk.nag.findings import Finding

FILE = Path(__file__).resolve().parent.parent / "exceptions.toml"
_ANY = "**"
_LEAST_REASON, _LONGEST_DAYS = 40, 400


class ExceptionsError(ValueError):
    """The list of exceptions cannot be read; the message says which entry and why."""


class Exemption(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """Findings that stay: ``rule`` and ``where`` (stack/logical id) are literal but for ``**``, which is any text."""

    rule: str
    where: str
    reason: str
    expires: date

    def covers(self, finding: Finding) -> bool:
        """Tell whether ``finding`` is one of these."""
        rule, where = self._patterns
        return bool(rule.fullmatch(finding.rule) and where.fullmatch(finding.where))

    @cached_property
    def _patterns(self) -> tuple[re.Pattern[str], re.Pattern[str]]:
        return _pattern(self.rule), _pattern(self.where)


class _Place(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    rule: str
    where: str


class _Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One answer to one finding or several."""

    reason: str
    expires: date
    of: tuple[_Place, ...]


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    exception: tuple[_Entry, ...] = ()


class Verdict(msgspec.Struct, frozen=True, kw_only=True):
    """What is left to answer: findings without exception, exceptions past their day, exceptions of nothing."""

    unanswered: tuple[Finding, ...]
    expired: tuple[Exemption, ...]
    unused: tuple[Exemption, ...]


def read_exceptions(file: Path = FILE) -> tuple[Exemption, ...]:
    """Return the exceptions of ``file``; raises `ExceptionsError` for one that is malformed or gives no reason."""
    try:
        entries = msgspec.toml.decode(file.read_bytes(), type=_File).exception
    except (msgspec.DecodeError, OSError) as error:
        raise ExceptionsError(f"{file}: {error}") from error
    for entry in entries:
        if len(entry.reason.strip()) < _LEAST_REASON or not entry.of:
            raise ExceptionsError(f"{file}: {entry.of}: a reason says of which findings it speaks, in a sentence.")
    return tuple(
        Exemption(rule=place.rule, where=place.where, reason=entry.reason, expires=entry.expires)
        for entry in entries
        for place in entry.of
    )


def judge(found: Iterable[Finding], exceptions: Sequence[Exemption], today: date) -> Verdict:
    """Compare what was found with what is excepted on ``today``; an expired exception excuses nothing."""
    found = tuple(found)
    valid = [entry for entry in exceptions if entry.expires >= today]
    return Verdict(
        unanswered=tuple(one for one in found if not any(entry.covers(one) for entry in valid)),
        expired=tuple(entry for entry in exceptions if entry.expires < today),
        unused=tuple(entry for entry in exceptions if not any(entry.covers(one) for one in found)),
    )


def too_far(exceptions: Iterable[Exemption], today: date) -> tuple[Exemption, ...]:
    """Return exceptions that nobody would look at again within about a year of ``today``."""
    return tuple(entry for entry in exceptions if (entry.expires - today).days > _LONGEST_DAYS)


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(".*".join(re.escape(part) for part in text.split(_ANY)), re.DOTALL)
