"""Who has an office keeps it where another region's pool begins empty, with a second factor; nobody else gets one."""

import contextlib

import pytest

from chalicelib import settings
from chalicelib.errors import Unavailable
from chalicelib.identifiers import new_identifier
from chalicelib.people import offices, second_factor
from chalicelib.people.table import OfficeItem
from functions.upkeep import keep_office_roles
from local.http.context import LambdaContext
from security.accounts import accounts
from security.identity import verify_bearer
from security.principal import Audience
from tests.platform_fixtures import platform

__all__ = ["platform"]
pytestmark = [pytest.mark.emulator, pytest.mark.usefixtures("platform")]
EVENT = {"source": "aws.events", "time": "2026-05-04T21:30:00Z", "id": "1", "detail": {}, "resources": []} | {
    "version": "0",
    "detail-type": "",
    "account": "",
    "region": "",
}


@pytest.fixture
def factor(monkeypatch):
    """Who has a second factor."""
    confirmed = set()
    monkeypatch.setattr(second_factor, "is_confirmed", lambda person_id: person_id in confirmed)
    return confirmed


@pytest.fixture
def person():
    made = []

    def make(*groups):
        found = new_identifier("per")
        accounts().create(found, groups=groups)
        made.append(found)
        return found

    yield make
    for each in made:
        accounts().delete(each)
        offices.forget(each)


@contextlib.contextmanager
def elsewhere(monkeypatch):
    """As in another region, whose pool has another name and begins empty."""
    with monkeypatch.context() as there:
        there.setenv("PADAN_USER_POOL_ID", "ap-southeast-1_Elsewhere")
        settings.forget()
        there.setattr(offices, "accounts", lambda: Empty())
        yield
    settings.forget()


class Empty:
    """A pool that knows nobody."""

    def members(self, group):
        return ()

    def groups_of(self, person):
        raise AssertionError("nobody is asked about")


def kept(person_id):
    return list(offices.KeptGroups(person_id))


def test_a_run_notes_who_has_which_office_and_where_and_nobody_else(person, factor):
    officer, monitor, seeker = person("seeker", "officer", "region-32"), person("monitor"), person("seeker")
    factor.update({officer, monitor, seeker})
    done = offices.keep_offices()
    assert done.known >= 2
    assert kept(officer) == ["seeker", "officer", "region-32"]
    assert kept(monitor) == ["seeker", "monitor"]
    assert kept(seeker) == ["seeker"]
    assert offices.keep_offices().changed == 0, "twice changes nothing"


def test_without_a_second_factor_nothing_but_the_seekers_role_is_given(person, factor):
    officer = person("officer", "region-32")
    offices.keep_offices()
    assert kept(officer) == ["seeker"]
    factor.add(officer)
    assert kept(officer) == ["seeker", "officer", "region-32"]


def test_what_was_taken_away_is_gone_with_the_next_run(person, factor):
    moved, left, out = (person("officer", "region-32") for _ in range(3))
    factor.update({moved, left, out})
    offices.keep_offices()
    accounts().remove_from_group(moved, "region-32")
    accounts().add_to_group(moved, "region-33")
    accounts().remove_from_group(left, "officer")
    accounts().disable(out)
    assert offices.keep_offices().gone == 2
    assert kept(moved) == ["seeker", "officer", "region-33"]
    assert kept(left) == kept(out) == ["seeker"]


def test_another_regions_empty_pool_takes_nothing_away(person, factor, monkeypatch):
    officer = person("officer", "region-32")
    factor.add(officer)
    offices.keep_offices()
    with elsewhere(monkeypatch):
        assert offices.keep_offices() == offices.OfficesKept()
        assert kept(officer) == ["seeker", "officer", "region-32"]


def test_a_provider_that_does_not_answer_takes_nothing_away(person, factor, monkeypatch):
    officer = person("officer")
    factor.add(officer)
    offices.keep_offices()

    class Down:
        def members(self, group):
            raise Unavailable

    with monkeypatch.context() as broken:
        broken.setattr(offices, "accounts", Down)
        with pytest.raises(Unavailable):
            offices.keep_offices()
    assert kept(officer) == ["seeker", "officer"]


def test_the_first_sign_in_there_has_the_office_again_and_the_second_one_reads_nothing(person, factor):
    officer = person("officer", "region-32")
    factor.add(officer)
    offices.keep_offices()
    accounts().delete(officer)
    entered = verify_bearer(accounts().sign_in_verified(officer, groups=offices.KeptGroups(officer)).access)
    assert (entered.roles, entered.regions) == ({Audience.OFFICER, Audience.SEEKER}, ("32",))

    class Unread:
        def __iter__(self):
            raise AssertionError("the account is there")

    assert accounts().sign_in_verified(officer, groups=Unread())


def test_who_is_erased_has_no_office_left(person, factor):
    officer = person("officer")
    factor.add(officer)
    offices.keep_offices()
    for _ in range(2):
        offices.forget(officer)
    assert kept(officer) == ["seeker"]
    with pytest.raises(OfficeItem.DoesNotExist):
        OfficeItem.get(officer)


def test_the_schedule_keeps_them_within_its_policy(person, factor):
    officer = person("analyst")
    factor.add(officer)
    keep_office_roles(EVENT, LambdaContext("keep_office_roles", 600))
    assert kept(officer) == ["seeker", "analyst"]
