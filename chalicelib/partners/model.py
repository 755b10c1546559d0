"""Partners, their keys, and the receipts of what they pushed."""

from datetime import datetime
from enum import StrEnum

import msgspec

from chalicelib.errors import FieldError
from chalicelib.vacancies.model import Channel
from chalicelib.validation.model import Finding
from security.envelope import Box
from security.signature_types import Algorithm

KEYS_AT_A_TIME = 2
"""Two keys let a partner change them without a pause: add the new one, switch, revoke the old one."""


class RegisteredKey(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A partner's key: ``public`` is PEM (ed25519), ``secret`` the sealed shared secret (hmac-sha256).

    A revoked key verifies nothing and is kept as a record, without its secret. ``sealed_at``: when the secret was
    sealed as it is, if not when the key was added.
    """

    id: str
    algorithm: Algorithm = Algorithm.ED25519
    public: str = ""
    secret: Box | None = None
    added_at: datetime
    revoked_at: datetime | None = None
    sealed_at: datetime | None = None


class IssuedSecret(msgspec.Struct, frozen=True, kw_only=True):
    """A new shared secret in base64, told this one time. Signatures are keyed with the bytes that it stands for."""

    key_id: str
    secret: str

    def __repr__(self) -> str:
        """Never show the secret."""
        return f"IssuedSecret({self.key_id})"


class Suspension(msgspec.Struct, frozen=True, kw_only=True):
    """Since when and why a partner may do nothing."""

    since: datetime
    reason: str


class Partner(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A portal that pushes its vacancies; while it is suspended its keys open nothing."""

    id: str
    name: str
    added_at: datetime
    keys: tuple[RegisteredKey, ...] = ()
    suspension: Suspension | None = None

    @property
    def valid_keys(self) -> tuple[RegisteredKey, ...]:
        """Keys that are not revoked."""
        return tuple(key for key in self.keys if key.revoked_at is None)


class PayloadForm(StrEnum):
    """How the items of a push are written."""

    LINES = "application/x-ndjson"
    ARRAY = "application/json"


class ItemResult(StrEnum):
    """What became of one pushed item; every item gets exactly one."""

    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    DUPLICATE = "duplicate_of"
    REJECTED = "rejected"
    HELD = "held"


class ReceiptState(StrEnum):
    """How far a push has come."""

    QUEUED = "queued"
    PROCESSING = "processing"
    DONE = "done"


class ItemOutcome(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What became of item ``number`` (from 1, in the order of the payload).

    ``errors`` say why it was rejected, with pointers into the item; ``findings`` are those of the check.
    """

    number: int
    result: ItemResult
    external_id: str | None = None
    vacancy_id: str | None = None
    duplicate_of: str | None = None
    errors: tuple[FieldError, ...] = ()
    findings: tuple[Finding, ...] = ()


class Receipt(msgspec.Struct, frozen=True, kw_only=True):
    """What was received: whose, when, how many items, and where the raw payload lies. ``digest`` is its SHA-256.

    ``channel`` tells what the partner pushed from what was fetched from its feed.
    """

    id: str
    partner_id: str
    received_at: datetime
    form: PayloadForm
    items: int
    chunk: int
    payload: str
    digest: str
    correlation_id: str
    channel: Channel = Channel.PARTNER

    @property
    def chunks(self) -> int:
        """How many messages carry the work."""
        return -(-self.items // self.chunk)

    def numbers(self, chunk: int) -> range:
        """The item numbers (from 1) of one chunk (from 0)."""
        start = chunk * self.chunk + 1
        return range(start, min(start + self.chunk, self.items + 1))


class Chunk(msgspec.Struct, frozen=True, kw_only=True):
    """A message of the queue: which part of which receipt is to be worked on."""

    receipt: str
    chunk: int


class Counts(msgspec.Struct, frozen=True, kw_only=True):
    """How many items had which result so far."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    duplicate_of: int = 0
    rejected: int = 0
    held: int = 0


class Progress(msgspec.Struct, frozen=True, kw_only=True):
    """A receipt with how far it is."""

    receipt: Receipt
    chunks_done: int
    counts: Counts

    @property
    def state(self) -> ReceiptState:
        """Queued, processing or done."""
        if self.chunks_done == 0:
            return ReceiptState.QUEUED
        return ReceiptState.DONE if self.chunks_done >= self.receipt.chunks else ReceiptState.PROCESSING
