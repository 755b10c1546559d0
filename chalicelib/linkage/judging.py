"""What an answer comes to: confirmed, contradicted or unknown. Pure."""

from datetime import date

from chalicelib.linkage.answers import (
    Business,
    BusinessAnswer,
    BusinessStatus,
    CertificateAnswer,
    CertificateStatus,
    IdentityAnswer,
    Match,
    MembershipAnswer,
    VitalStatus,
)
from chalicelib.linkage.model import Standing, Verdict
from chalicelib.linkage.names import same_business


def identity(answer: IdentityAnswer) -> Verdict:
    """Judge who somebody is: the name must be the same, a birth date must not differ, and the holder must live."""
    if not answer.found:
        return _unknown(answer.reference)
    found = {
        "name": answer.name is Match.DIFFERS,
        "birth_date": answer.birth_date is Match.DIFFERS,
        "deceased": answer.vital_status is VitalStatus.DECEASED,
    }
    complete = answer.name is Match.SAME and answer.vital_status is VitalStatus.ALIVE
    return _verdict(answer.reference, found, complete=complete)


def business(question: Business, answer: BusinessAnswer) -> Verdict:
    """Judge whose number it is: the name must be the business' own and it must be active."""
    if not answer.found:
        return _unknown(answer.reference)
    found = {
        "name": not same_business(question.name, answer.name or ""),
        "status": answer.status is not BusinessStatus.ACTIVE,
    }
    details = {"size": answer.size, "region": answer.region, "kbli": " ".join(answer.kbli) or None}
    return _verdict(answer.reference, found, complete=True, details=details)


def membership(answer: MembershipAnswer, since: date, today: date) -> Verdict:
    """Judge whether a person was hired: insured there since ``since`` or later, and still or for a while.

    Insured there before ``since`` is no hire through the application at hand.
    """
    if not answer.insured or answer.since is None:
        return _unknown(answer.reference)
    found = {"earlier": answer.since < since, "ended": answer.until is not None and answer.until < today}
    return _verdict(answer.reference, found, complete=True, details={"since": answer.since.isoformat()})


def certificate(answer: CertificateAnswer, today: date) -> Verdict:
    """Judge a certificate: the holder's, valid, and not past its last day."""
    if not answer.found:
        return _unknown(answer.reference)
    past = answer.valid_until is not None and answer.valid_until < today
    found = {
        "holder": answer.holder is Match.DIFFERS,
        "revoked": answer.status is CertificateStatus.REVOKED,
        "expired": answer.status is CertificateStatus.EXPIRED or past,
    }
    until = answer.valid_until.isoformat() if answer.valid_until else None
    return _verdict(answer.reference, found, complete=answer.holder is Match.SAME, details={"valid_until": until})


def _unknown(evidence: str) -> Verdict:
    return Verdict(state=Standing.UNKNOWN, evidence=evidence)


def _verdict(
    evidence: str, found: dict[str, bool], *, complete: bool, details: dict[str, str | None] | None = None
) -> Verdict:
    """Return the verdict; what differs contradicts, and what was not checked confirms nothing."""
    differences = tuple(code for code, differs in found.items() if differs)
    if not differences and not complete:
        return _unknown(evidence)
    state = Standing.CONTRADICTED if differences else Standing.CONFIRMED
    kept = {name: value for name, value in (details or {}).items() if value}
    return Verdict(state=state, differences=differences, evidence=evidence, details=kept)
