"""What there may be one of, when eight want it at once: one has it, the others are told, and given back it is free."""

import itertools
import random

import pytest

from chalicelib import applications, employers, partners, uniqueness, vacancies
from chalicelib.applications import ApplicationLetter
from chalicelib.applications.applying import ONCE
from chalicelib.applications.moving import anonymise_person
from chalicelib.employers.model import DetailsPatch, EmployerDetails
from chalicelib.employers.registering import NIB
from chalicelib.errors import Conflict
from chalicelib.identifiers import new_identifier
from chalicelib.partners.table import PartnerItem
from chalicelib.uniqueness import UniquenessMarker
from chalicelib.vacancies import State, UpsertKind, table
from chalicelib.vacancies.storing import EXTERNAL
from security.principal import Audience, Principal
from security.signatures import generate_ed25519
from tests.functions.people_store import stored_person
from tests.stateful.together import WRITERS, done, patient, refusals, together
from tests.vacancies.samples import NOW, pushed, vacancy

pytestmark = [pytest.mark.emulator, pytest.mark.usefixtures("any_store")]
_numbers = itertools.count(1)
BATCHES, ITEMS = 3, 12


def member() -> Principal:
    return Principal(id=new_identifier("per"), roles=frozenset({Audience.SEEKER, Audience.EMPLOYER}))


def a_nib() -> str:
    return f"{9_000_000_000_000 + next(_numbers)}"


def details(nib: str | None = None) -> EmployerDetails:
    return EmployerDetails(name=f"Karya Rebutan {next(_numbers)}", region="32.73", nib=nib)


def test_a_business_number_is_one_employers():
    nib, people = a_nib(), [member() for _ in range(WRITERS)]
    wishes = [(one, details(nib)) for one in people]
    results = together([patient(lambda one=one, wish=wish: employers.register(one, wish)) for one, wish in wishes])
    (made,) = done(results)
    assert refusals(results) == {Conflict}
    assert uniqueness.holder(NIB, nib) == made.employer.id
    joined = [one.id for one in people if employers.employers_of(one)]
    assert joined == [made.employer.members[0].person_id], "who was refused has an employer by half"


def test_a_business_number_that_is_given_back_is_taken_by_one_of_eight():
    nib, owners = a_nib(), [member() for _ in range(WRITERS + 1)]
    first, *rest = [
        employers.register(owner, details(nib if place == 0 else None)).employer.id
        for place, owner in enumerate(owners)
    ]
    employers.change(owners[0], first, DetailsPatch(nib=None), 1)
    wishes = [
        patient(lambda owner=owner, which=which: employers.change(owner, which, DetailsPatch(nib=nib), 1))
        for owner, which in zip(owners[1:], rest, strict=True)
    ]
    results = together(wishes)
    (made,) = done(results)
    assert refusals(results) == {Conflict}
    assert uniqueness.holder(NIB, nib) == made.employer.id
    having = [which for which in (first, *rest) if employers.stored(which).employer.details.nib == nib]
    assert having == [made.employer.id]


def test_eight_that_add_a_partner_of_one_name_have_the_same_one():
    name = f"Portal Rebutan {next(_numbers)}"
    spelled = [name, name.upper(), f" {name}", name.lower()]
    results = together([lambda place=place: partners.add_partner(spelled[place % 4]) for place in range(WRITERS)])
    assert len({made.id for made in done(results)}) == 1
    assert sum(item.partner.name.strip().lower() == name.lower() for item in PartnerItem.scan()) == 1


def test_a_key_that_eight_register_is_one_key():
    partner, public = partners.add_partner(f"Portal Kunci {next(_numbers)}").id, generate_ed25519()[1]
    results = together([patient(lambda: partners.add_key(partner, public))] * WRITERS)
    assert len({made.key_id for made in done(results)}) == 1
    assert len(partners.partner(partner).valid_keys) == 1


def open_vacancy() -> str:
    made = vacancy(State.PUBLISHED, id=new_identifier("vac"), employer_id=new_identifier("emp"))
    table.item_of(made).save()
    return made.id


def seeker() -> Principal:
    found = Principal(id=new_identifier("per"), roles=frozenset({Audience.SEEKER}))
    stored_person(found.id)
    return found


def test_one_person_applies_for_a_vacancy_once():
    person, wanted = seeker(), open_vacancy()
    results = together([patient(lambda: applications.apply(person, wanted, ApplicationLetter()))] * WRITERS)
    (made,) = done(results)
    assert refusals(results) == {Conflict}
    assert [each.application.id for each in applications.of_person(person.id, 10, None).items] == [made.application.id]
    assert uniqueness.holder(ONCE, f"{wanted}#{person.id}") == made.application.id


def test_whoever_is_erased_while_applying_leaves_no_claim_without_an_application():
    """Eight applications for eight vacancies, and the person is taken out of all of them in the middle."""
    person, wanted = seeker(), [open_vacancy() for _ in range(WRITERS)]
    applying = [patient(lambda one=one: applications.apply(person, one, ApplicationLetter())) for one in wanted]
    together([*applying, patient(lambda: anonymise_person(person.id))])
    anonymise_person(person.id)
    assert [uniqueness.holder(ONCE, f"{one}#{person.id}") for one in wanted] == [None] * WRITERS
    assert applications.of_person(person.id, 10, None).items == ()


def test_pushes_of_the_same_numbers_in_any_order_make_each_vacancy_once():
    """Eight workers with overlapping batches: one creates, the others find it."""
    partner, chance = new_identifier("par"), random.Random(8)
    numbers = [str(number) for number in range(ITEMS)]

    def worker(seed: int):
        own = random.Random(seed)
        batches = [own.sample(numbers, ITEMS // 2) for _ in range(BATCHES)]
        return patient(
            lambda: [
                outcome
                for batch in batches
                for outcome in vacancies.upsert_many([pushed(number, partner) for number in batch], NOW)
            ]
        )

    results = together([worker(chance.randrange(1_000)) for _ in range(WRITERS)])
    assert len(done(results)) == WRITERS, results
    outcomes = [outcome for result in results for outcome in result]
    created = [outcome for outcome in outcomes if outcome.kind is UpsertKind.CREATED]
    there = {each.source.external_id: each.id for each in vacancies.of_source(partner)}
    assert len(created) == len(there) == len({outcome.vacancy_id for outcome in outcomes})
    for number, identifier in there.items():
        assert uniqueness.holder(EXTERNAL, f"{partner}#{number}") == identifier
    claims = [marker.owner for marker in UniquenessMarker.scan() if marker.pk.startswith(f"{EXTERNAL}#{partner}#")]
    assert sorted(claims) == sorted(there.values())
