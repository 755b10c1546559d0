"""What the tests of partners share: stores of their own, a partner that signs, and the worker of the queue."""

from collections.abc import Iterator, Mapping

import msgspec
import pytest

from chalicelib import partners
from chalicelib.partners import Partner
from chalicelib.resources import PARTNER_ITEMS
from local.emulator import Emulator
from security.signatures import Algorithm, SignedRequest, SigningKey, generate_ed25519, sign
from tests.own_stores import Queue, own_stores


@pytest.fixture(scope="module")
def stores(emulator: Emulator, request: pytest.FixtureRequest) -> Iterator[str]:
    """Tables, queues and buckets that this module alone uses."""
    yield from own_stores(emulator, "partners-", request.module.__name__)


class SigningPartner:
    """A partner with its private key."""

    def __init__(self, name: str) -> None:
        self.partner: Partner = partners.add_partner(name)
        private, public = generate_ed25519()
        key = partners.add_key(self.partner.id, public)
        self.key = SigningKey(key_id=key.key_id, algorithm=Algorithm.ED25519, private=private)

    @property
    def id(self) -> str:
        return self.partner.id

    def headers(self, method: str, url: str, body: bytes, given: Mapping[str, str]) -> dict[str, str]:
        """The headers of a signed request."""
        return sign(SignedRequest(method=method, url=url, headers=given, body=body), self.key)


@pytest.fixture
def signing_partner(stores: str, request: pytest.FixtureRequest) -> SigningPartner:
    """A new partner."""
    return SigningPartner(f"{request.node.name} {request.module.__name__}"[-100:])


@pytest.fixture
def queue(stores: str) -> Iterator[Queue]:
    """The queue of pushed items, emptied afterwards."""
    found = Queue(PARTNER_ITEMS.name)
    yield found
    found.clear()


def posting(number: int = 1, **changes: object) -> dict[str, object]:
    """An invented vacancy as a partner writes it, with ``changes``."""
    return {
        "@context": "https://schema.org",
        "@type": "JobPosting",
        "identifier": f"K-{number:04d}",
        "title": f"Staf Administrasi Gudang {number}",
        "description": "Mencatat barang masuk dan keluar, menyiapkan laporan stok harian, dan melayani pengemudi.",
        "hiringOrganization": {"@type": "Organization", "name": "PT Contoh Lumbung Rejeki"},
        "jobLocation": {
            "@type": "Place",
            "address": {"@type": "PostalAddress", "addressLocality": "Kota Semarang", "addressRegion": "Jawa Tengah"},
        },
        **changes,
    }


def ndjson(*items: object) -> bytes:
    """The items one on each line; bytes go as they are."""
    return b"\n".join(item if isinstance(item, bytes) else msgspec.json.encode(item) for item in items)
