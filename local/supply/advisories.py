"""What is known against the packages of a lock file: advisories asked by pip-audit, and what could not be asked."""

import subprocess
import sys
from pathlib import Path

import msgspec


class Against(msgspec.Struct, frozen=True, kw_only=True):
    """One advisory against one locked package; ``aliases`` are its other names (PYSEC-…, GHSA-…, CVE-…)."""

    package: str
    version: str
    advisory: str
    aliases: tuple[str, ...] = ()


class Advised(msgspec.Struct, frozen=True, kw_only=True):
    """What was found about one lock file: how many packages were asked about, and which could not be looked up."""

    asked: int
    advisories: tuple[Against, ...] = ()
    not_asked: tuple[str, ...] = ()


class _Vulnerability(msgspec.Struct, frozen=True):
    id: str
    aliases: tuple[str, ...] = ()


class _Dependency(msgspec.Struct, frozen=True):
    name: str
    version: str = ""
    vulns: tuple[_Vulnerability, ...] = ()
    skip_reason: str = ""


class _Report(msgspec.Struct, frozen=True):
    dependencies: tuple[_Dependency, ...]


def audited(file: Path, seconds: float = 300, osv: str = "") -> Advised:
    """Ask for advisories about what ``file`` locks: the package index, or the OSV service at the address ``osv``.

    Raises ``RuntimeError`` when the auditor fails, or takes longer than ``seconds``.
    """
    asking = [sys.executable, "-m", "pip_audit", "--disable-pip", "--require-hashes", "--progress-spinner", "off"]
    service = ["--vulnerability-service", "osv", "--osv-url", osv] if osv else []
    try:
        done = subprocess.run(  # noqa: S603 - our own arguments
            [*asking, *service, "--format", "json", "--aliases", "on", "--requirement", str(file)],
            capture_output=True,
            text=True,
            check=False,
            timeout=seconds,
        )
    except subprocess.TimeoutExpired:
        raise RuntimeError(f"advisories about {file} were not answered within {seconds:g} seconds") from None
    try:
        return read(done.stdout)
    except msgspec.DecodeError:
        last = done.stderr.strip().rpartition("\n")[2]
        raise RuntimeError(f"advisories about {file} could not be asked for: {last}") from None


def read(text: str) -> Advised:
    """Read the auditor's report. Raises ``msgspec.DecodeError`` for anything else."""
    report = msgspec.json.decode(text, type=_Report)
    found = tuple(
        Against(package=each.name, version=each.version, advisory=known.id, aliases=known.aliases)
        for each in report.dependencies
        for known in each.vulns
    )
    skipped = tuple(each.name for each in report.dependencies if each.skip_reason)
    return Advised(asked=len(report.dependencies) - len(skipped), advisories=found, not_asked=skipped)
