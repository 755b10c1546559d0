"""What is exported of the chains: segments of links, and manifests that say where all chains end. Pure.

Each manifest names the one before by its hash and is signed. Names follow from the content, so that an export that
died halfway and is done again writes the same objects.
"""

import base64
import hashlib
from datetime import datetime

import msgspec

from security.auditing.chain import CHAINS, FORMAT, START, Head

MANIFESTS, SEGMENTS = "manifests/", "segments/"


class Segment(msgspec.Struct, frozen=True, kw_only=True):
    """One exported object: links ``first`` to ``last`` of a chain, and the SHA-256 of its bytes."""

    chain: str
    first: int
    last: int
    sha256: str

    @property
    def name(self) -> str:
        """The object's name."""
        return f"{SEGMENTS}{self.chain}/{self.first:012}-{self.last:012}.ndjson"


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """Where all chains end after one export, and what was exported.

    ``previous``: the hash of the manifest before; ``at``: when it was planned (UTC); ``key``: who signs.
    """

    format: str = FORMAT
    number: int
    previous: str
    at: datetime
    key: str
    heads: tuple[Head, ...]
    segments: tuple[Segment, ...]

    @property
    def name(self) -> str:
        """The object's name."""
        return name_of(self.number)


class Signed(msgspec.Struct, frozen=True, kw_only=True):
    """A manifest as it is exported: ``body`` byte for byte, and its signature in base64."""

    body: msgspec.Raw
    signature: str


class Export(msgspec.Struct, frozen=True, kw_only=True):
    """How far the export has come: the last manifest's number, hash and heads, and the one that is under way."""

    number: int = 0
    hash: str = START
    at: datetime | None = None
    heads: tuple[Head, ...] = tuple(Head(chain=chain) for chain in CHAINS)
    pending: Manifest | None = None

    def head(self, chain: str) -> Head:
        """Return where ``chain`` was exported to."""
        return next(head for head in self.heads if head.chain == chain)


def name_of(number: int) -> str:
    """Return the name of the manifest with ``number``."""
    return f"{MANIFESTS}{number:010}.json"


def body_of(manifest: Manifest) -> bytes:
    """Return the bytes that are hashed and signed."""
    return msgspec.json.encode(manifest)


def hash_of(body: bytes) -> str:
    """Return the SHA-256 of a manifest's body, hexadecimal."""
    return hashlib.sha256(body).hexdigest()


def signing_digest(body: bytes) -> bytes:
    """Return the 32 bytes that are signed for ``body``."""
    return hashlib.sha256(f"{FORMAT}\nmanifest\n".encode() + body).digest()


def sealed(body: bytes, signature: bytes) -> bytes:
    """Return the object of a manifest."""
    return msgspec.json.encode(Signed(body=msgspec.Raw(body), signature=base64.b64encode(signature).decode()))


def done(manifest: Manifest) -> Export:
    """Return how far the export is once ``manifest`` and all that it names are there."""
    return Export(number=manifest.number, hash=hash_of(body_of(manifest)), at=manifest.at, heads=manifest.heads)
