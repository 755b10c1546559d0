"""What the platform is made of: bills of materials, terms, and what is known against its packages."""

import subprocess
from pathlib import Path

import msgspec

from infra_cdk.evidence.collected import Collected, Incomplete, Missing
from local.supply.__main__ import DEPLOYED, all_licences
from local.supply.advisories import Advised, audited
from local.supply.bom import document
from local.supply.licences import Licence
from local.supply.locks import locked

_LOCKS = Path("requirements")


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """What was answered about one lock file."""

    lock: str
    answer: Advised | Missing


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
    asked = tuple(Asked(lock=lock, answer=_answer(given.house / _LOCKS / f"{lock}.lock")) for lock in DEPLOYED)
    open_ones = tuple(one.lock for one in asked if isinstance(one.answer, Missing) or one.answer.not_asked)
    if open_ones:
        return Incomplete(reason=f"not all was answered about {' and '.join(open_ones)}: not known", content=asked)
    return asked


def _answer(file: Path) -> Advised | Missing:
    try:
        return audited(file)
    except (RuntimeError, subprocess.TimeoutExpired) as error:
        return Missing(reason=f"asked and not answered: {type(error).__name__}")
