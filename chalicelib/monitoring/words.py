"""What people write in reports: sealed, each under a key of its own, and closed for ever when its time is over.

It is not the reporter's key: the vault binds what it seals to its owner, and so the report would say who wrote it.
"""

from datetime import datetime

import msgspec

from chalicelib.monitoring.anonymity import keyed
from chalicelib.monitoring.model import KeptReport
from security import vault
from security.principal import Principal
from security.purposes import Purpose
from security.sealed import Kind
from security.vault import KeyGoneError


def closed(report: KeptReport, key: str, text: str | None, until: datetime) -> KeptReport:
    """Return the report of ``key`` with ``text`` sealed in it; the key of its words goes at ``until``.

    Raises `InvalidInput` on ``/text`` for control characters and for nothing but blanks, `Unavailable`.
    """
    if text is None:
        return report
    sealed = vault.seal(text, Kind.WORDS, owner_of(key), "/text", until)
    return msgspec.structs.replace(report, words=sealed, said=_said(report.vacancy_id, text))


def opened(report: KeptReport, reader: Principal) -> str | None:
    """Return the words of a report for ``reader``, having left an entry in the audit; ``None`` when they are gone.

    Raises `Forbidden` for who is no monitor, `Unavailable`.
    """
    if report.words is None:
        return report.text
    try:
        return vault.open_sealed(report.words, Purpose.FOLLOW_REPORT, reader)
    except KeyGoneError:
        return None


def says(report: KeptReport, text: str) -> bool:
    """Tell whether the report has these very words. While the secret of the hashes is changed it may not be known."""
    return report.said == _said(report.vacancy_id, text) if report.said else report.text == text


def owner_of(key: str) -> str:
    """Return under whose key the words of the report of ``key`` are sealed: its own."""
    return f"rep_{key}"


def _said(vacancy_id: str, text: str) -> str:
    """Return a hash under the platform's secret that is the same for the same words about one vacancy."""
    return keyed("report-words", vacancy_id, *text.splitlines())
