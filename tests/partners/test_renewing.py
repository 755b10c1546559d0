"""Secrets of partners go under a new customer key while partners sign, take new keys and give up old ones."""

import base64
import threading
from datetime import timedelta

import pytest

from chalicelib import aws, partners, settings
from chalicelib.clock import SYSTEM_CLOCK
from chalicelib.errors import Unauthenticated
from chalicelib.partners import keys, renewing, table
from security import audit, shared_secrets
from security.signatures import Algorithm, SignedRequest, SigningKey, sign

pytestmark = [pytest.mark.emulator, pytest.mark.usefixtures("stores")]
URL = "https://padan.test/v1/partner/vacancies"
LATER = timedelta(days=1)


@pytest.fixture
def customer_keys(stores, monkeypatch):
    """A function that sets the customer keys in force, and the first of them."""

    def use(*key_ids):
        monkeypatch.setenv("PADAN_VAULT_KEY_ID", " ".join(key_ids))
        settings.forget()
        shared_secrets.forget()

    first = new_customer_key()
    use(first)
    yield use, first
    settings.forget()
    shared_secrets.forget()


def new_customer_key() -> str:
    return str(aws.client("kms").create_key(Description="partners")["KeyMetadata"]["KeyId"])


def signing(partner_id: str) -> SigningKey:
    issued = partners.issue_secret(partner_id)
    return SigningKey(key_id=issued.key_id, algorithm=Algorithm.HMAC_SHA256, private=base64.b64decode(issued.secret))


def enters(key: SigningKey) -> bool:
    headers = {"content-type": "application/x-ndjson"}
    signed = sign(SignedRequest(method="POST", url=URL, headers=headers, body=b"{}\n"), key)
    try:
        partners.authenticate("POST", URL, {name.lower(): value for name, value in signed.items()}, b"{}\n")
    except Unauthenticated:
        return False
    return True


def test_secrets_move_under_the_new_key_and_the_old_one_is_done_with(customer_keys):
    use, first = customer_keys
    partner = partners.add_partner("Pindah Kunci")
    key = signing(partner.id)
    ended = signing(partner.id)
    partners.revoke_key(partner.id, ended.key_id)
    second = new_customer_key()
    use(second, first)
    found = renewing.renew_secrets(SYSTEM_CLOCK.now() + LATER, actor="operator:ani")
    assert partner.id not in found.failed
    assert found.renewed >= 1
    use(second)
    aws.client("kms").disable_key(KeyId=first)
    assert enters(key)
    assert not enters(ended)
    kept = {each.id: each for each in partners.partner(partner.id).keys}
    assert kept[ended.key_id].secret is None
    acts = [each for each in audit.entries_of(partner.id) if each.action == "renew_secrets"]
    assert [(each.actor, each.purpose) for each in acts] == [("operator:ani", "partner_administration")]


def test_twice_changes_nothing_and_what_was_sealed_since_is_left(customer_keys):
    partner = partners.add_partner("Dua Kali")
    signing(partner.id)
    moment = SYSTEM_CLOCK.now()
    renewing.renew_secrets(moment)
    before = table.load_partner(partner.id)
    renewing.renew_secrets(moment)
    after = table.load_partner(partner.id)
    assert (after.version, after.partner) == (before.version, before.partner)
    renewing.renew_secrets(moment - LATER)
    assert table.load_partner(partner.id).version == before.version


def test_partners_with_public_keys_alone_are_left_alone(customer_keys):
    from security.signatures import generate_ed25519

    partner = partners.add_partner("Hanya Terbuka")
    partners.add_key(partner.id, generate_ed25519()[1])
    before = table.load_partner(partner.id).version
    renewing.renew_secrets(SYSTEM_CLOCK.now() + LATER)
    assert table.load_partner(partner.id).version == before


def test_one_that_does_not_open_is_named_and_keeps_no_other_from_it(customer_keys):
    use, first = customer_keys
    lost, kept = partners.add_partner("Hilang"), partners.add_partner("Tetap")
    signing(lost.id)
    use(new_customer_key(), first)
    key = signing(kept.id)
    third = new_customer_key()
    current = settings.read(settings.Vault).vault_key_id.split()[0]
    use(third, current)
    found = renewing.renew_secrets(SYSTEM_CLOCK.now() + LATER)
    assert lost.id in found.failed
    assert kept.id not in found.failed
    use(third)
    assert enters(key)


class Busy:
    """A partner that signs with one key all along, and takes and gives up others meanwhile."""

    def __init__(self, partner_id: str) -> None:
        self.partner_id, self.steady = partner_id, signing(partner_id)
        self.refused = 0
        self.ended: list[SigningKey] = []
        self.done = threading.Event()
        self._threads = [threading.Thread(target=each) for each in (self._sign, self._sign, self._change)]

    def __enter__(self) -> "Busy":
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_raised: object) -> None:
        self.done.set()
        for thread in self._threads:
            thread.join(60)

    def _sign(self) -> None:
        while not self.done.is_set():
            self.refused += not enters(self.steady)

    def _change(self) -> None:
        try:
            for _ in range(6):
                fresh = signing(self.partner_id)
                keys.revoke_key(self.partner_id, fresh.key_id)
                self.ended.append(fresh)
        finally:
            self.done.set()


def test_partners_sign_and_change_their_keys_while_secrets_are_renewed(customer_keys):
    """Readers, writers, and the job again and again: what it sealed a moment ago is old to its next run."""
    use, first = customer_keys
    partner = partners.add_partner("Sambil Jalan")
    second = new_customer_key()
    use(second, first)
    with Busy(partner.id) as busy:
        while not busy.done.is_set():
            renewing.renew_secrets(SYSTEM_CLOCK.now() + LATER)
    assert busy.refused == 0
    assert len(busy.ended) == 6
    assert not any(enters(each) for each in busy.ended), "a key that was given up came back"
    assert partner.id not in renewing.renew_secrets(SYSTEM_CLOCK.now() + LATER).failed
    use(second)
    assert enters(busy.steady)
