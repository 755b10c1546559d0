"""Portals by name: the partners', our own, and none for what nobody knows; asked for once in some minutes."""

from datetime import UTC, datetime, timedelta

import pytest

from bench.calls import dynamodb_calls
from chalicelib.clock import FixedClock
from chalicelib.duplicates import portals
from chalicelib.duplicates.portals import OWN, portal_name
from chalicelib.duplicates.settling import links_of
from chalicelib.identifiers import new_identifier
from chalicelib.partners.keys import add_partner
from chalicelib.vacancies.model import DIRECT
from tests.duplicates.test_following import stored, text_of
from tests.duplicates.test_judging import followed

pytestmark = [pytest.mark.emulator, pytest.mark.usefixtures("store")]
NOW = datetime(2026, 5, 4, tzinfo=UTC)


@pytest.fixture(autouse=True)
def nothing_remembered(monkeypatch):
    monkeypatch.setattr(portals, "_found", {})


@pytest.mark.parametrize("code", ["", DIRECT])
def test_what_is_posted_here_stands_here(code):
    assert portal_name(code) == OWN


@pytest.mark.parametrize("code", ["contoh-a", "par_", "emp_01j9z6k0w2e8m4p7q1r5t3v9xa", "padan-lain"])
def test_what_is_no_partners_code_has_no_name_and_is_not_asked_for(code):
    with dynamodb_calls() as found:
        assert portal_name(code) is None
    assert not found


def test_a_partner_is_asked_for_once_in_some_minutes():
    partner = add_partner("Portal Bernama")
    with dynamodb_calls() as found:
        assert [portal_name(partner.id, FixedClock(NOW)) for _ in range(5)] == ["Portal Bernama"] * 5
    assert found == {"GetItem": 1}
    with dynamodb_calls() as found:
        assert portal_name(partner.id, FixedClock(NOW + timedelta(minutes=6))) == "Portal Bernama"
    assert found == {"GetItem": 1}


def test_an_unknown_one_is_remembered_as_well():
    unknown = new_identifier("par")
    with dynamodb_calls() as found:
        assert [portal_name(unknown, FixedClock(NOW)) for _ in range(3)] == [None] * 3
    assert found == {"GetItem": 1}


def test_what_is_remembered_is_bounded(monkeypatch):
    monkeypatch.setattr(portals, "_REMEMBERED", 3)
    for _ in range(8):
        portal_name(new_identifier("par"), FixedClock(NOW))
    assert 0 < len(portals._found) <= 3


def test_links_say_the_name_beside_the_code():
    partner = add_partner("Portal Terhubung")
    own, pushed = followed(
        *(stored(portal, "Nama Portal", description=text_of("nama portal")) for portal in ("", partner.id))
    )
    (other,) = links_of([own.id])[own.id].also_on
    assert (other.partner, other.name, other.vacancy_id) == (partner.id, "Portal Terhubung", pushed.id)
