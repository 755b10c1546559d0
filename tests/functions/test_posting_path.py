"""From an employer to a published vacancy, over the interface."""

import pytest

from security.principal import Audience
from tests.store_fixtures import Caller, SignedIn

pytestmark = pytest.mark.emulator

CONTENT = {
    "title": "Kasir Minimarket",
    "description": "Melayani pembayaran pelanggan, menghitung kas, dan menata barang di rak setiap hari.",
    "occupation": "5230",
    "region": "32.73",
    "pay_minimum": 5_000_000,
    "pay_maximum": 6_000_000,
    "hours": 40,
    "employment_type": "FULL_TIME",
    "contact_url": "https://karya-sentosa.example/lamar",
}


@pytest.fixture
def owner(caller: Caller) -> SignedIn:
    return caller.sign_in(Audience.SEEKER)


@pytest.fixture
def officer(caller: Caller) -> SignedIn:
    return caller.sign_in(Audience.OFFICER, regions=("32",))


def employer_of(owner: SignedIn, **details: object) -> str:
    reply = owner.send("POST", "/v1/employers", {"name": "Karya Sentosa", "region": "32.73", **details})
    assert reply.status == 201, reply.text
    return str(reply.json["id"])


def test_an_employers_first_vacancy_is_published_by_an_officer(caller, owner, officer):
    employer = employer_of(owner)
    drafted = owner.send("POST", "/v1/vacancies", {**CONTENT, "employer_id": employer})
    assert drafted.status == 201, drafted.text
    place = f"/v1/vacancies/{drafted.json['id']}"
    assert caller.send("GET", place).status == 404

    submitted = owner.send("POST", f"{place}/submit", if_match=drafted.etag)
    assert (submitted.status, submitted.json["state"]) == (200, "checked"), submitted.text
    queue = officer.send("GET", "/v1/reviews")
    assert drafted.json["id"] in [item["id"] for item in queue.json["items"]]

    decided = officer.send("POST", f"/v1/reviews/{drafted.json['id']}/decision", {"decision": "publish"})
    assert (decided.status, decided.json["state"]) == (200, "published"), decided.text
    seen = caller.send("GET", place)
    assert (seen.status, seen.json["title"], seen.json["state"]) == (200, "Kasir Minimarket", "published")
    assert seen.headers["etag"] == f'"{decided.json["revision"]}"'
    assert "inside" not in seen.json
