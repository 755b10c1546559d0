"""Pages behind the links of messages, in a browser: one button, in the reader's language, on a small screen."""

from datetime import timedelta

import pytest

from chalicelib import alerts, employers, vacancies
from chalicelib.clock import SYSTEM_CLOCK
from chalicelib.employers import EmployerDetails
from chalicelib.vacancies.model import State, Transition
from security.principal import Audience, Principal
from tests.web.site import published, somebody


def _path(link):
    return link[link.index("/v1/") :]


def _stopped(person_id):
    return alerts.settings_of(Principal(id=person_id, roles=frozenset({Audience.SEEKER}))).settings.stopped


@pytest.fixture
def stopping(platform_url):
    _, person_id = somebody()
    return platform_url + _path(alerts.stop_link(person_id, SYSTEM_CLOCK.now())), person_id


def test_messages_are_stopped_by_one_button(phone, stopping):
    address, person_id = stopping
    page = phone.tab(address)
    page.reads("Berhenti mengirim kabar")
    page.check()
    assert not _stopped(person_id)
    page.press("Berhenti mengirim kabar")
    page.reads("Pencarian tersimpan tetap ada.")
    page.check()
    assert _stopped(person_id)
    assert page.run("document.querySelector('button')") is None


def test_the_button_is_found_by_keys_alone(phone, stopping):
    page = phone.tab(stopping[0])
    page.key("Tab")
    page.key("Enter")
    page.reads("Pencarian tersimpan tetap ada.")


@pytest.fixture
def ending(platform_url):
    """The link of a reminder, and the vacancy that ends in three days."""
    _, person_id = somebody()
    employer = employers.register(Principal(id=person_id), EmployerDetails(name="Karya Melati", region="32.73"))
    begun = SYSTEM_CLOCK.now() - timedelta(days=87)
    made = published(
        "Penjaga Gudang Bahan Bangunan & Alat Pertukangan",
        employer_id=employer.employer.id,
        history=(Transition(state=State.PUBLISHED, at=begun, by="machine"),),
        expires_at=SYSTEM_CLOCK.now() + timedelta(days=3),
    )
    return platform_url + _path(vacancies.renewal_link(made, person_id)), made


def test_a_vacancy_is_renewed_by_one_button(phone, ending):
    address, made = ending
    page = phone.tab(address)
    page.reads("Ya, masih terbuka: perpanjang")
    page.check()
    assert vacancies.get(made.id).expires_at == made.expires_at
    page.press("Ya, masih terbuka: perpanjang")
    page.reads("Terima kasih, sudah kami catat.")
    page.check()
    assert vacancies.get(made.id).expires_at > made.expires_at


@pytest.mark.parametrize("path", ["renewals", "alert-stops"])
def test_a_link_that_is_none_says_so(phone, platform_url, path):
    page = phone.tab(f"{platform_url}/v1/{path}?t=tidak-ada")
    page.reads("Tautan ini")
    page.check()
