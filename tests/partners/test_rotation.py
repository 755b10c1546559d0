"""Keys change while pushes go on; revoking and suspending hold with the next request, whatever is cached where."""

import base64
import json
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from chalicelib import aws, partners, settings
from chalicelib.errors import Forbidden, InvalidInput, NotFound, Unauthenticated
from chalicelib.identifiers import new_identifier
from security import audit, shared_secrets
from security.signatures import Algorithm, SignedRequest, SigningKey, generate_ed25519, sign
from tests.partners.conftest import SigningPartner

pytestmark = [pytest.mark.emulator, pytest.mark.usefixtures("stores", "customer_key")]
URL = "https://padan.test/v1/partner/vacancies"
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def customer_key(stores):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PADAN_VAULT_KEY_ID", aws.client("kms").create_key(Description="rotation")["KeyMetadata"]["KeyId"])
        settings.forget()
        shared_secrets.forget()
        yield
    settings.forget()
    shared_secrets.forget()


def proof(key: SigningKey) -> dict[str, str]:
    body = b"{}\n"
    headers = sign(
        SignedRequest(method="POST", url=URL, headers={"content-type": "application/x-ndjson"}, body=body), key
    )
    return {name.lower(): value for name, value in headers.items()}


def enters(key: SigningKey) -> str:
    return partners.authenticate("POST", URL, proof(key), b"{}\n").id


def refused(key: SigningKey) -> str:
    with pytest.raises(Unauthenticated) as caught:
        enters(key)
    return caught.value.errors[0].code


def new_ed25519(partner_id: str) -> SigningKey:
    private, public = generate_ed25519()
    return SigningKey(key_id=partners.add_key(partner_id, public).key_id, algorithm=Algorithm.ED25519, private=private)


def new_hmac(partner_id: str) -> SigningKey:
    issued = partners.issue_secret(partner_id)
    secret = base64.b64decode(issued.secret)
    return SigningKey(key_id=issued.key_id, algorithm=Algorithm.HMAC_SHA256, private=secret)


NEW = {Algorithm.ED25519: new_ed25519, Algorithm.HMAC_SHA256: new_hmac}


class Pushing:
    """Clients that sign one request after the other with the key of now, each in a thread of its own."""

    def __init__(self, key: SigningKey, clients: int = 3) -> None:
        self.key, self.done, self.refusals = key, 0, []
        self._stop, self._lock, self._busy = threading.Event(), threading.Lock(), {}
        self._threads = [threading.Thread(target=self._work, args=(number,)) for number in range(clients)]

    def __enter__(self) -> "Pushing":
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        for thread in self._threads:
            thread.join(30)

    def switch(self, key: SigningKey) -> None:
        """Sign with another key from now on; returns when no request of the old one is under way."""
        with self._lock:
            old, self.key = self.key, key
        _until(lambda: old not in self._busy.values())

    def wait(self, more: int) -> None:
        target = self.done + more
        _until(lambda: self.done >= target or self.refusals)

    def _work(self, number: int) -> None:
        while not self._stop.is_set():
            with self._lock:
                self._busy[number] = key = self.key
            try:
                enters(key)
                self.done += 1
            except Exception as error:
                self.refusals.append(repr(error))
            finally:
                self._busy[number] = None


def _until(holds, seconds: float = 30) -> None:
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "it never came to that"
        threading.Event().wait(0.002)


@pytest.mark.parametrize("algorithm", Algorithm)
def test_keys_change_under_load_and_no_request_is_refused(algorithm):
    partner = partners.add_partner(f"Ganti Kunci {algorithm}")
    first = NEW[algorithm](partner.id)
    with Pushing(first) as load:
        for number in range(4):
            load.wait(6)
            following = list(Algorithm)[number % 2]
            following_key = NEW[following](partner.id)
            load.wait(3)
            leaving = load.key
            load.switch(following_key)
            partners.revoke_key(partner.id, leaving.key_id)
            assert refused(leaving) == "bad_signature"
        load.wait(6)
    assert load.refusals == []
    assert load.done >= 40
    assert len(partners.partner(partner.id).valid_keys) == 1
    assert len(partners.partner(partner.id).keys) == 5


@pytest.mark.parametrize("algorithm", Algorithm)
def test_no_request_that_begins_after_a_revocation_passes(algorithm):
    partner = partners.add_partner(f"Cabut {algorithm}")
    key = NEW[algorithm](partner.id)
    passed, revoked, stop = [], [float("inf")], threading.Event()

    def push() -> None:
        while not stop.is_set():
            began = time.monotonic()
            try:
                enters(key)
            except Unauthenticated:
                continue
            passed.append(began)

    threads = [threading.Thread(target=push) for _ in range(4)]
    for thread in threads:
        thread.start()
    _until(lambda: len(passed) >= 12)
    partners.revoke_key(partner.id, key.key_id)
    revoked[0] = time.monotonic()
    for _ in range(10):
        assert refused(key) == "bad_signature"
    stop.set()
    for thread in threads:
        thread.join(30)
    assert max(passed) < revoked[0]


ASKER = """
import json, sys
from chalicelib import partners
from chalicelib.errors import PadanError
for line in sys.stdin:
    wish = json.loads(line)
    try:
        told = partners.authenticate("POST", wish["url"], wish["headers"], b"{}\\n").id
    except PadanError as error:
        told = error.errors[0].code
    print(told, flush=True)
"""


@pytest.fixture
def another_process():
    """A function's instance with caches of its own."""
    child = subprocess.Popen(
        [sys.executable, "-c", ASKER], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT
    )

    def ask(key: SigningKey) -> str:
        child.stdin.write(json.dumps({"url": URL, "headers": proof(key)}) + "\n")
        child.stdin.flush()
        return child.stdout.readline().strip()

    yield ask
    child.stdin.close()
    assert child.wait(20) == 0
    child.stdout.close()


def test_a_revocation_holds_in_every_process_whatever_it_has_cached(another_process):
    partner = partners.add_partner("Dua Proses")
    keys = [NEW[algorithm](partner.id) for algorithm in Algorithm]
    for _ in range(2):
        for key in keys:
            assert enters(key) == another_process(key) == partner.id
    partners.revoke_key(partner.id, keys[0].key_id)
    assert (another_process(keys[0]), another_process(keys[1])) == ("bad_signature", partner.id)
    partners.suspend(partner.id, "Percobaan")
    assert another_process(keys[1]) == "partner_suspended"
    partners.resume(partner.id)
    assert another_process(keys[1]) == partner.id
    partners.revoke_key(partner.id, keys[1].key_id)
    assert another_process(keys[1]) == refused(keys[1]) == "bad_signature"


def test_a_suspended_partner_is_told_so_and_nobody_else_is():
    partner = SigningPartner("Dihentikan")
    assert enters(partner.key) == partner.id
    stopped = partners.suspend(partner.id, " Lowongan palsu ")
    assert stopped.suspension.reason == "Lowongan palsu"
    with pytest.raises(Forbidden) as caught:
        enters(partner.key)
    assert caught.value.errors[0].code == "partner_suspended"
    forged = SigningKey(key_id=partner.key.key_id, algorithm=Algorithm.ED25519, private=generate_ed25519()[0])
    assert refused(forged) == "bad_signature"
    later = new_ed25519(partner.id)
    with pytest.raises(Forbidden):
        enters(later)
    assert partners.suspend(partner.id, "Lain").suspension == stopped.suspension
    partners.resume(partner.id)
    assert enters(partner.key) == enters(later) == partner.id


@pytest.mark.parametrize("reason", ["", "  ", "x" * 501])
def test_a_suspension_has_a_reason(reason):
    partner = SigningPartner(f"Tanpa Alasan {len(reason)}")
    with pytest.raises(InvalidInput) as caught:
        partners.suspend(partner.id, reason)
    assert caught.value.errors[0].pointer == "/reason"
    assert enters(partner.key) == partner.id


def test_who_is_not_there_is_neither_suspended_nor_resumed():
    for attempt in (
        lambda: partners.suspend(new_identifier("par"), "x"),
        lambda: partners.resume(new_identifier("par")),
    ):
        with pytest.raises(NotFound):
            attempt()


def test_every_act_is_in_the_audit_once_and_what_changed_nothing_is_not():
    partner = partners.add_partner("Tercatat", actor="per_admin")
    partners.add_partner("Tercatat", actor="per_other")
    _, public = generate_ed25519()
    key = partners.add_key(partner.id, public, actor="per_admin")
    assert partners.add_key(partner.id, public, actor="per_other") == key
    partners.issue_secret(partner.id, actor="per_admin")
    for _ in range(2):
        partners.suspend(partner.id, "Percobaan", actor="per_second")
    for _ in range(2):
        partners.resume(partner.id, actor="per_second")
        partners.revoke_key(partner.id, key.key_id, actor="per_second")
    told = [(entry.action, entry.actor, entry.subject) for entry in reversed(audit.entries_of(partner.id))]
    assert told == [
        ("add_partner", "per_admin", partner.id),
        ("add_key", "per_admin", partner.id),
        ("issue_secret", "per_admin", partner.id),
        ("suspend_partner", "per_second", partner.id),
        ("resume_partner", "per_second", partner.id),
        ("revoke_key", "per_second", partner.id),
    ]
