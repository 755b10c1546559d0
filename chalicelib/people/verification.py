"""Proof that a contact is the person's: a code goes there and comes back."""

import msgspec
from pynamodb.exceptions import UpdateError
from pynamodb.transactions import TransactWrite

from chalicelib import outbox, tables
from chalicelib.clock import SYSTEM_CLOCK, Clock, epoch_seconds
from chalicelib.errors import Conflict, InvalidInput, NotFound, invalid
from chalicelib.idempotency import IdempotencyKey, earlier_result, remember, repeatable
from chalicelib.identifiers import new_identifier
from chalicelib.people import codes, limits, store
from chalicelib.people.activity_rules import present
from chalicelib.people.model import Person, PersonState
from chalicelib.people.store import Loaded
from chalicelib.people.table import VerificationItem
from chalicelib.people.verification_model import LIFETIME, MOST_TRIES, Channel, CodePurpose, Verification
from chalicelib.texts import Text

UNKNOWN = Text("Kode ini tidak dikenal lagi; minta yang baru.", "This code is not known any more; ask for a new one.")


def start(
    person_id: str, channel: Channel, key: IdempotencyKey | None = None, clock: Clock = SYSTEM_CLOCK
) -> Verification:
    """Send a code to the person's own ``channel``; returns the verification, the earlier one for a repeated ``key``.

    Raises `InvalidInput` without such a contact, `Conflict` when it is proven, `TooManyRequests`, `NotFound`.
    """
    if (earlier := earlier_result(key)) is not None:
        return find(earlier).verification
    loaded = store.load(person_id)
    contact_hash = loaded.personal.hashes.get(channel.kind)
    if contact_hash is None:
        detail = Text("Tidak ada kontak seperti itu pada akun ini.", "This account has no such contact.")
        raise invalid("/channel", "no_such_contact", detail)
    if channel.value in loaded.person.verified:
        raise Conflict(Text("Kontak ini sudah terbukti.", "This contact is verified already."))
    return issue(person_id, channel, CodePurpose.CONTACT, contact_hash, key, clock)


def issue(
    person_id: str,
    channel: Channel,
    purpose: CodePurpose,
    contact_hash: str,
    key: IdempotencyKey | None,
    clock: Clock = SYSTEM_CLOCK,
    *,
    counted_as: str = "",
) -> Verification:
    """Store a new verification and let its code leave by the outbox; raises `TooManyRequests`.

    It is counted under the contact, or under another name such as that of a known device; a code that proves a contact
    under the person as well, whose contacts may be any.
    """
    limits.take(limits.CODES_SOON, counted_as or contact_hash, clock)
    limits.take(limits.CODES_DAY, counted_as or contact_hash, clock)
    if purpose is CodePurpose.CONTACT:
        limits.take(limits.CODES_PERSON, person_id, clock)
    verification = planned(person_id, channel, purpose, contact_hash, clock)
    expires = epoch_seconds(verification.expires_at)

    def build(transaction: TransactWrite) -> None:
        transaction.save(_item(verification, expires))
        details = {"verification": verification.id, "channel": channel.value, "purpose": purpose.value}
        outbox.add(transaction, topic="verification_code", subject=person_id, details=details, clock=clock)
        remember(transaction, key, verification.id, clock)

    tables.write(build)
    return verification


def forget_codes(person_id: str) -> None:
    """Forget the codes that were sent to a person; may be repeated. What the index shows late goes by its time."""
    for item in VerificationItem.by_person.query(person_id):
        item.delete(add_version_condition=False)


def _item(verification: Verification, expires: int) -> VerificationItem:
    # Of a sign-in that nobody has an account for there is no person, and an index takes no empty key.
    owner = verification.person_id or None
    return VerificationItem(verification.id, verification=verification, person_id=owner, expires=expires)


def planned(
    person_id: str, channel: Channel, purpose: CodePurpose, contact_hash: str, clock: Clock = SYSTEM_CLOCK
) -> Verification:
    """Return a verification that is stored nowhere yet."""
    now = clock.now()
    return Verification(
        id=new_identifier("ver", clock),
        person_id=person_id,
        channel=channel,
        purpose=purpose,
        contact_hash=contact_hash,
        created_at=now,
        expires_at=now + LIFETIME,
    )


def confirm(
    person_id: str,
    verification_id: str,
    code: str,
    clock: Clock = SYSTEM_CLOCK,
    key: IdempotencyKey | None = None,
) -> tuple[Person, int]:
    """Take the code back; the person becomes active. Returns the person and the new version.

    Raises `NotFound` for a code that is not theirs, spent or expired, `InvalidInput` for wrong digits. A repeated
    ``key`` returns the person as they are now.
    """

    def prove() -> tuple[Person, int]:
        verification = answered(verification_id, CodePurpose.CONTACT, code, clock, person_id)
        loaded = store.load(person_id)
        if verification.contact_hash not in loaded.personal.known(verification.channel.kind):
            raise NotFound(UNKNOWN)
        return _proven(loaded, verification, key, clock)

    return repeatable(key, prove, lambda: store.living(person_id))


def answered(
    verification_id: str, purpose: CodePurpose, code: str, clock: Clock, person_id: str | None = None
) -> Verification:
    """Count one try and return the verification when ``code`` is right.

    Raises `NotFound` when there is none to answer (unknown, somebody else's, for another purpose, expired, all
    `MOST_TRIES` used) and `InvalidInput` at ``/code`` for wrong digits.
    """
    item = find(verification_id)
    found = item.verification
    theirs = person_id is None or found.person_id == person_id
    if not theirs or found.purpose is not purpose or clock.now() >= found.expires_at:
        raise NotFound(UNKNOWN)
    _count_try(item)
    if not codes.matches(verification_id, code):
        raise wrong_code()
    return found


def spend(transaction: TransactWrite, verification_id: str) -> None:
    """Add to ``transaction`` that the code was used; it is refused for one that was used already."""
    item = VerificationItem(verification_id)
    transaction.delete(item, condition=VerificationItem.pk.exists(), add_version_condition=False)


class CodeToSend(msgspec.Struct, frozen=True, kw_only=True):
    """What the message with a code says, and where it goes; ``minutes`` are those that are left."""

    person_id: str
    channel: Channel
    contact_hash: str
    purpose: CodePurpose
    code: str
    minutes: int

    def __repr__(self) -> str:
        """Never show the code."""
        return "CodeToSend(…)"


def code_to_send(verification_id: str, clock: Clock = SYSTEM_CLOCK) -> CodeToSend | None:
    """Return the code that is to be sent, ``None`` when it was used or has expired meanwhile."""
    try:
        found = find(verification_id).verification
    except NotFound:
        return None
    left = (found.expires_at - clock.now()).total_seconds()
    if left <= 0:
        return None
    return CodeToSend(
        person_id=found.person_id,
        channel=found.channel,
        contact_hash=found.contact_hash,
        purpose=found.purpose,
        code=codes.code_of(verification_id),
        minutes=max(1, int(left // 60)),
    )


def wrong_code() -> InvalidInput:
    """Return the refusal of wrong digits."""
    return invalid("/code", "wrong_code", Text("Kode salah.", "The code is wrong."))


def find(verification_id: str) -> VerificationItem:
    """Return the stored verification; raises `NotFound`."""
    try:
        return VerificationItem.get(verification_id, consistent_read=True)
    except VerificationItem.DoesNotExist:
        raise NotFound(UNKNOWN) from None


def is_kept(verification_id: str) -> bool:
    """Tell whether the code was neither spent nor forgotten yet."""
    try:
        find(verification_id)
    except NotFound:
        return False
    return True


def _count_try(item: VerificationItem) -> None:
    try:
        item.update(
            [VerificationItem.tries.add(1)],
            condition=VerificationItem.pk.exists() & (VerificationItem.tries < MOST_TRIES),
            add_version_condition=False,
        )
    except UpdateError as error:
        if not tables.was_refused(error):
            raise
        raise NotFound(UNKNOWN) from None


def _proven(loaded: Loaded, verification: Verification, key: IdempotencyKey | None, clock: Clock) -> tuple[Person, int]:
    before = loaded.person
    person = msgspec.structs.replace(
        present(before, clock.now()),
        state=PersonState.ACTIVE,
        verified=tuple(sorted({*before.verified, verification.channel.value})),
        updated_at=clock.now(),
    )

    def build(transaction: TransactWrite) -> None:
        spend(transaction, verification.id)
        store.put_person(transaction, person, loaded.version)
        remember(transaction, key, person.id, clock)
        if before.state is PersonState.UNVERIFIED and not before.verified:
            outbox.add(transaction, topic="welcome", subject=person.id, clock=clock)

    try:
        tables.write(build)
    except tables.ConditionRefused:
        raise Conflict(Text("Data berubah; coba lagi.", "The data changed meanwhile; try again.")) from None
    return person, loaded.version + 1
