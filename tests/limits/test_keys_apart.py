"""At the edge: all keys of a partner count together, no partner's burst takes anything from another."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from chalicelib import partners
from chalicelib.limits.model import Caller, RouteClass
from local.emulator import Emulator
from security.signatures import Algorithm, SignedRequest, SigningKey, generate_ed25519, sign
from tests.functions.api import Api, Reply
from tests.limits.processes import served
from tests.own_stores import own_stores
from tests.partners.conftest import SigningPartner

pytestmark = pytest.mark.emulator
HOST, PATH = "padan.test", "/v1/partner/quality"
MOST, PROCESSES = 12, 2


@pytest.fixture(scope="module")
def stores(emulator: Emulator, request: pytest.FixtureRequest) -> Iterator[str]:
    """Tables that this module alone uses."""
    yield from own_stores(emulator, "limits-", request.module.__name__)


@pytest.fixture
def front(stores):
    """Two processes that let a partner read twelve times in a minute."""
    with served(PROCESSES, RouteClass.READ, Caller.PARTNER, MOST) as found:
        yield found


def second_key(partner: SigningPartner) -> SigningKey:
    private, public = generate_ed25519()
    added = partners.add_key(partner.id, public)
    return SigningKey(key_id=added.key_id, algorithm=Algorithm.ED25519, private=private)


def asked(key: SigningKey) -> Reply:
    content = {"content-type": "application/json"}
    proof = sign(SignedRequest(method="GET", url=f"http://{HOST}{PATH}", headers=content, body=b""), key)
    return Api()("GET", PATH, b"", host=HOST, **(content | proof))


def test_a_burst_with_one_key_takes_nothing_from_another_partner(front):
    loud, calm = SigningPartner("Portal Ramai"), SigningPartner("Portal Tenang")
    with ThreadPoolExecutor(8) as pool:
        burst = [pool.submit(asked, loud.key) for _ in range(4 * MOST)]
        quiet = [asked(calm.key).status for _ in range(MOST - PROCESSES + 1)]
        answers = [each.result() for each in burst]
    assert set(quiet) == {200}
    assert MOST - PROCESSES < sum(answer.status == 200 for answer in answers) <= MOST
    assert {answer.status for answer in answers} == {200, 429}
    assert all(1 <= int(answer.headers["retry-after"]) <= 70 for answer in answers if answer.status == 429)


def test_a_second_key_gives_a_partner_nothing_more(front):
    partner = SigningPartner("Portal Berganti Kunci")
    keys = [partner.key, second_key(partner)]
    answers = [asked(keys[number % 2]) for number in range(3 * MOST)]
    assert sum(answer.status == 200 for answer in answers) <= MOST
    assert {answer.status for answer in answers[MOST:]} == {429}
    front.moment += int(answers[-1].headers["retry-after"])
    assert [asked(key).status for key in keys] == [200, 200]


def test_whoever_signs_wrongly_uses_up_nobodys_limit(front):
    partner = SigningPartner("Portal Ditiru")
    forged = SigningKey(key_id=partner.key.key_id, algorithm=Algorithm.ED25519, private=generate_ed25519()[0])
    assert {asked(forged).status for _ in range(2 * MOST)} == {401}
    assert {asked(partner.key).status for _ in range(MOST - PROCESSES + 1)} == {200}
