"""What the platform is made of: bills of materials, terms, and what is known against its packages."""

from pathlib import Path

import msgspec

from infra_cdk.evidence.collected import Collected, Incomplete, Missing
from local.supply import record
from local.supply.__main__ import DEPLOYED, all_licences
from local.supply.advisories import Advised, audited
from local.supply.asking import release
from local.supply.bom import document
from local.supply.licences import Licence
from local.supply.locks import locked
from local.supply.overdue import Standing, standings

_LOCKS = Path("requirements")


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """What was answered about one lock file, and where each advisory stands by the record."""

    lock: str
    answer: Advised | Missing
    standings: tuple[Standing, ...] = ()


def bill(given: Collected, lock: str) -> msgspec.Raw:
    """Return the bill of materials (CycloneDX) of what ``lock`` locks."""
    packages = locked(given.house / _LOCKS / f"{lock}.lock")
    return msgspec.Raw(document(packages, given.house / "pyproject.toml").encode())


def terms(given: Collected) -> tuple[Licence, ...]:  # noqa: ARG001 - as every piece
    """Return the terms of every package, and whether they are accepted."""
    return all_licences()


def advisories(given: Collected) -> tuple[Asked, ...] | Incomplete | Missing:
    """Return what is known against deployed packages, or that nobody was asked, or nobody answered."""
    if not given.asking:
        return Missing(reason="nobody was asked: collected with --without-advisories")
    asked = tuple(_asked(given, lock) for lock in DEPLOYED)
    open_ones = tuple(one.lock for one in asked if isinstance(one.answer, Missing) or one.answer.not_asked)
    if open_ones:
        return Incomplete(reason=f"not all was answered about {' and '.join(open_ones)}: not known", content=asked)
    return asked


def _asked(given: Collected, lock: str) -> Asked:
    try:
        answer = audited(given.house / _LOCKS / f"{lock}.lock")
    except RuntimeError as error:
        return Asked(lock=lock, answer=Missing(reason=f"asked and not answered: {error}"))
    known = record.read(given.house / _LOCKS / record.NAME)
    found = standings(answer.advisories, known, given.day, release(given.house / "pyproject.toml"))
    return Asked(lock=lock, answer=answer, standings=found)
