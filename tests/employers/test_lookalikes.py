"""Names that could be taken for a verified employer's: how they are told, and how they are found again."""

from datetime import UTC, datetime, timedelta

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib import employers, uniqueness
from chalicelib.clock import SYSTEM_CLOCK
from chalicelib.employers import lookalikes, storing
from chalicelib.employers.lookalikes import KEY, alike_to, alike_to_many, keys_of
from chalicelib.employers.model import Verification
from chalicelib.validation.fraud.resemblance import alike, core, looks, resembles

ALIKE = [
    ("PT C0ntoh Makmur", "PT Contoh Makmur"),
    ("PT Contoh Makmur Official", "PT Contoh Makmur Tbk"),
    ("Rekrutmen Contoh Makmur", "PT Contoh Makmur (Persero)"),
    ("PT Contoh Makrnur", "PT Contoh Makmur"),
    ("PT Contoh Makmurr", "PT Contoh Makmur"),
    ("PT Cnotoh Makmur", "PT Contoh Makmur"),
    ("PT Contoh Mamur", "PT Contoh Makmur"),
    ("PT Соntoh Makmur", "PT Contoh Makmur"),
    ("CONTOH MAKMUR INDONESIA", "PT Contoh Makmur"),
    ("PT Contoh Nakmur", "PT Contoh Makmur"),
]
APART = [
    ("PT Contoh Makmur", "PT Contoh Makmur Tbk"),
    ("contoh makmur", "CV Contoh Makmur"),
    ("PT Contoh Makmur Malang", "PT Contoh Makmur"),
    ("PT Sumber Makmur", "PT Contoh Makmur"),
    ("PT Abc", "PT Abd"),
    ("SMP Contoh 1", "SMP Contoh 2"),
    ("PT Maju Jaya", "PT Maju Raja Perkasa"),
]


@pytest.mark.parametrize(("name", "verified"), ALIKE)
def test_a_name_can_be_taken_for_another_and_shares_a_key_with_it(name, verified):
    assert alike(name, verified)
    assert set(keys_of(name)) & set(keys_of(verified))


@pytest.mark.parametrize(("name", "verified"), APART)
def test_a_name_of_its_own_or_the_same_name_is_not_alike(name, verified):
    assert not alike(name, verified)


def test_a_short_name_has_no_keys():
    assert keys_of("PT Abc") == ()
    assert keys_of("") == ()


words = st.text("abcdefghijklmnopqrstuvwxyz", min_size=6, max_size=16)


@given(words, st.data())
def test_one_letter_left_out_is_found_by_a_shared_key(word, data):
    place = data.draw(st.integers(0, len(word) - 1))
    shorter = word[:place] + word[place + 1 :]
    if resembles(core(shorter), core(word)) and looks(word) == word and looks(shorter) == shorter:
        assert set(keys_of(shorter)) & set(keys_of(word))


@given(st.text(max_size=200), st.text(max_size=200))
def test_any_two_names_are_compared_alike_in_both_directions(one, other):
    assert alike(one, other) == alike(other, one)
    assert not alike(one, one)


@given(st.text(max_size=200))
def test_keys_fit_into_one_transaction(name):
    assert len(keys_of(name)) < 200


class Later:
    def now(self):
        return SYSTEM_CLOCK.now() + timedelta(hours=1)


def known(name):
    return next(iter(employers.ensure_unclaimed("par_alike", [name]).values()))


def decided(identifier, verdict):
    return storing.change(identifier, None, lambda one: msgspec.structs.replace(one, verification=verdict)).employer


@pytest.mark.emulator
@pytest.mark.usefixtures("store")
class TestStored:
    def test_a_look_alike_of_a_verified_employer_is_found_one_by_one_and_together(self):
        first = known("PT Sinar Contoh Abadi")
        fake = known("PT Sinar C0ntoh Abadi")
        stranger = known("PT Laut Biru Selatan")
        assert alike_to(employers.stored(fake).employer) == ()
        decided(first, Verification.VERIFIED)
        assert alike_to(employers.stored(fake).employer) == ("PT Sinar Contoh Abadi",)
        assert alike_to(employers.stored(stranger).employer) == ()
        found = alike_to_many({"PT Sinar C0ntoh Abadi", "PT Laut Biru Selatan"})
        assert found == {"PT Sinar C0ntoh Abadi": ("PT Sinar Contoh Abadi",), "PT Laut Biru Selatan": ()}

    def test_a_verified_employer_is_nobodys_look_alike(self):
        one, other = known("PT Bukit Contoh Raya"), known("PT Bukit Contoh Rayya")
        decided(one, Verification.VERIFIED)
        assert alike_to(employers.stored(other).employer) == ("PT Bukit Contoh Raya",)
        assert alike_to(decided(other, Verification.VERIFIED)) == ()
        assert alike_to(employers.stored(one).employer) == ()

    def test_the_keys_go_with_the_verification_and_never_those_of_another(self):
        one, other = known("PT Lembah Contoh Indah"), known("PT Lembah Contoh Inddah")
        key = keys_of("PT Lembah Contoh Indah")[0]
        decided(one, Verification.VERIFIED)
        decided(other, Verification.VERIFIED)
        assert uniqueness.holder(KEY, key) == one
        decided(other, Verification.UNVERIFIED)
        assert uniqueness.holder(KEY, key) == one
        decided(one, Verification.REFUSED)
        assert uniqueness.holder(KEY, key) is None

    def test_what_was_looked_up_is_remembered_for_some_minutes(self):
        one = known("PT Pantai Contoh Timur")
        assert alike_to_many({"PT Pantai Contoh Tirnur"}) == {"PT Pantai Contoh Tirnur": ()}
        decided(one, Verification.VERIFIED)
        assert alike_to_many({"PT Pantai Contoh Tirnur"}) == {"PT Pantai Contoh Tirnur": ()}
        later = alike_to_many({"PT Pantai Contoh Tirnur"}, Later())
        assert later == {"PT Pantai Contoh Tirnur": ("PT Pantai Contoh Timur",)}
        lookalikes.forget()
        assert alike_to_many({"PT Pantai Contoh Tirnur"})["PT Pantai Contoh Tirnur"]
        assert datetime.now(UTC) < Later().now()
