"""Handles: what they say, that they are ours, and that nobody else makes one."""

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.identifiers import derived_identifier, new_identifier
from chalicelib.people.refresh_handles import PREFIX, Handle, handle_text, is_genuine, new_seed, read_handle

SEED = bytes(range(32))
PERSON, SESSION = new_identifier("per"), derived_identifier(PREFIX, "somebody", "origin")
numbers = st.integers(min_value=0, max_value=2**48 - 1)
seeds = st.binary(min_size=32, max_size=32)


def read(text: str) -> Handle:
    found = read_handle(text)
    assert found is not None
    return found


@given(numbers, seeds)
def test_a_handle_says_whose_it_is_and_is_genuine_for_its_session_alone(number, seed):
    found = read(handle_text(PERSON, SESSION, number, seed))
    assert (found.person_id, found.session_id, found.generation) == (PERSON, SESSION, number)
    assert is_genuine(found, seed)
    assert not is_genuine(found, bytes(each ^ 1 for each in seed))


@given(numbers, numbers)
def test_handles_of_two_numbers_differ_and_the_same_is_told_again(one, other):
    texts = handle_text(PERSON, SESSION, one, SEED), handle_text(PERSON, SESSION, other, SEED)
    assert (texts[0] == texts[1]) is (one == other)
    assert texts[0] == handle_text(PERSON, SESSION, one, SEED)


@pytest.mark.parametrize("place", range(72))
def test_a_changed_byte_is_noticed_wherever_it_stands(place):
    raw = bytearray(base64.urlsafe_b64decode(handle_text(PERSON, SESSION, 7, SEED)))
    before = read(base64.urlsafe_b64encode(raw).decode())
    raw[place] ^= 1
    found = read(base64.urlsafe_b64encode(raw).decode())
    assert found != before
    assert not is_genuine(found, SEED)


def test_a_proof_of_one_session_number_or_person_is_none_of_another():
    proof = read(handle_text(PERSON, SESSION, 7, SEED)).proof
    for person, session, number in (
        (new_identifier("per"), SESSION, 7),
        (PERSON, derived_identifier(PREFIX, "somebody", "another"), 7),
        (PERSON, SESSION, 8),
        (PERSON, SESSION, 6),
    ):
        forged = Handle(person_id=person, session_id=session, generation=number, proof=proof)
        assert not is_genuine(forged, SEED)


NO_HANDLES = ("", "x", "a" * 95, "a" * 97, "a" * 95 + "=", "a" * 95 + " ", "a" * 96 + "\n", "ä" * 96, "a.b" * 32)


@pytest.mark.parametrize("text", NO_HANDLES)
def test_what_has_not_the_form_is_none(text):
    assert read_handle(text) is None


@given(st.text(alphabet="ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_", min_size=96, max_size=96))
def test_noise_of_the_form_is_read_and_genuine_for_nobody(text):
    assert not is_genuine(read(text), SEED)


def test_each_session_has_a_secret_of_its_own_of_256_bits():
    found = {new_seed() for _ in range(100)}
    assert len(found) == 100
    assert {len(each) for each in found} == {32}


def test_a_handle_is_not_shown_in_logs():
    text = handle_text(PERSON, SESSION, 7, SEED)
    assert repr(read(text).proof) not in repr(read(text))
