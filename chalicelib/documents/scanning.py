"""What the scan for malware found: where a deployment scans, a tag of the object says so and nothing is read before."""

from enum import StrEnum

from chalicelib.documents.model import Refusal

TAG = "GuardDutyMalwareScanStatus"


class Verdict(StrEnum):
    """The tag's values. ``ACCESS_DENIED`` and ``FAILED`` are troubles of the deployment and not of the file."""

    CLEAN = "NO_THREATS_FOUND"
    THREAT = "THREATS_FOUND"
    UNSUPPORTED = "UNSUPPORTED"
    ACCESS_DENIED = "ACCESS_DENIED"
    FAILED = "FAILED"


class ScanFailed(RuntimeError):
    """The file could not be scanned and so stays unread; somebody has to look (see docs/runbooks)."""


def refusal(verdict: Verdict) -> Refusal | None:
    """Return why a file with ``verdict`` is refused, ``None`` for a clean one; raises `ScanFailed`."""
    if verdict is Verdict.CLEAN:
        return None
    if verdict is Verdict.THREAT:
        return Refusal.MALWARE
    if verdict is Verdict.UNSUPPORTED:
        return Refusal.TOO_COMPLEX
    raise ScanFailed(verdict.value)
