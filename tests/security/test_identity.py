"""Bearer tokens: what is accepted, and that nothing else is."""

import base64
import functools
import hashlib
import hmac
import json
from datetime import timedelta

import jwt
import msgspec
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib.clock import FixedClock, epoch_seconds
from chalicelib.errors import Unauthenticated, Unavailable
from chalicelib.settings import Identity
from security.identity import AccessClaims, TokenVerifier, principal_of
from security.keys import KeySet, PublishedKey, PublishedKeys, fetch_keys
from security.principal import Audience
from tests.security.conftest import MOMENT

PERSON = "per_01j9z6k0w2e8m4p7q1r5t3v9xa"
ISSUER = "https://cognito-idp.ap-southeast-3.amazonaws.com/ap-southeast-3_contoh"
SETTINGS = Identity(token_issuer=ISSUER, user_pool_client_id="padan-app")


@functools.cache
def rsa_key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def published(kid: str = "k1", **changes: str) -> PublishedKey:
    numbers = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(rsa_key().public_key()))
    return PublishedKey(**({"kid": kid, "kty": "RSA", "n": numbers["n"], "e": numbers["e"]} | changes))


class Issuer:
    """Publishes keys, counts how often it was asked, and can be down."""

    def __init__(self, *keys: PublishedKey) -> None:
        self.keys, self.asked, self.down = keys, 0, False

    def __call__(self) -> PublishedKeys:
        self.asked += 1
        if self.down:
            raise Unavailable
        return PublishedKeys(keys=self.keys)


@pytest.fixture
def issuer() -> Issuer:
    return Issuer(published())


@pytest.fixture
def verifier(issuer, clock) -> TokenVerifier:
    return TokenVerifier(SETTINGS, KeySet(issuer, timedelta(minutes=1), clock), clock)


def claims(clock: FixedClock, **changes: object) -> dict[str, object]:
    now = epoch_seconds(clock.now())
    usual = {
        "sub": "2f0c",
        "iss": ISSUER,
        "client_id": "padan-app",
        "token_use": "access",
        "username": PERSON,
        "iat": now,
        "exp": now + 900,
        "cognito:groups": ["seeker"],
    }
    return {name: value for name, value in (usual | changes).items() if value is not None}


def token(payload: dict[str, object], kid: str | None = "k1", algorithm: str = "RS256", key: object = None) -> str:
    headers = {"kid": kid} if kid is not None else {}
    return jwt.encode(payload, key or rsa_key(), algorithm=algorithm, headers=headers)


def code_of(verifier: TokenVerifier, raw: str) -> str:
    with pytest.raises(Unauthenticated) as caught:
        verifier.verify(raw)
    assert caught.value.errors[0].pointer == "Authorization"
    return caught.value.errors[0].code


def test_a_good_token_names_person_and_roles(verifier, clock):
    principal = verifier.verify(token(claims(clock, **{"cognito:groups": ["seeker", "employer", "unheard-of"]})))
    assert principal.id == PERSON
    assert principal.roles == {Audience.SEEKER, Audience.EMPLOYER}
    assert principal.regions == ()


def test_a_token_without_groups_has_no_role(verifier, clock):
    assert verifier.verify(token(claims(clock, **{"cognito:groups": None}))).roles == frozenset()


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"iss": ISSUER + "x"}, "foreign_issuer"),
        ({"client_id": "another-app"}, "foreign_client"),
        ({"client_id": None}, "not_an_access_token"),
        ({"token_use": "id"}, "not_an_access_token"),
        ({"token_use": None}, "not_an_access_token"),
        ({"username": "sari"}, "unknown_account"),
        ({"username": "par_01j9z6k0w2e8m4p7q1r5t3v9xa"}, "unknown_account"),
        ({"username": PERSON + ".code.code"}, "unknown_account"),
        ({"exp": None}, "not_an_access_token"),
        ({"exp": "soon"}, "not_an_access_token"),
        ({"cognito:groups": "seeker"}, "not_an_access_token"),
    ],
)
def test_claims_that_are_not_ours_are_refused(verifier, clock, changes, code):
    assert code_of(verifier, token(claims(clock, **changes))) == code


@pytest.mark.parametrize(
    ("name", "offset", "accepted"),
    [("exp", -29, True), ("exp", -31, False), ("nbf", 29, True), ("nbf", 31, False)],
)
def test_times_are_kept_with_half_a_minute_of_skew(verifier, clock, name, offset, accepted):
    raw = token(claims(clock, **{name: epoch_seconds(clock.now()) + offset}))
    if accepted:
        assert verifier.verify(raw).id == PERSON
    else:
        assert code_of(verifier, raw) in {"token_expired", "token_not_yet_valid"}


def test_a_token_expires_while_the_clock_goes_on(verifier, clock):
    raw = token(claims(clock))
    verifier.verify(raw)
    clock.advance(timedelta(seconds=931))
    assert code_of(verifier, raw) == "token_expired"


def test_the_algorithm_is_not_the_tokens_choice(verifier, clock):
    public = rsa_key().public_key()
    pem = public.public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
    signed = ".".join(_encoded(json.dumps(part).encode()) for part in ({"alg": "HS256", "kid": "k1"}, claims(clock)))
    with_public_key = hmac.new(pem, signed.encode(), hashlib.sha256).digest()
    assert code_of(verifier, f"{signed}.{_encoded(with_public_key)}") == "wrong_algorithm"
    assert code_of(verifier, token(claims(clock), algorithm="RS512")) == "wrong_algorithm"
    unsigned = jwt.encode(claims(clock), "", algorithm="none", headers={"kid": "k1"})
    assert code_of(verifier, unsigned) == "wrong_algorithm"


def test_a_token_of_another_key_is_refused(verifier, clock):
    other = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    assert code_of(verifier, token(claims(clock), key=other)) == "bad_signature"


def test_a_token_without_key_id_is_refused(verifier, clock):
    assert code_of(verifier, token(claims(clock), kid=None)) == "unknown_key"


@pytest.mark.parametrize("raw", ["", "x", "a.b", "a.b.c", "....", "é.é.é", "\ud800.e30.e30", "x" * 9000])
def test_noise_is_no_token(verifier, raw):
    assert code_of(verifier, raw) == "malformed_token"


@pytest.mark.parametrize(
    "header",
    [
        b"[]",
        b"5",
        b"[" * 5000,
        b'{"alg":' * 800,
        b'{"alg":{},"kid":{}}',
        b'{"alg":"RS256","kid":"k1","crit":["x"]}',
        b"\xff",
    ],
)
def test_a_header_of_another_shape_is_no_token(verifier, header):
    assert code_of(verifier, f"{_encoded(header)}.e30.e30") == "malformed_token"


@pytest.mark.parametrize(
    "payload", [b"[]", b"5", b'"x"', b"[" * 3000, b'{"exp": 1e400}', b'{"exp": NaN}', b"\xff", b"{}", b""]
)
def test_a_signed_payload_of_another_shape_is_no_access_token(verifier, payload):
    raw = jwt.api_jws.encode(payload, rsa_key(), algorithm="RS256", headers={"kid": "k1"})
    assert code_of(verifier, raw) in {"malformed_token", "not_an_access_token"}


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_no_altered_token_is_accepted(data):
    clock, issuer = FixedClock(MOMENT), Issuer(published())
    verifier = TokenVerifier(SETTINGS, KeySet(issuer, timedelta(minutes=1), clock), clock)
    parts = [_decoded(part) for part in token(claims(clock)).split(".")]
    place = data.draw(st.integers(0, 2))
    bit = data.draw(st.integers(0, len(parts[place]) * 8 - 1))
    parts[place] = (
        parts[place][: bit // 8] + bytes([parts[place][bit // 8] ^ 1 << bit % 8]) + parts[place][bit // 8 + 1 :]
    )
    altered = ".".join(_encoded(part) for part in parts)
    with pytest.raises(Unauthenticated):
        verifier.verify(altered)


@settings(max_examples=200, deadline=None)
@given(raw=st.text(max_size=200))
def test_any_text_is_answered_with_a_refusal(raw):
    clock = FixedClock(MOMENT)
    verifier = TokenVerifier(SETTINGS, KeySet(Issuer(published()), timedelta(minutes=1), clock), clock)
    with pytest.raises(Unauthenticated):
        verifier.verify(raw)


def test_keys_are_fetched_once_for_many_tokens(verifier, issuer, clock):
    for _ in range(5):
        verifier.verify(token(claims(clock)))
    assert issuer.asked == 1


def test_a_new_key_is_fetched_at_most_once_per_interval(verifier, issuer, clock):
    verifier.verify(token(claims(clock)))
    issuer.keys = (published("k1"), published("k2"))
    assert code_of(verifier, token(claims(clock), kid="k2")) == "unknown_key"
    assert issuer.asked == 1
    clock.advance(timedelta(seconds=61))
    assert verifier.verify(token(claims(clock), kid="k2")).id == PERSON
    for _ in range(5):
        assert code_of(verifier, token(claims(clock), kid="k3")) == "unknown_key"
    assert issuer.asked == 2


def test_a_withdrawn_key_is_forgotten_in_time(verifier, issuer, clock):
    verifier.verify(token(claims(clock)))
    issuer.keys = (published("k2"),)
    clock.advance(timedelta(hours=7))
    assert code_of(verifier, token(claims(clock))) == "unknown_key"


def test_known_keys_outlive_an_outage(verifier, issuer, clock):
    verifier.verify(token(claims(clock)))
    issuer.down = True
    clock.advance(timedelta(hours=7))
    assert verifier.verify(token(claims(clock))).id == PERSON


def test_without_any_keys_the_service_is_unavailable(verifier, issuer, clock):
    issuer.down = True
    with pytest.raises(Unavailable):
        verifier.verify(token(claims(clock)))
    issuer.down = False
    clock.advance(timedelta(seconds=61))
    assert verifier.verify(token(claims(clock))).id == PERSON


@pytest.mark.parametrize("useless", [{"kty": "EC"}, {"use": "enc"}, {"kid": ""}])
def test_keys_of_other_kinds_are_passed_over(clock, useless):
    keys = KeySet(Issuer(published(**useless)), timedelta(minutes=1), clock)
    with pytest.raises(Unauthenticated):
        keys.key("k1")


def test_a_broken_key_document_is_an_outage(clock):
    with pytest.raises(Unavailable):
        KeySet(Issuer(published(n="!!")), timedelta(minutes=1), clock).key("k1")


def test_fetching_knows_two_schemes_only():
    with pytest.raises(RuntimeError, match="PADAN_KEYS_URL"):
        fetch_keys("file:///etc/passwd")
    with pytest.raises(Unavailable):
        fetch_keys("http://127.0.0.1:9/keys.json")


@given(
    groups=st.lists(
        st.sampled_from(
            ["officer", "region-32", "region-32.73", "region-3", "region-32.7x", "region-", "admin", "partner"]
        )
    )
)
def test_only_officers_have_regions_and_nobody_becomes_a_partner(groups):
    made = msgspec.convert(
        {"iss": "", "client_id": "", "token_use": "", "username": PERSON, "exp": 0, "cognito:groups": groups},
        AccessClaims,
    )
    principal = principal_of(made)
    assert set(principal.regions) <= {"32", "32.73"}
    assert not principal.regions or principal.has(Audience.OFFICER)
    assert not principal.has(Audience.PARTNER)
    assert not principal.has(Audience.PUBLIC)


def test_settings_are_needed(clock, issuer):
    with pytest.raises(RuntimeError, match="PADAN_TOKEN_ISSUER"):
        TokenVerifier(Identity(), KeySet(issuer, timedelta(minutes=1), clock), clock)


def _decoded(part: str) -> bytes:
    return base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))


def _encoded(part: bytes) -> str:
    return base64.urlsafe_b64encode(part).decode().rstrip("=")
