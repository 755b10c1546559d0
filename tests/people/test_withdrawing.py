"""Consents are given with a receipt of what was shown, and withdrawn by one call that takes effect at once."""

import threading
from datetime import UTC, datetime

import msgspec
import pytest

from chalicelib.errors import Conflict, NotFound
from chalicelib.people import consents, store
from chalicelib.people.registration import Registration, register
from chalicelib.people.table import PersonalItem
from chalicelib.texts import Language
from security import audit
from security.consent import CURRENT, Consent, ConsentType
from security.consent_wordings import wording_of
from tests import samples
from tests.functions.people_fixtures import api, registered

__all__ = ["api"]
pytestmark = [pytest.mark.emulator, pytest.mark.usefixtures("platform")]
CONSENTS = "/v1/people/me/consents"
ALL = {kind.value: version for kind, version in CURRENT.items()}


@pytest.fixture
def person_id():
    return register(
        Registration(email=samples.email(), password=samples.PASSWORD, consents=ALL, language=Language.ENGLISH)
    )


@pytest.mark.parametrize("kind", ConsentType)
def test_one_ends_and_the_others_stand(person_id, kind):
    statuses, version = consents.end(person_id, kind.value)
    assert {name for name, status in statuses.items() if not status.given} == {kind.value}
    person, stored = store.get(person_id)
    assert (stored, set(person.consents)) == (version, set(ALL) - {kind.value})
    entry = audit.entries_of(person_id)[0]
    assert (entry.action, entry.purpose) == ("withdraw_consent", kind.value)


def test_again_changes_nothing(person_id):
    _, first = consents.end(person_id, "research")
    entries = audit.entries_of(person_id)
    assert consents.end(person_id, "research")[1] == first
    assert audit.entries_of(person_id) == entries


@pytest.mark.parametrize("name", ["", "RESEARCH", "unknown", "research "])
def test_a_purpose_that_does_not_exist_is_not_found(person_id, name):
    with pytest.raises(NotFound):
        consents.end(person_id, name)


def test_all_at_once_from_several_devices_are_all_withdrawn(person_id):
    failed = []

    def run(name):
        try:
            consents.end(person_id, name)
        except Exception as error:
            failed.append(error)

    threads = [threading.Thread(target=run, args=(name,)) for name in list(ALL)[:4]]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert failed == []
    assert set(store.get(person_id)[0].consents) == set(list(ALL)[4:])


def test_a_receipt_shows_what_was_read_in_which_language_and_until_when(person_id):
    consents.end(person_id, "research")
    _, version = consents.replace(person_id, ALL, store.get(person_id)[1], language="id")
    found = [pair for pair in consents.receipts(store.load(person_id).personal) if pair[0].type is ConsentType.RESEARCH]
    (again, wording), (first, _) = found
    assert wording == wording_of(ConsentType.RESEARCH, 1)
    assert (again.language, again.withdrawn_at) == ("id", None)
    assert (first.language, first.withdrawn_at is None) == ("en", False)
    assert first.withdrawn_at <= again.given_at
    assert version == store.get(person_id)[1]


def test_over_the_interface_without_a_version_and_with_receipts(api):
    person = registered(api, consents={"research": 1}, language="en")
    ended = person.api("DELETE", f"{CONSENTS}/research")
    assert (ended.status, ended.body["consents"]["research"]["given"]) == (200, False)
    assert person.api("DELETE", f"{CONSENTS}/nothing").status == 404
    shown = person.api("GET", CONSENTS)
    assert shown.headers["etag"] == ended.headers["etag"]
    (receipt,) = shown.body["receipts"]
    assert receipt["wording"]["title"] == wording_of(ConsentType.RESEARCH, 1).title.en
    assert receipt["withdrawn_at"]
    assert receipt["wording"]["fingerprint"] == wording_of(ConsentType.RESEARCH, 1).fingerprint


MOMENT = datetime(2026, 3, 2, 5, tzinfo=UTC)
LONGEST = Consent(
    type=max(ConsentType, key=lambda kind: len(kind.value)),
    version=1,
    given_at=MOMENT,
    given_by="per_" + "0" * 26,
    language="id",
    withdrawn_at=MOMENT,
)


def with_history(person_id, number):
    """Give somebody a history of ``number`` consents, all of them withdrawn; returns the person's version."""
    loaded = store.load(person_id)
    item = PersonalItem(person_id, personal=msgspec.structs.replace(loaded.personal, consents=(LONGEST,) * number))
    item.version = loaded.personal_version
    item.save()
    return loaded.version


def test_a_history_of_the_greatest_length_fits_into_its_item_with_room_for_all_else(person_id):
    with_history(person_id, consents.MOST_KEPT + len(ConsentType))
    stored = PersonalItem.get(person_id, consistent_read=True).serialize()
    assert len(msgspec.json.encode(stored)) < 200_000


def test_after_so_many_nothing_more_is_given_and_everything_is_withdrawn(person_id):
    version = with_history(person_id, consents.MOST_KEPT - len(ALL))
    _, version = consents.replace(person_id, ALL, version)
    assert len(store.load(person_id).personal.consents) == consents.MOST_KEPT
    _, version = consents.replace(person_id, ALL, version)
    _, version = consents.end(person_id, "research")
    with pytest.raises(Conflict) as refused:
        consents.replace(person_id, ALL, version)
    assert [(each.pointer, each.code) for each in refused.value.errors] == [("/consents", "too_many_changes")]
    assert store.get(person_id)[1] == version
    statuses, _ = consents.replace(person_id, {}, version)
    assert not any(status.given for status in statuses.values())
