"""Clients that we did not write sign, and the platform accepts over real HTTP: one in Python, one in JavaScript.

The Python one is PyPI's http-message-signatures, the other npm's package of the same name, by another author; neither
is used for verifying. `make engines` fetches the second.
"""

import base64
import json
import os
import subprocess
from datetime import UTC, datetime

import pytest
from http_message_signatures import HTTPMessageSigner, algorithms
from http_message_signatures.resolvers import MappingKeyResolver

from chalicelib import aws, partners, settings
from local.engines import javascript
from local.engines.install import NotInstalledError
from security import shared_secrets
from security.digests import digest_header
from security.signatures import Algorithm, SigningKey, generate_ed25519
from tests.engines_fixtures import _absent
from tests.partners.conftest import ndjson, posting
from tests.partners.served import LINES, PUSH, send, served

pytestmark = pytest.mark.emulator
BODY = ndjson(posting(1, title="Juru Masak Rendang \u2014 Padang"))
SCRIPT = "tests/partners/javascript/push.cjs"
LEAST = ["@method", "@target-uri", "content-digest", "content-type"]
MORE = [*LEAST, "@authority", "@scheme", "@path", "@query", "@request-target", "date", "idempotency-key"]


@pytest.fixture(scope="module")
def server(stores, tmp_path_factory):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PADAN_VAULT_KEY_ID", aws.client("kms").create_key(Description="others")["KeyMetadata"]["KeyId"])
        settings.forget()
        shared_secrets.forget()
        with served(tmp_path_factory.mktemp("web")) as running:
            yield running
    settings.forget()
    shared_secrets.forget()


@pytest.fixture(params=list(Algorithm), ids=str)
def key(request, server):
    """A key of a new partner, of each algorithm."""
    partner = partners.add_partner(f"{request.node.name}"[-90:])
    if request.param is Algorithm.ED25519:
        private, public = generate_ed25519()
        found = partners.add_key(partner.id, public)
        return SigningKey(key_id=found.key_id, algorithm=request.param, private=private)
    issued = partners.issue_secret(partner.id)
    return SigningKey(key_id=issued.key_id, algorithm=request.param, private=base64.b64decode(issued.secret))


class Request:
    """A request as the Python library wants it."""

    def __init__(self, method: str, url: str, headers: dict[str, str]) -> None:
        self.method, self.url, self.headers = method, url, dict(headers)


def signed_in_python(
    key: SigningKey, method: str, url: str, headers: dict[str, str], fields: list[str], **more: object
):
    kind = {Algorithm.ED25519: algorithms.ED25519, Algorithm.HMAC_SHA256: algorithms.HMAC_SHA256}[key.algorithm]
    request = Request(method, url, headers)
    keys = MappingKeyResolver(public_keys={}, private_keys={key.key_id: key.private})
    HTTPMessageSigner(signature_algorithm=kind, key_resolver=keys).sign(
        request,
        key_id=key.key_id,
        created=datetime.now(UTC),
        nonce=base64.urlsafe_b64encode(os.urandom(12)).decode(),
        covered_component_ids=fields,
        use_existing_digest=any(name.lower() == "content-digest" for name in headers),
        **more,
    )
    return request.headers


HEADERS = {"content-type": LINES, "date": "Mon, 02 Mar 2026 08:30:00 GMT", "idempotency-key": "dorong-7"}


@pytest.mark.parametrize("fields", [LEAST, MORE, [*reversed(LEAST)]], ids=["least", "more", "reversed"])
@pytest.mark.parametrize("include_alg", [True, False])
def test_python_signs_and_pushes(server, key, queue, fields, include_alg):
    headers = HEADERS | {"content-digest": digest_header(BODY)}
    made = signed_in_python(key, "POST", server.url + PUSH, headers, fields, include_alg=include_alg)
    told = send(server, made, BODY)
    assert (told.status, told.body.get("items")) == (202, 1), told
    assert send(server, made, BODY).codes == {"Signature-Input": "nonce_reused"}
    other = signed_in_python(key, "POST", server.url + PUSH, headers, fields, include_alg=include_alg)
    assert send(server, other, BODY + b"{}\n").codes == {"Content-Digest": "digest_mismatch"}


def test_python_reads_its_receipt_and_removes(server, key, queue):
    headers = HEADERS | {"content-digest": digest_header(BODY)}
    made = signed_in_python(key, "POST", server.url + PUSH, headers, LEAST)
    place = f"/v1/partner/receipts/{send(server, made, BODY).body['id']}?limit=5"
    bare = signed_in_python(key, "GET", server.url + place, {}, LEAST[:2])
    assert send(server, bare, b"", place, "GET").body["receipt"]["items"] == 1
    gone = f"{PUSH}/K%2F1%20a"
    assert (
        send(server, signed_in_python(key, "DELETE", server.url + gone, {}, LEAST[:2]), b"", gone, "DELETE").status
        == 404
    )


@pytest.fixture(scope="module")
def node():
    """Runs the JavaScript client on wishes; skips or fails when it is not installed."""
    try:
        command, modules = javascript.node(), javascript.modules()
    except NotInstalledError as error:
        _absent(error)

    def run(*wishes: dict[str, object]) -> list[dict[str, object]]:
        done = subprocess.run(
            [str(command), SCRIPT],
            input=json.dumps(wishes).encode(),
            capture_output=True,
            timeout=60,
            env={"NODE_PATH": str(modules), "PATH": ""},
            check=False,
        )
        assert done.returncode == 0, done.stderr.decode()
        return [each | {"body": json.loads(each["text"]) if each["text"] else {}} for each in json.loads(done.stdout)]

    return run


def wish(server, key: SigningKey, fields: list[str], target: str = PUSH, **changes: object) -> dict[str, object]:
    secret = base64.b64encode(key.private) if key.algorithm is Algorithm.HMAC_SHA256 else key.private
    return {
        "method": "POST",
        "url": server.url + target,
        "headers": HEADERS,
        "body": BODY.decode(),
        "digest": "sha-256",
        "algorithm": key.algorithm.value,
        "key": secret.decode(),
        "key_id": key.key_id,
        "fields": fields,
        "params": ["created", "nonce", "keyid", "alg"],
        **changes,
    }


@pytest.mark.engine
def test_javascript_signs_and_pushes(server, key, queue, node):
    accepted = [
        wish(server, key, LEAST),
        wish(server, key, MORE, headers=HEADERS | {"idempotency-key": "dorong-8"}),
        wish(server, key, [*reversed(LEAST)], headers={"content-type": LINES}, digest="sha-512"),
        wish(server, key, LEAST, headers={"content-type": LINES}, params=["keyid", "nonce", "created"]),
        wish(
            server, key, LEAST, headers={"content-type": LINES}, params=["created", "expires", "keyid", "nonce", "alg"]
        ),
    ]
    refused = [
        (wish(server, key, LEAST[:3]), "wrong_components"),
        (wish(server, key, LEAST, params=["created", "keyid", "alg"]), "bad_nonce"),
        (wish(server, key, LEAST, key_id="key_01j00000000000000000000000"), "bad_signature"),
    ]
    told = node(*accepted, *(each for each, _ in refused))
    assert [(each["status"], each["body"].get("items")) for each in told[: len(accepted)]] == [(202, 1)] * len(accepted)
    codes = [[error["code"] for error in each["body"]["errors"]] for each in told[len(accepted) :]]
    assert codes == [[code] for _, code in refused]


@pytest.mark.engine
def test_javascript_reads_its_receipt_and_removes(server, key, queue, node):
    (pushed,) = node(wish(server, key, LEAST, headers={"content-type": LINES}))
    bare = {"headers": {}, "body": ""}
    place = f"/v1/partner/receipts/{pushed['body']['id']}?limit=5"
    read, gone = node(
        wish(server, key, LEAST[:2], place, method="GET", **bare),
        wish(server, key, LEAST[:2], f"{PUSH}/K%2F1%20a", method="DELETE", **bare),
    )
    assert (read["status"], read["body"]["receipt"]["items"], gone["status"]) == (200, 1, 404)
