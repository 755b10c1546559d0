"""The vault: what goes in comes out for the right reader and reason alone, and never unrecorded."""

import base64
import os
from datetime import timedelta

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib.attributes import StructAttribute
from chalicelib.errors import Forbidden, InvalidInput, Unavailable
from security.canonical import canonical
from security.datakeys import CachedDataKeys, DataKey
from security.owner_keys import WrappedKey
from security.principal import ANONYMOUS, Audience, Principal
from security.purposes import GRANTS, SYSTEM, Purpose, may_open
from security.sealed import Kind, Sealed
from security.vault import UnsealError, Vault
from tests.security.strategies import addresses, emails, mobiles, names, niks

OWNER = Principal(id="per_01j9z6k0w2e8m4p7q1r5t3v9xa", roles=frozenset({Audience.SEEKER}))
OTHER = Principal(id="per_01j9z6k0w2e8m4p7q1r5t3v9xb", roles=frozenset({Audience.SEEKER}))
SECRET = bytes(range(32))
EVERYTHING = st.one_of(
    st.tuples(st.just(Kind.NIK), niks()),
    st.tuples(st.just(Kind.PHONE), mobiles()),
    st.tuples(st.just(Kind.EMAIL), emails()),
    st.tuples(st.just(Kind.ADDRESS), addresses),
    st.tuples(st.just(Kind.NAME), names),
)


class MemoryKeys:
    """A key service in memory; counts calls and can be down."""

    def __init__(self) -> None:
        self.known: dict[bytes, bytes] = {}
        self.made = self.opened = 0
        self.down = False

    def new(self) -> DataKey:
        self._answer()
        self.made += 1
        key = DataKey(plain=os.urandom(32), wrapped=os.urandom(40))
        self.known[key.wrapped] = key.plain
        return key

    def unwrap(self, wrapped: bytes) -> DataKey:
        self._answer()
        self.opened += 1
        if wrapped not in self.known:
            raise ValueError("unknown")
        return DataKey(plain=self.known[wrapped], wrapped=wrapped)

    def _answer(self) -> None:
        if self.down:
            raise Unavailable


class MemoryShelf:
    """Owners' wrapped keys in memory."""

    def __init__(self) -> None:
        self.kept: dict[str, WrappedKey] = {}
        self.read = 0

    def get(self, owner: str) -> WrappedKey | None:
        self.read += 1
        return self.kept.get(owner)

    def add(self, owner: str, key: WrappedKey) -> bool:
        return self.kept.setdefault(owner, key) is key

    def replace(self, owner: str, before: WrappedKey, after: WrappedKey) -> bool:
        if self.kept.get(owner) != before:
            return False
        self.kept[owner] = after
        return True

    def remove(self, owner: str) -> None:
        self.kept.pop(owner, None)


class Journal(list[dict[str, str]]):
    """Keeps what would go to the audit table."""

    def __call__(self, **entry: str) -> None:
        self.append(entry)


def make(
    keys: MemoryKeys | None = None, shelf: MemoryShelf | None = None, secrets: tuple[bytes, ...] = (SECRET,)
) -> tuple[Vault, Journal]:
    journal = Journal()
    return Vault(keys or MemoryKeys(), lambda: secrets, shelf or MemoryShelf(), journal), journal


@given(EVERYTHING)
def test_what_is_sealed_opens_for_its_owner_and_is_recorded(item):
    kind, plain = item
    vault, journal = make()
    sealed = vault.seal(plain, kind, OWNER.id)
    opened = vault.open_sealed(sealed, Purpose.EXPORT_OWNER, OWNER)
    assert opened == canonical(kind, plain)
    assert journal == [
        {
            "actor": OWNER.id,
            "action": f"read_{kind.value}",
            "subject": OWNER.id,
            "purpose": "export_owner",
            "behalf": "",
        }
    ]


@given(EVERYTHING)
def test_nothing_of_it_can_be_seen(item):
    kind, plain = item
    vault, _ = make()
    stored = msgspec.json.encode(vault.seal(plain, kind, OWNER.id))
    assert plain.encode() not in stored
    assert plain.encode() not in base64.b64decode(msgspec.json.decode(stored)["box"])


@given(niks())
def test_the_same_value_is_sealed_differently_each_time(nik):
    vault, _ = make()
    first, second = (vault.seal(nik, Kind.NIK, OWNER.id) for _ in range(2))
    assert first.box != second.box


@pytest.mark.parametrize(
    "change",
    [
        {"kind": Kind.EMAIL},
        {"data_key": base64.b64encode(bytes(40)).decode()},
        {"data_key": "not base64"},
        {"box": "not base64"},
        {"box": ""},
        {"form": 1},
        {"form": 3},
    ],
)
def test_a_value_that_was_changed_does_not_open(change):
    vault, journal = make()
    sealed = vault.seal("+6281234567890", Kind.PHONE, OWNER.id)
    with pytest.raises(UnsealError):
        vault.open_sealed(msgspec.structs.replace(sealed, **change), Purpose.EXPORT_OWNER, OWNER)
    assert journal == []


def test_a_value_that_was_moved_to_another_person_does_not_open():
    vault, _ = make()
    sealed = vault.seal("+6281234567890", Kind.PHONE, OTHER.id)
    with pytest.raises(UnsealError):
        vault.open_sealed(msgspec.structs.replace(sealed, owner=OWNER.id), Purpose.EXPORT_OWNER, OWNER)


@settings(max_examples=60)
@given(data=st.data())
def test_no_damaged_bit_goes_unnoticed(data):
    vault, _ = make()
    sealed = vault.seal("+6281234567890", Kind.PHONE, OWNER.id)
    raw = bytearray(base64.b64decode(sealed.box))
    bit = data.draw(st.integers(0, len(raw) * 8 - 1))
    raw[bit // 8] ^= 1 << bit % 8
    with pytest.raises(UnsealError):
        vault.open_sealed(
            msgspec.structs.replace(sealed, box=base64.b64encode(raw).decode()), Purpose.SHOW_OWNER, OWNER
        )


def test_what_cannot_be_recorded_is_not_told():
    def broken(**entry: str) -> None:
        raise Unavailable

    vault = Vault(MemoryKeys(), lambda: (SECRET,), MemoryShelf(), broken)
    sealed = vault.seal("ani@contoh.test", Kind.EMAIL, OWNER.id)
    with pytest.raises(Unavailable):
        vault.open_sealed(sealed, Purpose.SHOW_OWNER, OWNER)


def test_without_a_key_service_nothing_is_sealed():
    keys = MemoryKeys()
    keys.down = True
    with pytest.raises(Unavailable):
        make(keys)[0].seal("ani@contoh.test", Kind.EMAIL, OWNER.id)


def test_it_fits_an_attribute_of_a_table():
    vault, _ = make()
    attribute = StructAttribute(Sealed)
    sealed = vault.seal("3204010101900001", Kind.NIK, OWNER.id)
    assert attribute.deserialize(attribute.serialize(sealed)) == sealed


def test_what_cannot_be_is_not_sealed():
    vault, _ = make()
    with pytest.raises(InvalidInput) as caught:
        vault.seal("1234", Kind.NIK, OWNER.id, "/identity/nik")
    assert caught.value.errors[0].pointer == "/identity/nik"
    with pytest.raises(ValueError, match="belongs"):
        vault.seal("3204010101900001", Kind.NIK, "")


def test_only_listed_purposes_open():
    vault, journal = make()
    nik = vault.seal("3204010101900001", Kind.NIK, OWNER.id)
    email = vault.seal("ani@contoh.test", Kind.EMAIL, OWNER.id)
    employer = Principal(id=OTHER.id, roles=frozenset({Audience.EMPLOYER}))
    for sealed, purpose, reader in (
        (nik, Purpose.SHOW_OWNER, OWNER),
        (nik, Purpose.CONTACT_APPLICANT, employer),
        (email, Purpose.SHOW_OWNER, OTHER),
        (email, Purpose.SHOW_OWNER, ANONYMOUS),
        (email, Purpose.NOTIFY, employer),
        (email, Purpose.NOTIFY, Principal(id="system")),
        (email, Purpose.CONTACT_APPLICANT, OTHER),
    ):
        with pytest.raises(Forbidden):
            vault.open_sealed(sealed, purpose, reader)
    assert journal == []
    assert vault.open_sealed(email, Purpose.CONTACT_APPLICANT, employer) == "ani@contoh.test"
    assert vault.open_sealed(nik, Purpose.CHECK_REGISTER, SYSTEM) == "3204010101900001"
    assert [entry["actor"] for entry in journal] == [employer.id, "system"]


@given(st.sampled_from(Purpose), st.sampled_from(Kind), st.sampled_from([ANONYMOUS, OTHER]))
def test_a_stranger_opens_nothing(purpose, kind, reader):
    assert not may_open(purpose, kind, OWNER.id, reader)
    assert not may_open(purpose, kind, "", reader)


def test_every_purpose_is_in_the_table_and_the_nik_in_two_only():
    assert set(GRANTS) == set(Purpose)
    assert {purpose for purpose in Purpose if Kind.NIK in GRANTS[purpose].kinds} == {
        Purpose.EXPORT_OWNER,
        Purpose.CHECK_REGISTER,
    }


PLATFORMS = f"{'A' * 43}:token.of-the_provider"


def test_a_secret_of_the_platform_opens_without_a_record_and_for_nobody_else():
    vault, journal = make()
    sealed = vault.seal(PLATFORMS, Kind.SESSION, OWNER.id)
    assert PLATFORMS not in repr(sealed)
    assert vault.open_secret(sealed) == PLATFORMS
    assert journal == []
    for purpose in Purpose:
        for reader in (OWNER, OTHER, SYSTEM, ANONYMOUS):
            with pytest.raises(Forbidden):
                vault.open_sealed(sealed, purpose, reader)
    vault.shred(OWNER.id)
    with pytest.raises(UnsealError):
        vault.open_secret(sealed)


@given(EVERYTHING)
def test_no_personal_data_is_opened_as_a_secret_of_the_platform(item):
    kind, plain = item
    vault, _ = make()
    with pytest.raises(ValueError, match="is personal data"):
        vault.open_secret(vault.seal(plain, kind, OWNER.id))


@pytest.mark.parametrize(
    "plain", ["", "x", "A" * 43, f"{'A' * 42}:x", f"{'A' * 43}:", f"{'A' * 43}:x y", f"{'A' * 43}:ä"]
)
def test_no_secret_of_a_session_is_sealed_that_is_none(plain):
    with pytest.raises(InvalidInput):
        make()[0].seal(plain, Kind.SESSION, OWNER.id)


def test_hashes_find_equal_values_whatever_their_spelling():
    vault, _ = make()
    assert vault.lookup_hash(Kind.PHONE, "0812-3456-7890") == vault.lookup_hash(Kind.PHONE, "+6281234567890")
    assert vault.lookup_hash(Kind.EMAIL, "Ani@Contoh.test") == vault.lookup_hash(Kind.EMAIL, "ani@contoh.test")


@given(niks(), niks())
def test_hashes_tell_different_values_apart(first, second):
    vault, _ = make()
    assert (vault.lookup_hash(Kind.NIK, first) == vault.lookup_hash(Kind.NIK, second)) == (first == second)


def test_hashes_depend_on_the_secret():
    other, _ = make(secrets=(bytes(32),))
    assert make()[0].lookup_hash(Kind.NIK, "3204010101900001") != other.lookup_hash(Kind.NIK, "3204010101900001")


@pytest.mark.parametrize("kind", [Kind.ADDRESS, Kind.WORDS, Kind.FACTOR, Kind.SESSION])
def test_addresses_and_words_are_not_looked_up(kind):
    with pytest.raises(ValueError, match=f"no {kind.value} is looked up"):
        make()[0].lookup_hash(kind, "Jalan Mawar Nomor 3")


def test_a_data_key_is_reused_within_bounds(clock):
    source = MemoryKeys()
    keys = CachedDataKeys(source, clock)
    assert len({keys.new().wrapped for _ in range(1000)}) == 1
    assert keys.new().wrapped not in list(source.known)[:1]
    clock.advance(timedelta(minutes=10))
    keys.new()
    assert source.made == 3


def test_an_unwrapped_key_is_remembered_for_a_while(clock):
    source = MemoryKeys()
    keys = CachedDataKeys(source, clock)
    wrapped = source.new().wrapped
    plain = {keys.unwrap(wrapped).plain for _ in range(3)}
    assert (len(plain), source.opened) == (1, 1)
    clock.advance(timedelta(minutes=10))
    keys.unwrap(wrapped)
    assert source.opened == 2


def test_few_unwrapped_keys_are_remembered(clock):
    source = MemoryKeys()
    keys = CachedDataKeys(source, clock)
    first = source.new().wrapped
    keys.unwrap(first)
    for _ in range(256):
        keys.unwrap(source.new().wrapped)
    before = source.opened
    keys.unwrap(first)
    assert source.opened == before + 1


def test_a_data_key_does_not_show_itself():
    assert "secret" not in repr(DataKey(plain=b"secret", wrapped=b"secret"))
