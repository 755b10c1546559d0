"""What a renewal link carries, and that nobody else can make or change one."""

import base64
from datetime import UTC, date, datetime, timedelta

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib import secrets, settings
from chalicelib.identifiers import derived_identifier, is_identifier, new_identifier, packed, unpacked
from chalicelib.vacancies.model import State, Transition
from chalicelib.vacancies.renewal import RENEWED, RENEWED_BY_LINK, term_of
from chalicelib.vacancies.renewal_tokens import SIGNS, Offer, opened, token_of
from tests.vacancies.samples import NOW, vacancy

PERSON, OTHER = derived_identifier("per", "one"), derived_identifier("per", "two")
ids = st.builds(lambda text: derived_identifier("vac", text), st.text(max_size=20))
offers = st.builds(
    lambda identifier, term, days: Offer(
        vacancy_id=identifier, term=term, last_day=date(2020, 1, 1) + timedelta(days=days)
    ),
    ids,
    st.integers(0, 2**32 - 1),
    st.integers(0, 2**16 - 1),
)
OFFER = Offer(vacancy_id=derived_identifier("vac", "x"), term=1_790_000_000, last_day=date(2026, 12, 6))


@given(st.sampled_from(("vac", "per", "emp")), st.text(max_size=20))
def test_packing_is_undone(prefix, text):
    for identifier in (derived_identifier(prefix, text), new_identifier(prefix)):
        assert len(packed(identifier)) == 17
        assert unpacked(prefix, packed(identifier)) == identifier


@given(st.binary(min_size=17, max_size=17))
def test_any_bytes_unpack_to_the_form_of_an_identifier(raw):
    assert is_identifier(unpacked("vac", raw), "vac")


@given(offers)
def test_a_token_says_what_it_was_made_of_and_is_for_one_person(offer):
    token = token_of(offer, PERSON)
    assert len(token) == SIGNS
    found = opened(token)
    assert found is not None
    assert found.offer == offer
    assert found.is_for(PERSON)
    assert not found.is_for(OTHER)


def test_the_person_does_not_stand_in_it():
    raw = base64.urlsafe_b64decode(token_of(OFFER, PERSON))
    assert packed(PERSON)[:6] not in raw
    assert packed(PERSON)[-6:] not in raw


@given(st.integers(0, SIGNS - 1), st.sampled_from("ABCXYZabcxyz0189-_"))
def test_a_changed_sign_proves_nothing(place, sign):
    token = token_of(OFFER, PERSON)
    forged = token[:place] + sign + token[place + 1 :]
    found = opened(forged)
    assert found is None or found.is_for(PERSON) == (forged == token)


@given(offers, offers)
def test_a_signature_is_of_one_offer(one, other):
    body, signed = base64.urlsafe_b64decode(token_of(one, PERSON)), base64.urlsafe_b64decode(token_of(other, PERSON))
    mixed = opened(base64.urlsafe_b64encode(body[:-16] + signed[-16:]).decode())
    assert mixed is not None
    assert mixed.is_for(PERSON) == (one == other)


@given(st.text(max_size=80) | st.text("ABCabc012-_=+/", min_size=SIGNS, max_size=SIGNS))
def test_any_text_is_read_or_is_none(text):
    found = opened(text)
    assert found is None or not found.is_for(PERSON)


@pytest.mark.parametrize(
    "token", ["", "a", "A" * 51, "A" * 53, "A" * 51 + "=", "é" * SIGNS, "A" * 51 + "+", " " + "A" * 51]
)
def test_what_is_no_token_is_none(token):
    assert opened(token) is None


def test_another_secret_makes_other_links(monkeypatch):
    token = token_of(OFFER, PERSON)
    monkeypatch.setenv("PADAN_LOOKUP_SECRET", base64.b64encode(b"another secret of 32 bytes .....").decode())
    settings.forget()
    secrets.forget()
    try:
        found = opened(token)
        assert found is not None
        assert not found.is_for(PERSON)
    finally:
        monkeypatch.undo()
        settings.forget()
        secrets.forget()


def entry(state, by, hours, reason=None):
    return Transition(state=state, at=NOW + timedelta(hours=hours), by=by, reason=reason)


@pytest.mark.parametrize(
    ("entries", "hours"),
    [
        ([], 0),
        ([entry(State.SUBMITTED, "per_1", 1), entry(State.PUBLISHED, "machine", 1)], 1),
        ([entry(State.SUBMITTED, "per_1", 1), entry(State.PUBLISHED, "machine", 9, "renewal_due")], 1),
        ([entry(State.SUBMITTED, "per_1", 1), entry(State.SUBMITTED, "machine", 5, "checked_again")], 1),
        ([entry(State.SUBMITTED, "per_1", 1), entry(State.PUBLISHED, "per_1", 7, RENEWED)], 7),
        ([entry(State.PUBLISHED, "per_1", 7, RENEWED), entry(State.PUBLISHED, "per_1", 8, RENEWED_BY_LINK)], 8),
        (
            [
                entry(State.SUBMITTED, "per_1", 1),
                entry(State.EXPIRED, "machine", 9),
                entry(State.SUBMITTED, "per_2", 12),
            ],
            12,
        ),
    ],
    ids=["draft", "submitted", "reminded", "checked again", "renewed", "by link", "submitted again"],
)
def test_the_present_time_begins_with_the_posters_last_word(entries, hours):
    one = vacancy(State.PUBLISHED, history=tuple(entries))
    assert term_of(one) == NOW + timedelta(hours=hours)
    moved = msgspec.structs.replace(one, expires_at=datetime(2030, 1, 1, tzinfo=UTC))
    assert term_of(moved) == term_of(one)
