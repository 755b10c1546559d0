"""Forged pushes over real sockets: framing, encodings, sizes, replays at once. Nothing of them is kept."""

import gzip
from concurrent.futures import ThreadPoolExecutor

import pytest

from chalicelib import aws, partners, settings
from security.signatures import Algorithm, SigningKey
from tests.partners.conftest import SigningPartner, ndjson, posting
from tests.partners.served import LINES, head, headers_for, send, send_raw, served

pytestmark = pytest.mark.emulator
BODY = ndjson(posting(1))


@pytest.fixture(scope="module")
def server(stores, tmp_path_factory):
    with served(tmp_path_factory.mktemp("web")) as running:
        yield running


def kept() -> int:
    """How many payloads are stored."""
    bucket = settings.read(settings.Objects).payloads_bucket
    return int(aws.client("s3").list_objects_v2(Bucket=bucket)["KeyCount"])


def test_of_sixteen_at_once_exactly_one_passes(server, signing_partner, queue):
    headers, before = headers_for(server, signing_partner.key, BODY), kept()
    with ThreadPoolExecutor(16) as pool:
        told = list(pool.map(lambda _: send(server, headers, BODY), range(16)))
    assert sorted(each.status for each in told) == [202] + [401] * 15
    assert {tuple(each.codes.items()) for each in told if each.status == 401} == {
        (("Signature-Input", "nonce_reused"),)
    }
    assert kept() == before + 1
    assert len(queue.receive()) == 1
    assert send(server, headers, BODY).status == 401


def test_a_body_in_chunks_is_the_same_body(server, signing_partner, queue):
    headers = headers_for(server, signing_partner.key, BODY) | {"Host": f"127.0.0.1:{server.port}"}
    pieces = b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in (BODY[:10], BODY[10:11], BODY[11:]))
    assert send_raw(server, head(headers, "Transfer-Encoding: chunked") + pieces + b"0\r\n\r\n") == 202


@pytest.mark.parametrize(
    ("lines", "sent", "allowed"),
    [
        ((f"Content-Length: {len(BODY)}",), BODY[:-5], {0, 400}),
        ((f"Content-Length: {len(BODY) - 5}",), BODY[:-5], {401}),
        ((f"Content-Length: {len(BODY)}", f"Content-Length: {len(BODY) + 1}"), BODY, {400}),
        (("Transfer-Encoding: chunked",), b"5\r\nabc", {0, 400}),
        (("Transfer-Encoding: chunked",), b"0\r\n\r\n", {401}),
        (("Transfer-Encoding: gzip, chunked",), b"0\r\n\r\n", {400, 501}),
        ((), b"", {401}),
    ],
    ids=["cut off", "shorter", "two lengths", "chunks cut off", "no chunks", "coded transfer", "no body"],
)
def test_a_body_of_another_length_is_refused(server, signing_partner, queue, lines, sent, allowed):
    headers, before = headers_for(server, signing_partner.key, BODY) | {"Host": f"127.0.0.1:{server.port}"}, kept()
    assert send_raw(server, head(headers, *lines) + sent, hang_up=0 in allowed) in allowed
    assert (kept(), queue.receive()) == (before, [])


def test_a_request_smuggled_behind_another_is_not_signed_by_it(server, signing_partner, queue):
    """The second request of a connection needs a signature of its own."""
    headers = headers_for(server, signing_partner.key, BODY) | {"Host": f"127.0.0.1:{server.port}"}
    behind = head({"Host": headers["Host"], "Content-Type": LINES}, f"Content-Length: {len(BODY)}") + BODY
    assert send_raw(server, head(headers, f"Content-Length: {len(BODY)}") + BODY + behind) == 202
    assert send_raw(server, behind) == 401
    assert len(queue.receive()) == 1


def test_a_compressed_body_is_refused_however_it_was_signed(server, signing_partner, queue):
    packed, coding = gzip.compress(BODY), {"Content-Encoding": "gzip"}
    after = headers_for(server, signing_partner.key, BODY) | coding
    told = send(server, after, packed)
    assert told.status in (400, 401)
    before = headers_for(server, signing_partner.key, packed) | coding
    assert send(server, before, packed).status in (400, 415)
    lie = headers_for(server, signing_partner.key, BODY) | coding
    assert (send(server, lie, BODY).status, queue.receive()) == (415, [])


def test_a_huge_body_is_refused_before_anything_is_verified(server, signing_partner, queue):
    huge = b'{"a":"' + b"x" * (6 * 1024 * 1024) + b'"}'
    told = send(server, headers_for(server, signing_partner.key, huge), huge)
    assert (told.status, queue.receive()) == (413, [])


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("Signature-Input", "padan=();" + ";".join(f"p{number}=1" for number in range(10_000))),
        ("Signature", "padan=:" + "A" * 60_000 + ":"),
        ("Content-Digest", ", ".join(f"d{number}=:AAAA:" for number in range(2_000))),
        ("X-Filler", "x" * 20_000),
    ],
    ids=["parameters", "signature", "digests", "filler"],
)
def test_headers_of_no_sane_size_are_refused(server, signing_partner, queue, name, value):
    headers = headers_for(server, signing_partner.key, BODY) | {name: value}
    assert 400 <= send(server, headers, BODY).status < 500


@pytest.mark.parametrize("name", ["Signature-Input", "Signature", "Content-Digest", "Content-Type"])
@pytest.mark.parametrize("text", ["é", "\u2026", "日本", "😀", "\x7f", "\x1b[31m"])
def test_signs_beyond_ascii_in_a_header_are_refused(server, signing_partner, queue, name, text):
    headers = headers_for(server, signing_partner.key, BODY)
    known = {key.lower(): key for key in headers}
    headers[known[name.lower()]] += text
    raw = head(headers | {"Host": f"127.0.0.1:{server.port}"}, f"Content-Length: {len(BODY)}") + BODY
    assert 400 <= send_raw(server, raw) < 500
    assert queue.receive() == []


def test_a_folded_header_is_no_way_in(server, signing_partner, queue):
    headers = headers_for(server, signing_partner.key, BODY) | {"Host": f"127.0.0.1:{server.port}"}
    headers["Signature-Input"] = headers["Signature-Input"].replace('"@target-uri"', '\r\n "@target-uri"')
    status = send_raw(server, head(headers, f"Content-Length: {len(BODY)}") + BODY)
    assert status in (202, 400, 401)  # A fold is one space (RFC 9112, section 5.2): the meaning is the same.
    forged = headers | {"Signature-Input": headers["Signature-Input"].replace("keyid=", '\r\n x="1";keyid=')}
    assert 400 <= send_raw(server, head(forged, f"Content-Length: {len(BODY)}") + BODY) < 500


def test_a_stranger_reads_no_receipt_with_a_signature_of_their_own(server, signing_partner, queue):
    made = send(server, headers_for(server, signing_partner.key, BODY), BODY)
    place = f"/v1/partner/receipts/{made.body['id']}"
    stranger = SigningPartner("Mitra Penyadap")
    own = headers_for(server, signing_partner.key, b"", place, "GET")
    assert send(server, headers_for(server, stranger.key, b"", place, "GET"), b"", place, "GET").status == 404
    assert send(server, own, b"", f"{place}?limit=1", "GET").status == 401
    assert send(server, own, b"", place, "DELETE").status in (401, 405)
    assert send(server, own, b"", place, "GET").status == 200


def test_a_key_of_another_partner_pushes_for_that_partner_alone(server, signing_partner, queue):
    """Whoever signs is who pushes: no header and no body can name somebody else."""
    stranger = SigningPartner("Mitra Asing")
    named = {"X-Partner": signing_partner.id, "Authorization": f"Bearer {signing_partner.id}"}
    told = send(server, headers_for(server, stranger.key, BODY) | named, BODY)
    place = f"/v1/partner/receipts/{told.body['id']}"
    own = headers_for(server, stranger.key, b"", place, "GET")
    assert send(server, own, b"", place, "GET").status == 200
    theirs = headers_for(server, signing_partner.key, b"", place, "GET")
    assert send(server, theirs, b"", place, "GET").status == 404


def test_our_second_key_does_not_vouch_for_the_first(server, signing_partner, queue):
    from security.signatures import generate_ed25519

    private, public = generate_ed25519()
    second = partners.add_key(signing_partner.id, public)
    crossed = SigningKey(key_id=signing_partner.key.key_id, algorithm=Algorithm.ED25519, private=private)
    assert send(server, headers_for(server, crossed, BODY), BODY).codes == {"Signature": "bad_signature"}
    right = SigningKey(key_id=second.key_id, algorithm=Algorithm.ED25519, private=private)
    assert send(server, headers_for(server, right, BODY), BODY).status == 202
