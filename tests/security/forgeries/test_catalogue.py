"""No forgery of the catalogue passes, each is named by its code, and none spoils what the good request can do."""

import pytest

from security.signatures import Algorithm
from tests.security.forgeries.catalogue import FORGERIES, HTTP, good
from tests.security.forgeries.wire import Nonces, Refused, Wire, accepted, later, signed


@pytest.mark.parametrize("algorithm", Algorithm)
@pytest.mark.parametrize("forgery", FORGERIES, ids=str)
def test_no_forgery_passes(forgery, algorithm):
    nonces = Nonces()
    with pytest.raises(Refused) as caught:
        accepted(forgery.forge(algorithm), nonces)
    code = caught.value.code
    assert caught.value.status in (400, 401, 404)
    assert code in forgery.codes or (code.startswith("http: ") and HTTP in forgery.codes), code
    assert nonces.used == set()
    assert accepted(good(algorithm), nonces) == "par_mine"


def test_the_names_are_different():
    assert len({forgery.name for forgery in FORGERIES}) == len(FORGERIES) > 100


@pytest.mark.parametrize("algorithm", Algorithm)
@pytest.mark.parametrize("seconds", [-300, -299, 0, 299, 300])
def test_the_window_holds_its_last_second(algorithm, seconds):
    assert accepted(good(algorithm), at=later(seconds)) == "par_mine"


@pytest.mark.parametrize("seconds", [-301, -300.001, 300.001, 301, 86_400])
def test_the_window_ends_after_its_last_second(seconds):
    with pytest.raises(Refused, match="outside_window"):
        accepted(signed(), at=later(seconds))


@pytest.mark.parametrize("algorithm", Algorithm)
def test_a_request_passes_once_within_its_window_and_never_after(algorithm):
    wire, nonces = good(algorithm), Nonces()
    assert accepted(wire, nonces, later(-300)) == "par_mine"
    for seconds in (-300, 0, 300):
        with pytest.raises(Refused, match="nonce_reused"):
            accepted(wire, nonces, later(seconds))
    with pytest.raises(Refused, match="outside_window"):
        accepted(wire, Nonces(), later(301))


@pytest.mark.parametrize(
    "wire",
    [
        Wire(method="GET", target="/v1/partner/receipts/rct_1?limit=2&cursor=a%2Bb%3D", body=b""),
        Wire(method="DELETE", target="/v1/partner/vacancies/a%2Fb%20c", body=b""),
        Wire(target="/v1/partner/vacancies?a=&b=%C3%A9&c=~"),
        Wire(body=b"\xf0\x9f\x98\x80" * 2_000),
        Wire(headers=(("Host", "padan.example"), ("content-TYPE", " application/x-ndjson ")), body=b"{}"),
    ],
    ids=["receipt", "removal", "query", "emoji", "spelling"],
)
@pytest.mark.parametrize("algorithm", Algorithm)
def test_what_is_no_forgery_passes(wire, algorithm):
    assert accepted(good(algorithm, wire)) == "par_mine"


def test_refusals_do_not_tell_which_keys_exist():
    """A key that nobody has, a stranger's key, one for another algorithm: the same words for all of them."""
    told = set()
    for forgery in FORGERIES:
        if forgery.name in {
            "a key id that nobody has",
            "a stranger's key id",
            "another key's id",
            "alg of the other kind",
            "signed by nobody's key",
            "signed by nobody's key under our name",
            "the first bit",
        }:
            with pytest.raises(Refused) as caught:
                accepted(forgery.forge(Algorithm.ED25519))
            problem = caught.value.__cause__
            told.add((caught.value.status, problem.detail, problem.errors))
    assert len(told) == 1
