"""Withdrawal and restriction reach what was found, planned and even queued before: no message goes out after them."""

import msgspec
import pytest

from chalicelib import alerts, rights
from chalicelib.alerts import table
from chalicelib.clock import SYSTEM_CLOCK
from chalicelib.notifications.model import Notice, Recipient
from chalicelib.notifications.templates import TEMPLATES
from chalicelib.notifications.uses import USES, is_wanted
from chalicelib.people import store as people
from chalicelib.people.uses import Use
from chalicelib.people.verification_model import Channel
from chalicelib.rights import Switch
from security.consent import ConsentType
from tests.alerts.world import at, due, erase, matched, published, saves, seeker, told

pytestmark = [pytest.mark.emulator, pytest.mark.usefixtures("indices")]
TO_EMPLOYERS = {
    *("application_arrived", "application_withdrawn", "applicant_corrected"),
    *(name for name in TEMPLATES if name.startswith(("vacancy_", "vacancies_", "upload_", "reviews_"))),
}


def withdraws(owner, *consents):
    person, version = people.get(owner.id)
    left = {name: given for name, given in person.consents.items() if name not in {each.value for each in consents}}
    people.replace(msgspec.structs.replace(person, consents=left), version)


def wanted(owner, template="alert_digest", channel=Channel.EMAIL):
    return is_wanted(Notice(recipient=Recipient(person_id=owner.id, channel=channel), template=template))


def test_a_restricted_person_is_noted_for_nothing_and_told_nothing():
    owner = seeker()
    saves(owner)
    rights.switch(owner, Switch.RESTRICTION, on=True)
    assert matched(published()) == 0
    assert due(owner) is None
    rights.switch(owner, Switch.RESTRICTION, on=False)
    assert matched(published("Kasir Restoran")) == 1
    assert told(owner, at(5, 8)) is not None


def test_what_waited_when_the_restriction_came_is_not_told():
    owner = seeker()
    saves(owner)
    assert matched(published()) == 1
    rights.switch(owner, Switch.RESTRICTION, on=True)
    assert told(owner, at(5, 8)) is None
    assert due(owner) is None
    assert not [item for item in table.every_match(owner.id) if item.untold is None], "it is told once it may be"


def test_an_objection_to_machines_leaves_ones_own_searches_alone():
    owner = seeker()
    saves(owner)
    rights.switch(owner, Switch.OBJECTION, on=True)
    assert matched(published()) == 1
    assert told(owner, at(5, 8)) is not None


@pytest.mark.parametrize("stop", ["restrict", "withdraw", "erase"])
def test_a_message_that_was_queued_before_is_not_sent_after(stop):
    owner = seeker()
    assert wanted(owner)
    if stop == "restrict":
        rights.switch(owner, Switch.RESTRICTION, on=True)
    elif stop == "withdraw":
        withdraws(owner, ConsentType.CONTACT_BY_EMAIL)
    else:
        erase(owner)
    assert not wanted(owner)


@pytest.mark.parametrize(
    ("consent", "channel", "other"),
    [
        (ConsentType.CONTACT_BY_EMAIL, Channel.EMAIL, Channel.PHONE),
        (ConsentType.CONTACT_BY_SMS, Channel.PHONE, Channel.EMAIL),
    ],
)
def test_each_channel_has_its_own_consent(consent, channel, other):
    owner = seeker()
    withdraws(owner, consent)
    assert not wanted(owner, channel=channel)
    assert wanted(owner, channel=other)
    assert alerts.settings_of(owner).reaches in (None, alerts.AlertChannel.EMAIL)


@pytest.mark.parametrize("template", TEMPLATES)
def test_of_every_message_it_is_known_whether_a_restriction_stops_it(template):
    """A restricted person still gets codes and what the law has them told, and acts for their employer."""
    owner = seeker(restricted_at=SYSTEM_CLOCK.now())
    news = template in USES or template == "alert_digest"
    assert wanted(owner, template) is not news
    always = ("code_", "rights_", "breach", "person_erased", "password_changed", "contact_", "session_", "recovery_")
    assert news or template in TO_EMPLOYERS or template.startswith(always)


def test_uses_are_of_messages_that_exist():
    assert set(USES) < set(TEMPLATES)
    assert set(USES.values()) == {Use.NEWS, Use.REMINDED}
