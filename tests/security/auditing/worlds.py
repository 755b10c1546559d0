"""Archives in memory, and the key that signs them, made by the pure parts alone."""

import functools
import hashlib
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec

from security.audit_model import AuditEntry
from security.auditing.chain import CHAINS, Head, chain_of, extend, lines
from security.auditing.manifest import Export, Manifest, Segment, body_of, done, sealed, signing_digest
from security.auditing.signing import Verify, trusting

MOMENT = datetime(2026, 3, 2, 8, 30, tzinfo=UTC)
KEY = "arn:aws:kms:ap-southeast-3:000000000000:key/audit"


@functools.cache
def pair(name: str = "ours") -> Any:
    """A key pair; each name has one."""
    from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key

    return generate_private_key(SECP256R1())


def public(name: str = "ours") -> bytes:
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

    return pair(name).public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)


def signed_by_us() -> Verify:
    return trusting({KEY: public()})


class OwnSigner:
    """Signs with a pair of its own, under any name."""

    def __init__(self, pair_name: str = "ours", key: str = KEY) -> None:
        self._pair, self.key = pair_name, key
        self.signed = 0

    def sign(self, digest: bytes) -> bytes:
        from cryptography.hazmat.primitives.asymmetric.ec import ECDSA
        from cryptography.hazmat.primitives.asymmetric.utils import Prehashed
        from cryptography.hazmat.primitives.hashes import SHA256

        self.signed += 1
        return pair(self._pair).sign(digest, ECDSA(Prehashed(SHA256())))


class MemoryArchive:
    """Objects with all their versions."""

    def __init__(self, objects: dict[str, list[bytes]] | None = None) -> None:
        self.objects = {name: list(found) for name, found in (objects or {}).items()}

    def copy(self) -> "MemoryArchive":
        return MemoryArchive(self.objects)

    def versions(self) -> Iterator[tuple[str, int]]:
        yield from ((name, len(found)) for name, found in self.objects.items())

    def read(self, name: str) -> bytes | None:
        found = self.objects.get(name)
        return found[-1] if found else None

    def add(self, name: str, content: bytes) -> bool:
        if name in self.objects:
            return False
        self.objects[name] = [content]
        return True


def entry(number: int, subject: str, action: str = "read_phone") -> AuditEntry:
    return AuditEntry(
        id=f"aud_{number:026}",
        actor="per_officer",
        action=action,
        subject=subject,
        purpose="assist",
        at=MOMENT + timedelta(seconds=number),
        correlation_id=f"corr-{number}",
    )


def rounds_of(counts: Iterable[int], subjects: int = 5) -> list[list[AuditEntry]]:
    """Entries of several exports, as many in each as ``counts`` says."""
    found: list[list[AuditEntry]] = []
    number = 0
    for count in counts:
        found.append([entry(number + each, f"per_{(number + each) % subjects}") for each in range(count)])
        number += count
    return found


def exported(
    rounds: Iterable[Iterable[AuditEntry]], signer: OwnSigner | None = None, days: Sequence[int] = ()
) -> tuple[MemoryArchive, Export]:
    """The archive of these rounds, exported after so many ``days`` or hourly, and the state that the table keeps."""
    archive, state = MemoryArchive(), Export()
    by = signer or OwnSigner()
    for number, entries in enumerate(rounds, start=1):
        after = timedelta(days=days[number - 1]) if days else timedelta(hours=number)
        state = _added(archive, state, list(entries), by, MOMENT + after)
    return archive, state


def _added(archive: MemoryArchive, state: Export, entries: list[AuditEntry], by: OwnSigner, at: datetime) -> Export:
    ends = {head.chain: head for head in state.heads}
    segments = []
    for chain in CHAINS:
        links = extend(ends[chain], [each for each in entries if chain_of(each.subject) == chain])
        if links:
            content = lines(links).encode()
            digest = hashlib.sha256(content).hexdigest()
            segment = Segment(chain=chain, first=links[0].seq, last=links[-1].seq, sha256=digest)
            archive.add(segment.name, content)
            segments.append(segment)
            ends[chain] = Head(chain=chain, seq=links[-1].seq, hash=links[-1].hash)
    manifest = Manifest(
        number=state.number + 1,
        previous=state.hash,
        at=at,
        key=by.key,
        heads=tuple(ends[chain] for chain in CHAINS),
        segments=tuple(segments),
    )
    body = body_of(manifest)
    archive.add(manifest.name, sealed(body, by.sign(signing_digest(body))))
    return done(manifest)


def changed(found: AuditEntry, **fields: Any) -> AuditEntry:
    return msgspec.structs.replace(found, **fields)
