"""What a run works on, as it is stored: the vacancies once, the people in blocks. Identifiers and codes, no names."""

import hashlib
import zlib
from collections.abc import Iterable
from typing import Any, TypeVar

import msgspec

from chalicelib.matching.batch.errors import Damaged
from chalicelib.matching.model import Demand, Seeker

_ENCODER = msgspec.msgpack.Encoder(order="deterministic")
"""The same bytes for the same content: sets are written in order."""
_QUICK = 1
T = TypeVar("T")


class Offer(msgspec.Struct, frozen=True, kw_only=True):
    """An open vacancy, and the second (UTC, since 1970) from which it is open no more."""

    demand: Demand
    expires_at: int


def encode_people(people: Iterable[Seeker]) -> bytes:
    """Return the block of some people."""
    return _packed(list(people))


def decode_people(block: bytes) -> list[Seeker]:
    """Return the people of a block; raises `Damaged`."""
    return _unpacked(block, list[Seeker], "a block of people")


def encode_offers(offers: Iterable[Offer]) -> bytes:
    """Return the block of all vacancies, by identifier."""
    return _packed(sorted(offers, key=lambda offer: offer.demand.id))


def decode_offers(block: bytes) -> list[Offer]:
    """Return the vacancies of a block; raises `Damaged`."""
    return _unpacked(block, list[Offer], "the block of vacancies")


def digest(content: bytes) -> str:
    """Return what tells a file from every other one."""
    return hashlib.sha256(content).hexdigest()


def _packed(content: object) -> bytes:
    return zlib.compress(_ENCODER.encode(content), _QUICK)


def _unpacked(block: bytes, kind: type[T] | Any, name: str) -> T:  # noqa: ANN401 - a generic alias is no type
    try:
        found: T = msgspec.msgpack.decode(zlib.decompress(block), type=kind)
    except (zlib.error, msgspec.DecodeError) as error:
        raise Damaged(f"{name} cannot be read: {error}") from error
    return found
