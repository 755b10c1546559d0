"""An officer's word on who an employer is, and the count of its vacancies that an officer let through."""

from collections.abc import Callable

import msgspec
from pynamodb.transactions import TransactWrite

from chalicelib import idempotency
from chalicelib.clock import SYSTEM_CLOCK, Clock
from chalicelib.employers import access, storing, table
from chalicelib.employers.model import Employer, Verification
from chalicelib.employers.storing import Stored
from chalicelib.errors import Forbidden, invalid
from chalicelib.idempotency import IdempotencyKey
from chalicelib.texts import Text
from security import audit
from security.policy import Action, ResourceKind
from security.principal import Principal


def verify(
    principal: Principal,
    employer_id: str,
    verdict: Verification,
    reason: str | None = None,
    clock: Clock = SYSTEM_CLOCK,
    key: IdempotencyKey | None = None,
) -> Stored:
    """Set an employer's verification; only an officer of its region or an administrator may. With a ``key`` once.

    Raises `InvalidInput` on ``/reason`` when a refusal gives none.
    """
    employer = storing.stored(employer_id).employer
    access.require(principal, Action.DECIDE, access.resource_of(employer, ResourceKind.VERIFICATION))
    if employer.role_of(principal.id):
        raise Forbidden(Text("Bukan untuk perusahaan sendiri.", "Not on one's own employer."))
    if verdict is Verification.REFUSED and not reason:
        raise invalid("/reason", "required", Text("Alasan wajib diisi.", "A reason is required."))

    def changed(present: Employer) -> Employer:
        return msgspec.structs.replace(
            present,
            verification=verdict,
            verified_by=principal.id,
            register=present.register and msgspec.structs.replace(present.register, weighed=True),
            verification_reason=reason,
            updated_at=clock.now(),
        )

    return _audited(principal, employer_id, f"employer_{verdict.value}", changed, key, clock)


def set_public_body(
    principal: Principal,
    employer_id: str,
    public_body: bool,
    clock: Clock = SYSTEM_CLOCK,
    key: IdempotencyKey | None = None,
) -> Stored:
    """State whether an employer is a ministry, an agency or a regional government; only an administrator may.

    With a ``key`` once. From then on what it posts comes by the public channel, for which the policy has severities of
    its own.
    """
    employer = storing.stored(employer_id).employer
    access.require(principal, Action.DECIDE, access.resource_of(employer, ResourceKind.PUBLIC_BODY))

    def changed(present: Employer) -> Employer:
        return msgspec.structs.replace(present, public_body=public_body, updated_at=clock.now())

    action = "employer_public_body" if public_body else "employer_no_public_body"
    return _audited(principal, employer_id, action, changed, key, clock)


def count_approved(transaction: TransactWrite, employer_id: str) -> None:
    """Count in ``transaction`` one more vacancy that an officer let through."""
    item = table.load(employer_id)
    counted = msgspec.structs.replace(item.employer, approved_vacancies=item.employer.approved_vacancies + 1)
    table.put(transaction, counted, item.version)


def _audited(
    principal: Principal,
    employer_id: str,
    action: str,
    changed: Callable[[Employer], Employer],
    key: IdempotencyKey | None,
    clock: Clock,
) -> Stored:
    """Store the employer as ``changed``, and with it who did so, as ``action``.

    A repetition that comes late must not undo what somebody else stated meanwhile.
    """

    def record(transaction: TransactWrite) -> None:
        idempotency.remember(transaction, key, employer_id, clock)
        audit.record(
            actor=principal.id,
            action=action,
            subject=employer_id,
            purpose="verification",
            transaction=transaction,
            clock=clock,
        )

    def state() -> Stored:
        return storing.change(employer_id, None, changed, record)

    return idempotency.repeatable(key, state, lambda: storing.stored(employer_id))
