"""Bodies and short cuts for tests of posting."""

from chalicelib import employers
from chalicelib.employers.model import Verification
from security.principal import Audience, Principal
from tests.store_fixtures import SignedIn

CONTENT = {
    "title": "Kasir Minimarket",
    "description": "Melayani pembayaran pelanggan, menghitung kas, dan menata barang di rak setiap hari.",
    "occupation": "5230",
    "region": "32.73",
    "pay_minimum": 5_500_000,
    "pay_maximum": 6_000_000,
    "hours": 40,
    "employment_type": "FULL_TIME",
    "contact_url": "https://karya-sentosa.example/lamar",
}
OFFICER = Principal(id="per_" + "0" * 25 + "1", roles=frozenset({Audience.OFFICER}), regions=("32",))


def employer_of(owner: SignedIn, *, verified: bool = False, **details: object) -> str:
    """A new employer that ``owner`` owns."""
    reply = owner.send("POST", "/v1/employers", {"name": "Karya Sentosa", "region": "32.73", **details})
    assert reply.status == 201, reply.text
    identifier = str(reply.json["id"])
    if verified:
        employers.verify(OFFICER, identifier, Verification.VERIFIED)
    return identifier


def drafted(owner: SignedIn, employer: str, **changes: object) -> str:
    """The path of a new draft."""
    reply = owner.send("POST", "/v1/vacancies", {**CONTENT, **changes, "employer_id": employer})
    assert reply.status == 201, reply.text
    return f"/v1/vacancies/{reply.json['id']}"


def published(owner: SignedIn, employer: str | None = None, **changes: object) -> str:
    """The path of a new published vacancy."""
    place = drafted(owner, employer or employer_of(owner, verified=True), **changes)
    reply = owner.send("POST", f"{place}/submit")
    assert reply.json["state"] == "published", reply.text
    return place
