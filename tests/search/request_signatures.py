"""AWS Signature Version 4 from the other side: what a server makes of a request as it arrived.

Written from AWS's description (IAM User Guide, "Create a signed AWS API request"), without the library that signs.
"""

import hashlib
import hmac
import re
from collections.abc import Callable, Mapping
from urllib.parse import quote, unquote

_AUTHORIZATION = re.compile(
    r"AWS4-HMAC-SHA256 Credential=[^/]+/"
    r"(?P<scope>(?P<day>\d{8})/(?P<region>[^/]+)/(?P<service>[^/]+)/aws4_request)"
    r", ?SignedHeaders=(?P<headers>[a-z0-9;-]+), ?Signature=(?P<signature>[0-9a-f]{64})"
)
_MUST_BE_SIGNED = frozenset({"host", "x-amz-date", "x-amz-content-sha256"})

Reading = Callable[[str], str]


def encoded_once(path: str) -> str:
    """The canonical path as OpenSearch Service states it in its refusals: what was meant, encoded once."""
    return quote(unquote(path), safe="/-_.~")


def encoded_twice(path: str) -> str:
    """The canonical path as the guide has it for services other than S3: what was sent, encoded once more."""
    return quote(path, safe="/-_.~")


def is_signed(
    method: str, target: str, headers: Mapping[str, str], body: bytes, secret: str, reading: Reading = encoded_once
) -> bool:
    """Tell whether ``headers`` (names in lower case) hold a signature with ``secret`` of exactly this request."""
    claim = _AUTHORIZATION.fullmatch(headers.get("authorization", ""))
    if claim is None or headers.get("x-amz-content-sha256") != hashlib.sha256(body).hexdigest():
        return False
    names = claim["headers"].split(";")
    if not _MUST_BE_SIGNED | ({"x-amz-security-token"} & headers.keys()) <= set(names):
        return False
    path, _, query = target.partition("?")
    lines = [method, reading(path), _canonical_query(query)]
    lines += [f"{name}:{' '.join(headers[name].split())}" for name in names]
    lines += ["", claim["headers"], headers["x-amz-content-sha256"]]
    request = hashlib.sha256("\n".join(lines).encode()).hexdigest()
    to_sign = "\n".join(("AWS4-HMAC-SHA256", headers["x-amz-date"], claim["scope"], request))
    key = f"AWS4{secret}".encode()
    for part in (claim["day"], claim["region"], claim["service"], "aws4_request"):
        key = hmac.digest(key, part.encode(), "sha256")
    return hmac.compare_digest(hmac.digest(key, to_sign.encode(), "sha256").hex(), claim["signature"])


def _canonical_query(query: str) -> str:
    pairs = [pair.partition("=")[::2] for pair in query.split("&") if pair]
    encoded = sorted((quote(unquote(name), safe="-_.~"), quote(unquote(value), safe="-_.~")) for name, value in pairs)
    return "&".join(f"{name}={value}" for name, value in encoded)
