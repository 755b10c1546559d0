"""Every forgery that we know of: a name, how it is made of a good request, and the codes that may answer it."""

import base64
import hashlib
from collections.abc import Callable

import msgspec

from security.digests import digest_header
from security.signatures import Algorithm, SigningKey
from tests.security.forgeries.wire import BODY, HOST, MINE, NOBODYS, SECOND, THEIRS, Wire, later, signed

Forge = Callable[[Algorithm], Wire]
BAD = "bad_signature"
HTTP = "http"
"""HTTP itself refuses it, before anything is verified."""


class Forgery(msgspec.Struct, frozen=True):
    """One of them; ``codes`` holds `HTTP` where a server may refuse the bytes themselves."""

    name: str
    forge: Forge
    codes: frozenset[str]

    def __str__(self) -> str:
        return self.name.replace(" ", "_")


def good(algorithm: Algorithm, wire: Wire | None = None) -> Wire:
    return signed(wire, MINE[algorithm].signing)


def _sent(**changes: object) -> Forge:
    """Altered after signing."""
    return lambda algorithm: good(algorithm).change(**changes)


def _header(name: str, value: str) -> Forge:
    return lambda algorithm: good(algorithm).having(name, value)


def _more(name: str, value: str) -> Forge:
    return lambda algorithm: good(algorithm).adding(name, value)


def _twice(name: str) -> Forge:
    return lambda algorithm: good(algorithm).adding(name, good(algorithm).header(name))


def _inputs(old: str, new: str) -> Forge:
    """Another text within Signature-Input."""

    def forge(algorithm: Algorithm) -> Wire:
        wire = good(algorithm)
        before = wire.header("Signature-Input")
        assert old in before
        return wire.having("Signature-Input", before.replace(old, new, 1))

    return forge


def _parameter(name: str, value: str) -> Forge:
    def forge(algorithm: Algorithm) -> Wire:
        wire = good(algorithm)
        parts = wire.header("Signature-Input").split(";")
        changed = [f"{name}={value}" if part.startswith(f"{name}=") else part for part in parts]
        assert changed != parts
        return wire.having("Signature-Input", ";".join(changed))

    return forge


def _algorithm_named(value: str) -> Forge:
    return _parameter("alg", value)


def _signature(change: Callable[[bytes], bytes]) -> Forge:
    def forge(algorithm: Algorithm) -> Wire:
        wire = good(algorithm)
        label, _, value = wire.header("Signature").partition("=")
        raw = change(base64.b64decode(value.strip(":")))
        return wire.having("Signature", f"{label}=:{base64.b64encode(raw).decode()}:")

    return forge


def _by(key: SigningKey, claimed: str | None = None, named: Algorithm | None = None) -> Forge:
    """Signed with another key, which may call itself by ours; ``named``: signed by this algorithm with its bytes."""

    def forge(algorithm: Algorithm) -> Wire:
        mine = MINE[algorithm].signing
        used = msgspec.structs.replace(key, key_id=mine.key_id if claimed == "mine" else claimed or key.key_id)
        return signed(key=msgspec.structs.replace(used, algorithm=named or used.algorithm))

    return forge


def _public_key_as_secret(algorithm: Algorithm) -> Wire:
    ours = MINE[Algorithm.ED25519].verifying
    return signed(key=SigningKey(key_id=ours.key_id, algorithm=Algorithm.HMAC_SHA256, private=ours.public))


def _public_key_as_secret_without_alg(algorithm: Algorithm) -> Wire:
    wire = _public_key_as_secret(algorithm)
    return wire.having("Signature-Input", wire.header("Signature-Input").replace(';alg="hmac-sha256"', ""))


def _other_body_with_its_digest(algorithm: Algorithm) -> Wire:
    other = BODY.replace(b"Kasir", b"Bos")
    return good(algorithm).change(body=other).having("Content-Digest", digest_header(other))


def _digests(*pairs: tuple[str, bytes]) -> str:
    return ", ".join(f"{name}=:{base64.b64encode(raw).decode()}:" for name, raw in pairs)


_TRUE = hashlib.sha256(BODY).digest()
_TRUE_512 = hashlib.sha512(BODY).digest()
_PATH = "/v1/partner/vacancies"


def _addressed(target: str) -> Forge:
    return _sent(target=target)


def _asked(signed_for: str, sent: str) -> Forge:
    return lambda algorithm: good(algorithm, Wire(target=signed_for)).change(target=sent)


def _all(*rows: tuple[str, Forge, str]) -> tuple[Forgery, ...]:
    return tuple(Forgery(name, forge, frozenset(codes.split())) for name, forge, codes in rows)


METHOD_AND_ADDRESS = _all(
    ("another method", _sent(method="PUT"), BAD),
    ("another method that deletes", _sent(method="DELETE"), BAD),
    ("a method in small letters", _sent(method="post"), f"{BAD} {HTTP}"),
    ("another path", _addressed("/v1/partner/vacancies/snapshot"), BAD),
    ("a path below", _addressed(f"{_PATH}/K-1"), BAD),
    ("a slash at the end", _addressed(f"{_PATH}/"), BAD),
    ("a letter of the path encoded", _addressed(f"{_PATH}/K-%31"), BAD),
    ("an encoded slash for a slash", _asked(f"{_PATH}/a/b", f"{_PATH}/a%2Fb"), f"{BAD} {HTTP}"),
    ("the encoding in small letters", _asked(f"{_PATH}/a%2Fb", f"{_PATH}/a%2fb"), BAD),
    ("encoded twice", _asked(f"{_PATH}/a%2Fb", f"{_PATH}/a%252Fb"), BAD),
    ("a dot segment", _asked(f"{_PATH}/a", f"{_PATH}/.%2Fa"), BAD),
    ("a query added", _addressed(f"{_PATH}?force=true"), BAD),
    ("a query taken away", _asked(f"{_PATH}?force=true", _PATH), BAD),
    ("another value of the query", _asked(f"{_PATH}?force=false", f"{_PATH}?force=true"), BAD),
    ("a second value of the query", _asked(f"{_PATH}?a=1", f"{_PATH}?a=1&a=2"), BAD),
    ("values of the query swapped", _asked(f"{_PATH}?a=1&b=2", f"{_PATH}?a=2&b=1"), BAD),
    ("names of the query swapped", _asked(f"{_PATH}?a=1&b=2", f"{_PATH}?b=2&a=1"), BAD),
    ("an ampersand encoded away", _asked(f"{_PATH}?a=1&b=2", f"{_PATH}?a=1%26b=2"), BAD),
    ("another host", _header("Host", "evil.example"), BAD),
    ("another port", _header("Host", f"{HOST}:8443"), BAD),
    ("the usual port named", _header("Host", f"{HOST}:80"), BAD),
    ("a host in capitals", _header("Host", HOST.upper()), BAD),
    ("a user before the host", _header("Host", f"user@{HOST}"), f"{BAD} {HTTP}"),
    ("a path in the host", _header("Host", f"{HOST}/v1/partner"), f"{BAD} {HTTP}"),
    ("no host", lambda algorithm: good(algorithm).without("host"), f"{BAD} {HTTP}"),
)

BODY_AND_DIGEST = _all(
    ("another body", _sent(body=BODY.replace(b"Kasir", b"Bosss")), "digest_mismatch"),
    ("a longer body", _sent(body=BODY + b"{}\n"), "digest_mismatch"),
    ("a truncated body", _sent(body=BODY[:-1]), "digest_mismatch"),
    ("no body", _sent(body=b""), "digest_mismatch"),
    ("another body with its digest", _other_body_with_its_digest, BAD),
    ("a body and no digest", lambda algorithm: good(algorithm).without("content-digest"), "missing_header"),
    ("neither body nor digest", lambda a: good(a).change(body=b"").without("content-digest"), "missing_header"),
    ("the digest of nothing", _header("Content-Digest", digest_header(b"")), "digest_mismatch"),
    (
        "a digest of md5",
        _header("Content-Digest", _digests(("md5", hashlib.md5(BODY, usedforsecurity=False).digest()))),
        "unsupported_digest",
    ),
    (
        "a digest of sha-1",
        _header("Content-Digest", _digests(("sha", hashlib.sha1(BODY, usedforsecurity=False).digest()))),
        "unsupported_digest",
    ),
    (
        "sha-512 under the name of sha-256",
        _header("Content-Digest", _digests(("sha-256", _TRUE_512))),
        "digest_mismatch",
    ),
    ("sha-256 under the name of sha-512", _header("Content-Digest", _digests(("sha-512", _TRUE))), "digest_mismatch"),
    ("a good digest of another kind", _header("Content-Digest", _digests(("sha-512", _TRUE_512))), BAD),
    (
        "a good digest and a wrong one",
        _header("Content-Digest", _digests(("sha-256", _TRUE), ("sha-512", _TRUE))),
        "digest_mismatch",
    ),
    ("a good digest and an unknown one", _header("Content-Digest", _digests(("sha-256", _TRUE), ("md5", b"x"))), BAD),
    ("a digest cut short", _header("Content-Digest", _digests(("sha-256", _TRUE[:31]))), "digest_mismatch"),
    ("an empty digest", _header("Content-Digest", "sha-256=::"), "digest_mismatch"),
    ("a digest that is a number", _header("Content-Digest", "sha-256=1"), "malformed_header"),
    (
        "a digest as a list",
        _header("Content-Digest", f"sha-256=(:{base64.b64encode(_TRUE).decode()}:)"),
        "malformed_header",
    ),
    ("the digest twice", _twice("Content-Digest"), "malformed_header"),
    ("a second digest that is wrong", _more("Content-Digest", digest_header(b"x")), "malformed_header"),
    ("a second digest of another kind", _more("Content-Digest", _digests(("sha-512", _TRUE_512))), BAD),
    ("another type", _header("Content-Type", "application/json"), BAD),
    ("another parameter of the type", _header("Content-Type", "application/x-ndjson; charset=utf-7"), BAD),
    ("a second type", _more("Content-Type", "application/json"), BAD),
    ("no type", lambda algorithm: good(algorithm).without("content-type"), "missing_header"),
)

PARAMETERS = _all(
    ("a later created", _parameter("created", "1772440201"), BAD),
    ("an earlier created", _parameter("created", "1772440199"), BAD),
    ("created as a text", _parameter("created", '"1772440200"'), "bad_created"),
    ("created with a fraction", _parameter("created", "1772440200.0"), "bad_created"),
    ("created as a date of RFC 9651", _parameter("created", "@1772440200"), "bad_created"),
    ("created below zero", _parameter("created", "-1772440200"), "bad_created"),
    ("created with sixteen digits", _parameter("created", "1772440200000000"), "malformed_header bad_created"),
    ("another nonce", _parameter("nonce", '"another-nonce"'), BAD),
    ("a short nonce", _parameter("nonce", '"1"'), "bad_nonce"),
    ("a nonce that is a token", _parameter("nonce", "aaaaaaaaaa"), "bad_nonce"),
    ("a nonce beyond ASCII", _parameter("nonce", '"nonce-\xe9\xe9\xe9"'), "malformed_header"),
    ("another key's id", _parameter("keyid", f'"{SECOND.signing.key_id}"'), BAD),
    ("a stranger's key id", _parameter("keyid", '"key_theirs"'), BAD),
    ("a key id that nobody has", _parameter("keyid", '"key_01j00000000000000000000000"'), BAD),
    ("an empty key id", _parameter("keyid", '""'), "bad_keyid"),
    ("a key id with a slash", _parameter("keyid", '"../key_mine"'), "bad_keyid"),
    ("alg none", _algorithm_named('"none"'), "wrong_algorithm"),
    ("alg empty", _algorithm_named('""'), "wrong_algorithm"),
    ("alg of RSA", _algorithm_named('"rsa-v1_5-sha256"'), "wrong_algorithm"),
    ("alg of RSA-PSS", _algorithm_named('"rsa-pss-sha512"'), "wrong_algorithm"),
    ("alg in capitals", _algorithm_named('"ED25519"'), "wrong_algorithm"),
    ("alg that is a token", _algorithm_named("ed25519"), "wrong_algorithm"),
    ("alg that is true", _inputs("alg=", "alg;x="), "unknown_parameter wrong_algorithm"),
    ("alg of the other kind", lambda a: _algorithm_named(f'"{_other(a).value}"')(a), BAD),
    ("an expiry added", _inputs(";keyid", ";expires=1772440400;keyid"), BAD),
    ("an expiry that has passed", _inputs(";keyid", ";expires=1772440199;keyid"), "signature_expired"),
    ("a tag added", _inputs(";keyid", ';tag="x";keyid'), BAD),
    ("an unknown parameter", _inputs(";keyid", ";x=1;keyid"), "unknown_parameter"),
    ("a parameter twice", _inputs(";keyid", ";created=1772440200;keyid"), "malformed_header"),
    ("parameters in another order", lambda a: _reordered(good(a)), BAD),
    (
        "ten thousand parameters",
        _inputs(";keyid", "".join(f";p{n}=1" for n in range(10_000)) + ";keyid"),
        f"malformed_header {HTTP}",
    ),
    (
        "many parameters",
        _inputs(";keyid", "".join(f";p{n}" for n in range(700)) + ";keyid"),
        "malformed_header unknown_parameter",
    ),
    ("a component dropped", _inputs(' "content-type"', ""), "wrong_components"),
    ("the digest dropped", _inputs(' "content-digest"', ""), "wrong_components"),
    ("the method dropped", _inputs('"@method" ', ""), "wrong_components"),
    ("the address dropped", _inputs(' "@target-uri"', ""), "wrong_components"),
    ("the path in the place of the address", _inputs("@target-uri", "@path"), "wrong_components"),
    ("a component twice", _inputs('"@method"', '"@method" "@method"'), "wrong_components"),
    ("a component in capitals", _inputs("content-type", "Content-Type"), "wrong_components"),
    ("a component of an answer", _inputs('"@method"', '"@method" "@status"'), "wrong_components"),
    ("a component with a parameter", _inputs('"@method"', '"@method";req'), "wrong_components"),
    ("its own parameters covered", _inputs('"@method"', '"@method" "@signature-params"'), "wrong_components"),
    ("components in another order", _inputs('"@method" "@target-uri"', '"@target-uri" "@method"'), BAD),
    ("a component added", _inputs('"@method"', '"@method" "@authority"'), BAD),
    ("a component that was not sent", _inputs('"@method"', '"@method" "x-absent"'), "missing_header"),
    ("a component that is a number", _inputs('"@method"', '"@method" 1'), "wrong_components"),
    ("a list that does not end", _inputs('"content-type")', '"content-type"'), "malformed_header"),
    ("a list within the list", _inputs('"@method"', '("@method")'), "malformed_header"),
)

SIGNATURES = _all(
    ("the first bit", _signature(lambda raw: bytes([raw[0] ^ 1]) + raw[1:]), BAD),
    ("the last bit", _signature(lambda raw: raw[:-1] + bytes([raw[-1] ^ 128])), BAD),
    ("a signature of zeros", _signature(lambda raw: bytes(len(raw))), BAD),
    ("a signature cut short", _signature(lambda raw: raw[:-1]), BAD),
    ("a longer signature", _signature(lambda raw: raw + b"\0"), BAD),
    ("an empty signature", _header("Signature", "padan=::"), BAD),
    ("the halves swapped", _signature(lambda raw: raw[len(raw) // 2 :] + raw[: len(raw) // 2]), BAD),
    ("the order added to s", _signature(lambda raw: _malleated(raw)), BAD),
    ("a signature as a text", _header("Signature", 'padan="c2lnbmF0dXJl"'), "malformed_header"),
    ("a signature as a token", _header("Signature", "padan=none"), "malformed_header"),
    ("a signature that is true", _header("Signature", "padan"), "malformed_header"),
    ("another label", _inputs("padan=", "other="), "one_signature"),
    ("no signature", lambda algorithm: good(algorithm).without("signature"), "missing_header"),
    ("no description", lambda algorithm: good(algorithm).without("signature-input"), "missing_header"),
    ("neither", lambda algorithm: good(algorithm).without("signature", "signature-input"), "missing_header"),
    ("the signature twice", _twice("Signature"), "malformed_header"),
    ("the description twice", _twice("Signature-Input"), "malformed_header"),
    ("a second label of the signature", _more("Signature", "other=:AAAA:"), "one_signature"),
    ("a second label of both", lambda a: _second_label(good(a)), "one_signature"),
    ("a description that is no field", _header("Signature-Input", "{}"), "malformed_header"),
    ("signed by nobody's key", _by(NOBODYS.signing), BAD),
    ("signed by nobody's key under our name", _by(NOBODYS.signing, "mine"), BAD),
    ("signed by our second key under this name", _by(SECOND.signing, "mine"), BAD),
    ("signed by a stranger under our name", lambda a: _by(THEIRS[a].signing, "mine")(a), BAD),
    ("signed by us under a stranger's name", lambda a: _by(MINE[a].signing, THEIRS[a].signing.key_id)(a), BAD),
    ("a public key as a secret", _public_key_as_secret, BAD),
    ("a public key as a secret and no alg", _public_key_as_secret_without_alg, BAD),
)

OTHER_TIMES = _all(
    ("signed 301 seconds ago", lambda a: signed(key=MINE[a].signing, at=later(-301)), "outside_window"),
    ("signed 301 seconds ahead", lambda a: signed(key=MINE[a].signing, at=later(301)), "outside_window"),
    ("signed in 1970", lambda a: signed(key=MINE[a].signing, at=later(-1_772_440_200)), "outside_window"),
)

FORGERIES = (*METHOD_AND_ADDRESS, *BODY_AND_DIGEST, *PARAMETERS, *SIGNATURES, *OTHER_TIMES)

_ORDER = 2**252 + 27742317777372353535851937790883648493
"""Of the base point of edwards25519 (RFC 8032, section 5.1)."""


def _malleated(raw: bytes) -> bytes:
    """Of ed25519 the other number that stands for the same s, which a lenient reader would take; else a changed bit."""
    if len(raw) != 64:
        return bytes([raw[0] ^ 2]) + raw[1:]
    s = int.from_bytes(raw[32:], "little") + _ORDER
    return raw[:32] + s.to_bytes(32, "little")


def _other(algorithm: Algorithm) -> Algorithm:
    return next(each for each in Algorithm if each is not algorithm)


def _reordered(wire: Wire) -> Wire:
    first, *parameters = wire.header("Signature-Input").split(";")
    return wire.having("Signature-Input", ";".join([first, *reversed(parameters)]))


def _second_label(wire: Wire) -> Wire:
    inputs, signature = wire.header("Signature-Input"), wire.header("Signature")
    again = f"{inputs}, second{inputs.removeprefix('padan')}"
    return wire.having("Signature-Input", again).having(
        "Signature", f"{signature}, second{signature.removeprefix('padan')}"
    )
