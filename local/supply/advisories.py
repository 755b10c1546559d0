"""What is known against the packages of a lock file: advisories asked by pip-audit, and what could not be asked."""

import json
import subprocess
import sys
from pathlib import Path

import msgspec


class Advised(msgspec.Struct, frozen=True, kw_only=True):
    """What was found about one lock file: advisories as ``name version: identifiers``, and packages not looked up."""

    asked: int
    advisories: tuple[str, ...] = ()
    not_asked: tuple[str, ...] = ()


class _Vulnerability(msgspec.Struct, frozen=True):
    id: str


class _Dependency(msgspec.Struct, frozen=True):
    name: str
    version: str = ""
    vulns: tuple[_Vulnerability, ...] = ()
    skip_reason: str = ""


class _Report(msgspec.Struct, frozen=True):
    dependencies: tuple[_Dependency, ...]


def audited(file: Path, seconds: float = 300) -> Advised:
    """Ask for advisories about what ``file`` locks. Raises ``RuntimeError`` when the auditor itself fails."""
    asking = [sys.executable, "-m", "pip_audit", "--disable-pip", "--require-hashes", "--progress-spinner", "off"]
    done = subprocess.run(  # noqa: S603 - our own arguments
        [*asking, "--format", "json", "--requirement", str(file)],
        capture_output=True,
        text=True,
        check=False,
        timeout=seconds,
    )
    try:
        return read(done.stdout)
    except (msgspec.DecodeError, json.JSONDecodeError):
        last = done.stderr.strip().rpartition("\n")[2]
        raise RuntimeError(f"advisories about {file} could not be asked for: {last}") from None


def read(text: str) -> Advised:
    """Read the auditor's report. Raises ``msgspec.DecodeError`` for anything else."""
    report = msgspec.json.decode(text, type=_Report)
    found = [
        f"{each.name} {each.version}: {', '.join(vulnerability.id for vulnerability in each.vulns)}"
        for each in report.dependencies
        if each.vulns
    ]
    skipped = tuple(each.name for each in report.dependencies if each.skip_reason)
    return Advised(asked=len(report.dependencies) - len(skipped), advisories=tuple(found), not_asked=skipped)
