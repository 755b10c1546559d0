"""What is limited in number is never exceeded by eight that ask at once, and is free again when it was given back."""

from datetime import timedelta

import msgspec
import pytest

from chalicelib import alerts, employers, partners
from chalicelib.alerts.model import MOST_SEARCHES
from chalicelib.alerts.table import find_alerts, searches_of
from chalicelib.documents.model import DocumentKind, FileType
from chalicelib.documents.store import MOST_DOCUMENTS, Announcement, announce, listed, remove
from chalicelib.employers import members, storing
from chalicelib.employers.model import EmployerDetails, Member, Role
from chalicelib.errors import Conflict, TooManyRequests
from chalicelib.identifiers import new_identifier
from chalicelib.partners.model import KEYS_AT_A_TIME
from chalicelib.people import limits
from search.request import Criteria
from security.principal import Audience, Principal
from security.signatures import generate_ed25519
from tests.functions.people_store import stored_person
from tests.stateful.together import WRITERS, clock, done, patient, refusals, together
from tests.vacancies.samples import NOW

pytestmark = [pytest.mark.emulator, pytest.mark.usefixtures("any_store")]
LEFT = 3
"""Places that are free when eight come."""


class NoFiles:
    """A bucket in which there is nothing to remove."""

    def remove(self, person_id: str, document_id: str | None = None) -> None:
        """Nothing lies there."""


def seeker() -> Principal:
    principal = Principal(id=new_identifier("per"), roles=frozenset({Audience.SEEKER}))
    stored_person(principal.id)
    return principal


@pytest.mark.parametrize("limit", [limits.CODES_SOON, limits.CODES_DAY, limits.REGISTRATIONS], ids=lambda one: one.name)
def test_codes_and_registrations_of_one_contact(limit):
    subject, time = new_identifier("sub"), clock()
    asking = [patient(lambda: limits.take(limit, subject, time))] * WRITERS
    results = [result for _ in range(2) for result in together(asking)]
    assert len(done(results)) == limit.most
    assert refusals(results) == {TooManyRequests}
    assert all(0 < result.retry_after <= limit.seconds for result in results if isinstance(result, TooManyRequests))


def test_codes_are_free_again_in_the_next_window():
    subject, time = new_identifier("sub"), clock()
    for _ in range(3):
        results = together([patient(lambda: limits.take(limits.CODES_SOON, subject, time))] * WRITERS)
        assert len(done(results)) == limits.CODES_SOON.most
        time.advance(timedelta(seconds=limits.CODES_SOON.seconds))


def test_attempts_to_sign_in_at_once_gain_nothing():
    subject, time = new_identifier("sub"), clock()
    for _ in range(limits.FREE_FAILURES):
        limits.begin_attempt(subject, time)
    results = together([lambda: limits.begin_attempt(subject, time)] * WRITERS)
    assert refusals(results) == {TooManyRequests}
    assert not done(results)


def _adding_keys(partner_id: str):
    publics = [generate_ed25519()[1] for _ in range(WRITERS)]
    return [patient(lambda key=key: partners.add_key(partner_id, key)) for key in publics]


def test_keys_of_a_partner():
    partner = partners.add_partner(f"Portal {new_identifier('par')}")
    results = together(_adding_keys(partner.id))
    assert len(done(results)) == KEYS_AT_A_TIME
    assert refusals(results) == {Conflict}
    valid = partners.partner(partner.id).valid_keys
    assert {key.id for key in valid} == {key.key_id for key in done(results)}
    partners.revoke_key(partner.id, valid[0].id)
    again = together(_adding_keys(partner.id))
    assert len(done(again)) == 1
    assert len(partners.partner(partner.id).valid_keys) == KEYS_AT_A_TIME


def test_members_of_an_employer():
    owner = Principal(id=new_identifier("per"), roles=frozenset({Audience.SEEKER, Audience.EMPLOYER}))
    employer = employers.register(owner, EmployerDetails(name="Karya Banyak", region="32.73")).employer
    filled = tuple(
        Member(person_id=new_identifier("per"), role=Role.RECRUITER, since=NOW)
        for _ in range(members.MAXIMUM - LEFT - 1)
    )
    storing.change(
        employer.id, None, lambda present: msgspec.structs.replace(present, members=(*present.members, *filled))
    )
    people = [seeker().id for _ in range(WRITERS)]
    results = together(
        [patient(lambda one=one: members.add(owner, employer.id, one, Role.RECRUITER)) for one in people]
    )
    assert len(done(results)) == LEFT
    assert refusals(results) == {Conflict}
    present = employers.stored(employer.id).employer
    assert len(present.members) == members.MAXIMUM
    joined = [one for one in people if employers.employers_of(Principal(id=one, roles=owner.roles)) == (employer.id,)]
    assert len(joined) == LEFT
    assert {member.person_id for member in present.members} >= set(joined)
    members.remove(owner, employer.id, joined[0])
    again = together([patient(lambda one=one: members.add(owner, employer.id, one, Role.RECRUITER)) for one in people])
    assert len(done(again)) == 1


def _draft(number: int) -> alerts.Draft:
    parameters = alerts.SearchParameters(q="kasir")
    return alerts.Draft(name=f"Kasir {number}", parameters=parameters, words="kasir", criteria=Criteria())


def test_saved_searches_of_a_person():
    person = seeker()
    for number in range(MOST_SEARCHES - LEFT):
        alerts.save(person, _draft(number))
    results = together([patient(lambda n=n: alerts.save(person, _draft(n))) for n in range(WRITERS)])
    assert len(done(results)) == LEFT
    assert refusals(results) == {Conflict}
    kept = list(searches_of(person.id))
    assert len(kept) == MOST_SEARCHES
    assert find_alerts(person.id).alerts.searches == MOST_SEARCHES
    together([patient(lambda one=one: alerts.remove(person, one.search.id)) for one in kept[:2]])
    assert find_alerts(person.id).alerts.searches == MOST_SEARCHES - 2
    again = together([patient(lambda n=n: alerts.save(person, _draft(n))) for n in range(WRITERS)])
    assert len(done(again)) == 2


def test_documents_of_a_person():
    person = seeker().id
    paper = Announcement(kind=DocumentKind.CV, file_name="cv.pdf", media_type=FileType.PDF, size=1000)
    for _ in range(MOST_DOCUMENTS - LEFT):
        announce(person, paper)
    results = together([patient(lambda: announce(person, paper))] * WRITERS)
    assert len(done(results)) == LEFT
    assert refusals(results) == {Conflict}
    kept = listed(person)
    assert len(kept) == MOST_DOCUMENTS
    together([lambda one=one: remove(person, one.id, NoFiles()) for one in kept[:2]])
    assert len(done(together([patient(lambda: announce(person, paper))] * WRITERS))) == 2
